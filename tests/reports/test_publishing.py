import pytest

from lib.definitions import DefinitionError
from lib.denied import Denied, NotAccepted, WrongMoment
from reports import editions, newer, publishing
from reports.editions import Edition
from reports.models import Definition, DefinitionEvent, FactChange, Notice, Report, Status
from tests.factories import make_definition, make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.racing import kinds, together
from units.models import Role

pytestmark = pytest.mark.django_db
NATIONAL = editions.built_in("outline", "national/2020")


@pytest.fixture
def place():
    return make_jurisdiction()


@pytest.fixture
def boss(place):
    return make_user(Role.BUREAU, place)


@pytest.fixture
def draft(place):
    return make_definition(place)


@pytest.fixture
def notice(place):
    return make_notice(place)


def renamed(text: str, heading: str = "单位概况") -> str:
    return text.replace('heading = "部门概况"', f'heading = "{heading}"')


def edition(row: Definition) -> Edition:
    return Edition(row.kind, row.ref, row.text, row)


def published(row: Definition, by, **given) -> Definition:
    return publishing.publish(row, by=by, expected=row.sha256, **given)


# --- copies and versions -----------------------------------------------------------------------------------------


def test_a_copy_is_a_draft_of_the_own_bureau(boss, place):
    made = publishing.copy(NATIONAL, name="云溪县提纲", by=boss)
    assert (made.jurisdiction, made.version, made.base, made.text) == (place, 1, "national/2020", NATIONAL.text)
    assert not made.is_published and str(made) == "云溪县提纲（第 1 版）"


def test_the_same_copy_twice_is_one_draft(boss):
    first = publishing.copy(NATIONAL, name="云溪县提纲", by=boss)
    assert publishing.copy(NATIONAL, name="云溪县提纲", by=boss) == first
    assert DefinitionEvent.objects.count() == 1


def test_a_name_stands_for_one_definition(boss):
    first = publishing.copy(NATIONAL, name="云溪县提纲", by=boss)
    publishing.save(first, text=renamed(first.text), revision=0, by=boss)
    with pytest.raises(NotAccepted, match="换一个名称"):
        publishing.copy(NATIONAL, name="云溪县提纲", by=boss)


def test_a_next_version_begins_with_the_words_of_the_last_and_is_begun_once(draft, boss):
    first = published(draft, boss)
    second = publishing.revise(first, by=boss)
    assert (second.version, second.text, second.base, second.is_published) == (2, first.text, first.ref, False)
    assert publishing.revise(first, by=boss) == second


def test_a_draft_needs_no_next_version(draft, boss):
    with pytest.raises(WrongMoment, match="还是草稿"):
        publishing.revise(draft, by=boss)


# --- saving ------------------------------------------------------------------------------------------------------


def test_a_draft_with_a_mistake_is_refused_and_the_saved_one_stays(draft, boss):
    with pytest.raises(DefinitionError, match="ornament"):
        publishing.save(draft, text=draft.text.replace('"duties"', '"ornament"'), revision=0, by=boss)
    draft.refresh_from_db()
    assert (draft.text, draft.revision) == (NATIONAL.text, 0)


def test_a_save_onto_a_draft_that_moved_on_is_refused(draft, boss):
    publishing.save(draft, text=renamed(draft.text), revision=0, by=boss)
    with pytest.raises(publishing.StaleDraftError) as caught:
        publishing.save(draft, text=renamed(draft.text, "基本情况"), revision=0, by=boss)
    assert "单位概况" in caught.value.row.text and "单位概况" in Definition.objects.get(pk=draft.pk).text


def test_a_save_sent_twice_is_saved_once(draft, boss):
    for _ in range(2):
        saved = publishing.save(draft, text=renamed(draft.text), revision=0, by=boss)
    assert saved.revision == 1


# --- publishing --------------------------------------------------------------------------------------------------


def test_a_published_version_counts_for_the_notice_from_then_on(draft, boss, notice):
    row = published(draft, boss, notice=notice, present=notice.outline)
    notice.refresh_from_db()
    assert notice.outline == row.ref and row.published_by == boss
    assert editions.outline(notice.outline).chapters
    told = [(event.action, event.notice) for event in DefinitionEvent.objects.order_by("pk")]
    assert told == [("publish", None), ("use", notice)]


def test_publishing_twice_is_publishing_once(draft, boss, notice):
    first = published(draft, boss, notice=notice, present=notice.outline)
    again = published(draft, boss, notice=notice, present="yuanjiang/2023")
    assert again.published_at == first.published_at and DefinitionEvent.objects.count() == 2


def test_what_somebody_changed_meanwhile_is_not_published_unseen(draft, boss):
    seen = draft.sha256
    publishing.save(draft, text=renamed(draft.text), revision=0, by=boss)
    with pytest.raises(WrongMoment, match="又有改动"):
        publishing.publish(draft, by=boss, expected=seen)
    assert not Definition.objects.get(pk=draft.pk).is_published


def test_a_draft_that_no_longer_fits_the_program_is_not_published(place, boss):
    old = make_definition(place, text=NATIONAL.text.replace('"duties"', '"ornament"'))
    with pytest.raises(NotAccepted, match="ornament"):
        published(old, boss)
    assert not DefinitionEvent.objects.exists()


WAYS_TO_WRITE = {
    "save": lambda row, by: publishing.save(row, text=renamed(row.text), revision=row.revision, by=by),
    "save the same": lambda row, by: publishing.save(row, text=row.text, revision=row.revision, by=by),
    "discard": lambda row, by: publishing.discard(row, by=by),
}


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
def test_what_is_published_is_never_written_again(draft, boss, way):
    row = published(draft, boss)
    with pytest.raises(WrongMoment, match="已经发布"):
        WAYS_TO_WRITE[way](row, boss)
    assert Definition.objects.filter(pk=row.pk).values().get()["text"] == NATIONAL.text


def test_a_draft_is_deleted_with_its_name_kept_in_the_record(draft, boss):
    publishing.discard(draft, by=boss)
    assert not Definition.objects.exists()
    assert DefinitionEvent.objects.get().name == str(draft)


def test_a_notice_goes_back_to_a_built_in_version(draft, boss, notice):
    row = published(draft, boss, notice=notice, present=notice.outline)
    publishing.use(NATIONAL, notice=notice, present=row.ref, by=boss)
    assert Notice.objects.get().outline == "national/2020"


def test_a_draft_counts_for_no_notice(draft, boss, notice):
    with pytest.raises(WrongMoment, match="请先发布"):
        publishing.use(edition(draft), notice=notice, present=notice.outline, by=boss)


# --- other people's ----------------------------------------------------------------------------------------------


def test_another_bureau_changes_nothing(draft, notice):
    stranger = make_user(Role.BUREAU)
    for write in (*WAYS_TO_WRITE.values(), published):
        with pytest.raises(Denied):
            write(draft, stranger)
    with pytest.raises(Denied):
        publishing.use(NATIONAL, notice=notice, present=notice.outline, by=stranger)


def test_another_bureaus_version_never_counts_here(boss, notice):
    theirs = make_definition(published_at="2024-05-20T00:00Z")
    with pytest.raises(Denied):
        publishing.use(edition(theirs), notice=notice, present=notice.outline, by=boss)
    assert Notice.objects.get(pk=notice.pk).outline == "yuanjiang/2023"


def test_a_reviewer_reads_only(draft, place):
    for write in (*WAYS_TO_WRITE.values(), published):
        with pytest.raises(Denied):
            write(draft, make_user(Role.REVIEWER, place))


# --- at the same moment ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_versions_published_for_one_notice_at_once_one_is_told_to_look_again(place, boss, notice):
    drafts = [make_definition(place) for _ in range(2)]
    jobs = [lambda row=row: published(row, boss, notice=notice, present="yuanjiang/2023") for row in drafts]
    answers = together(*jobs)
    assert kinds(answers) == ["Definition", "WrongMoment"]
    (won,) = [one for one in answers if isinstance(one, Definition)]
    assert Notice.objects.get().outline == won.ref
    assert Definition.objects.filter(published_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_draft_published_by_two_at_once_is_published_once(draft, boss, place, notice):
    people = [boss, make_user(Role.BUREAU, place)]
    jobs = [lambda by=by: published(draft, by, notice=notice, present="yuanjiang/2023") for by in people]
    assert kinds(together(*jobs)) == ["Definition", "Definition"]
    assert DefinitionEvent.objects.filter(action="publish").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_saved_and_published_at_once_is_one_or_the_other(draft, boss):
    changed = renamed(draft.text)
    together(
        lambda: publishing.save(draft, text=changed, revision=0, by=boss),
        lambda: publishing.publish(draft, by=boss, expected=draft.sha256),
    )
    row = Definition.objects.get()
    assert (row.text, row.is_published) in [(NATIONAL.text, True), (changed, False)]


# --- taken over by a report --------------------------------------------------------------------------------------


@pytest.fixture
def report(place, notice, boss):
    """A report that began with the built-in outline, under a notice that has gone on to an own one."""
    begun = make_report(make_unit(place), notice)
    row = make_definition(place, text='extends = "yuanjiang/2023"\nname = "本地"\n', base="yuanjiang/2023")
    published(row, boss, notice=notice, present=notice.outline)
    return Report.objects.whole().get(pk=begun.pk)


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


def seen(report: Report) -> str:
    return editions.digest(editions.pinned(report.notice))


def test_a_running_report_keeps_its_versions_until_its_clerk_takes_the_new_ones(report, clerk):
    assert report.outline == "yuanjiang/2023" != report.notice.outline
    (changed,) = publishing.switch(report, by=clerk, expected=seen(report))
    assert Report.objects.get().outline == changed.new == report.notice.outline
    change = FactChange.objects.get()
    assert (change.section, change.label, change.by) == (publishing.SECTION, "提纲", clerk)
    assert change.new == changed.new_name and change.new.endswith("（第 1 版）")


def test_taking_over_twice_is_once(report, clerk):
    publishing.switch(report, by=clerk, expected=seen(report))
    assert publishing.switch(report, by=clerk, expected=seen(report)) == []
    assert FactChange.objects.count() == 1


def test_a_version_nobody_compared_with_is_not_taken_over(report, clerk):
    before = seen(report)
    Notice.objects.update(scheme="national/2021")
    with pytest.raises(WrongMoment, match="又换了版本"):
        publishing.switch(report, by=clerk, expected=before)
    assert Report.objects.get().outline == "yuanjiang/2023"


@pytest.mark.parametrize("status", [Status.SIGNING, Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED])
def test_what_is_filed_keeps_what_it_has(report, clerk, status):
    Report.objects.update(status=status)
    with pytest.raises(WrongMoment):
        publishing.switch(report, by=clerk, expected=seen(report))
    assert Report.objects.get().outline == "yuanjiang/2023"


def test_only_the_units_clerk_decides(report):
    for role, where in ((Role.HEAD, report.unit), (Role.CLERK, None), (Role.BUREAU, report.unit.jurisdiction)):
        with pytest.raises(Denied):
            publishing.switch(report, by=make_user(role, where), expected=seen(report))


def test_the_offer_ends_when_it_is_taken(report, clerk):
    assert newer.newer(report)
    publishing.switch(report, by=clerk, expected=seen(report))
    assert newer.newer(Report.objects.whole().get()) == []


# --- what a published version extends ----------------------------------------------------------------------------

EXTENDING = 'extends = "national/2020"\nname = "云溪县提纲"\nonly = true\n[[chapter]]\nkey = "problems"\n'


def test_publishing_keeps_the_texts_a_version_extends(place, boss):
    row = published(make_definition(place, EXTENDING), boss)
    assert row.bases == {"national/2020": NATIONAL.text}


def test_a_later_release_does_not_change_what_is_published(place, boss):
    row = published(make_definition(place, EXTENDING), boss)
    older = NATIONAL.text.replace('heading = "存在的主要问题及原因分析"', 'heading = "存在问题"')
    assert older != NATIONAL.text
    Definition.objects.filter(pk=row.pk).update(bases={"national/2020": older}, sha256="0" * 64)
    assert [one.heading for one in editions.load("outline", row.ref).chapters] == ["存在问题"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("scheme", 'extends = "guangzhou/2021"\nname = "云溪县方案"\n'),
        ("schedule", 'extends = "national/project_self_evaluation"\ntitle = "项目自评表"\n'),
    ],
)
def test_schemes_and_schedules_keep_theirs_too(place, kind, text):
    bases = editions.bases(kind, text)
    assert bases and all(editions.built_in(kind, key).text == kept for key, kept in bases.items())

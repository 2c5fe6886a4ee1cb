import pytest

from lib import canonical
from reports import editions, newer, outline
from reports.editions import UnknownEditionError, check
from reports.filing import Filing
from reports.kinds import KINDS
from reports.models import Notice, Report
from reports.sample import SAMPLE
from tests.factories import make_definition, make_notice, make_report

NATIONAL = KINDS["outline"].text("national/2020")
FIRST_CHAPTER = 'heading = "部门概况"'


@pytest.mark.parametrize("kind, key", [(kind.key, key) for kind in KINDS.values() for key in kind.built_in()])
def test_every_built_in_definition_would_be_saved(kind, key):
    assert check(kind, KINDS[kind].text(key)) == []


def chapter(words: str) -> str:
    return f'{NATIONAL}\n[[chapter]]\nkey = "more"\nheading = "其他"\n[[chapter.block]]\n{words}\n'


REFUSED = [
    (chapter('kind = "sentence"\ntext = "共 {budget.nature.nothing.actual:wan} 万元"'), "budget.nature.nothing.actual"),
    (chapter('kind = "ornament"'), "ornament"),
    (chapter('kind = "sentence"\ntext = "完。"\nmargin = 3'), "margin"),
    (chapter('kind = "sentence"\ntext = "<script>alert(1)</script>"'), "HTML"),
    (NATIONAL.replace("title =", "title == ", 1), "TOML"),
    (f'extends = "own/1"\n{NATIONAL}', "own/1"),
    (f'extends = "nowhere/1999"\n{NATIONAL}', "nowhere/1999"),
    (f"x = {'[' * 500}{']' * 500}\n{NATIONAL}", "嵌套过深"),
    (NATIONAL + "# 长\n" * 100_000, "200000"),
    ("", ""),
    ("chapter = 3", ""),
    ("[params]\nweight_total = nan\ntitle = 1", ""),
]


@pytest.mark.parametrize("text, reason", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_printed_is_refused_with_a_reason(text, reason):
    problems = check("outline", text)
    assert problems and reason in "；".join(map(str, problems))


@pytest.mark.parametrize("text, reason", REFUSED[:4], ids=range(4))
def test_a_mistake_is_told_at_its_line(text, reason):
    (problem,) = check("outline", text)
    assert reason in text.splitlines()[problem.line - 1] or reason == "HTML"
    assert problem.line > len(NATIONAL.splitlines())


def test_a_scheme_that_extends_itself_is_refused_at_its_line():
    (problem,) = check("scheme", '# 本地\nextends = "own/7"\n')
    assert problem.line == 2 and "own/7" in problem.message


# --- references ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("ref", ["own/0", "own/x", "own/", "own/99999999999999999999", "own/１", "national/1900", ""])
def test_an_unknown_reference_says_so(ref):
    with pytest.raises(UnknownEditionError, match="没有提纲"):
        editions.outline(ref)


@pytest.mark.django_db
def test_a_draft_holds_for_nobody():
    with pytest.raises(UnknownEditionError):
        editions.outline(make_definition().ref)


@pytest.mark.django_db
def test_a_reference_names_one_kind_only():
    with pytest.raises(UnknownEditionError):
        editions.scheme(make_definition(published_at="2024-05-20T00:00Z").ref)


@pytest.mark.django_db
def test_a_number_given_again_does_not_bring_back_the_old_text():
    row = make_definition(published_at="2024-05-20T00:00Z")
    assert editions.outline(row.ref).chapters[0].heading == "部门概况"
    text = row.text.replace(FIRST_CHAPTER, 'heading = "单位概况"')
    type(row).objects.filter(pk=row.pk).update(text=text, sha256=canonical.digest(text))
    assert editions.outline(row.ref).chapters[0].heading == "单位概况"


def test_a_report_goes_by_its_own_versions_of_the_schedules_its_outline_names():
    held = Report(outline="national/2020", scheme="national/2021", schedules={"national/basic_data": "own/7"})
    found = editions.in_use(held)
    assert found["outline", ""] == "national/2020" and found["scheme", ""] == "national/2021"
    assert found["schedule", "national/basic_data"] == "own/7"
    assert found["schedule", "national/government_fund"] == "national/government_fund"


@pytest.mark.django_db
def test_a_copy_of_a_copy_fills_the_slot_of_the_first():
    first = make_definition(kind="schedule", text="# 本地\n", base="national/basic_data")
    second = make_definition(kind="schedule", text="# 本地\n", base=first.ref)
    assert editions.slot_of("schedule", second.ref) == "national/basic_data"
    assert editions.slot_of("outline", second.ref) == ""


def test_going_back_to_the_built_in_schedule_leaves_no_trace():
    notice = Notice(schedules={"a/b": "own/1", "c/d": "own/2"})
    assert editions.with_version(notice, "schedule", "a/b", "own/3") == {"schedules": {"a/b": "own/3", "c/d": "own/2"}}
    assert editions.with_version(notice, "schedule", "a/b", "a/b") == {"schedules": {"c/d": "own/2"}}
    assert editions.with_version(notice, "scheme", "", "own/9") == {"scheme": "own/9"}


# --- what a later version would change ---------------------------------------------------------------------------


def test_chapters_that_would_vanish_and_that_would_be_asked_for_are_told_apart():
    whole = outline.parse(NATIONAL)
    shorter = outline.parse('extends = "national/2020"\nomit = ["problems"]\n')
    (lost,) = newer.chapters_lost(SAMPLE, whole, shorter)
    assert "问题" in lost
    assert newer.chapters_lost(SAMPLE, shorter, whole) == []
    assert newer.chapters_added(SAMPLE, shorter, whole) == []
    unwritten = Filing(fiscal_year=2023)
    (added,) = newer.chapters_added(unwritten, shorter, whole)
    assert added == lost


@pytest.mark.django_db
def test_nothing_newer_is_offered_while_the_notice_stands():
    report = make_report(notice=make_notice())
    assert newer.newer(report) == []


@pytest.mark.django_db
def test_what_the_notice_goes_by_now_is_offered_by_name():
    report = make_report(notice=make_notice())
    report.notice.scheme = "national/2021"
    (offer,) = newer.newer(report)
    assert (offer.kind, offer.label, offer.old, offer.new) == ("scheme", "计分方案", "national/2020", "national/2021")
    assert offer.differences

"""A file is kept, looked at and taken: nothing is written before, and everything goes through the steps' own forms."""

import json
from decimal import Decimal
from functools import partial

import pytest

from lib.address import flatten
from lib.denied import NotAccepted, WrongMoment
from reports import services
from reports.acceptance import StaleReadingsError, accept
from reports.importers import UnreadableError
from reports.importing import confirm, discard, keep, proposals_of
from reports.models import FactChange, Import, Report, Status
from reports.proposals import Verdict
from reports.rows import take
from tests.factories import make_notice, make_unit, make_user
from tests.published import FOLDER, NAMES, needs_reports
from tests.racing import together
from units.models import Role

pytestmark = pytest.mark.django_db
TOTAL, BASIC = "budget.nature.total.actual", "budget.nature.basic.actual"
FILE = {
    "fiscal_year": "2023",
    "budget": {
        "total": {"actual": "410.41", "restatements": [{"field": "actual", "amount": "114.41", "quote": "另一处"}]},
        "basic_expenditure": {"actual": "273.77"},
    },
    "unit_profile": {"internal_departments": [{"name": "办公室"}, {"name": "科普部"}]},
}


def content(data=FILE) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


@pytest.fixture
def report():
    unit = make_unit()
    return services.open_report(notice=make_notice(unit.jurisdiction), unit=unit)


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


@pytest.fixture
def kept(report, clerk):
    return keep(report, name="去年.json", content=content(), by=clerk)


def press(report, imported, by, picks=None, *verdicts, seen=None):
    """Take *picks*, or everything of the *verdicts*, the first value of each."""
    entries = proposals_of(report, imported, take(report)).of(*(verdicts or (Verdict.SURE,)))
    chosen = dict.fromkeys((one.id for one in entries), 0) if picks is None else picks
    return accept(report, imported, chosen, seen=report.last_change if seen is None else seen, by=by)


def test_keeping_a_file_changes_no_fact(report, clerk):
    before = take(report)
    imported = keep(report, name="去年.json", content=content(), by=clerk)
    assert take(report) == before and bytes(imported.content) == content()


def test_same_file_twice_is_one_import(report, clerk, kept):
    assert keep(report, name="又一次.json", content=content(), by=clerk) == kept


def test_sure_readings_are_written_with_their_source_in_history(report, clerk, kept):
    taken = press(report, kept, clerk)
    filing = take(report)
    assert taken.count == 3 and not taken.refused
    assert filing[BASIC] == Decimal(2737700) and filing[TOTAL] is None
    assert [one.name for one in filing.departments.values()] == ["办公室", "科普部"]
    assert FactChange.objects.get(at=BASIC).source == "去年.json"
    assert FactChange.objects.get(at=BASIC).section == "budget"


def test_chosen_value_of_a_doubtful_reading_is_written(report, clerk, kept):
    press(report, kept, clerk, {TOTAL: 1})
    assert take(report)[TOTAL] == Decimal(1144100)


def test_pressing_twice_does_nothing_twice(report, clerk, kept):
    press(report, kept, clerk)
    count = FactChange.objects.count()
    assert press(report, kept, clerk, {BASIC: 0, "departments.1.name": 0}).count == 0
    assert FactChange.objects.count() == count and len(take(report).departments) == 2


def test_reading_says_where_a_fact_came_from_until_it_is_changed(report, clerk, kept):
    press(report, kept, clerk)
    reading = report.readings.get(at=BASIC)
    assert (reading.of, reading.value, reading.holds) == (kept, "273.77", "2737700.00")


def test_fact_changed_since_the_page_was_shown_is_not_overwritten(report, clerk, kept):
    report.unit_year.budget_lines.filter(scheme="nature", key="basic").update(actual=1)
    press(report, kept, clerk, {TOTAL: 0})
    press(report, kept, clerk, {BASIC: 0})
    FactChange.objects.filter(at=BASIC).update(new="1")
    report.unit_year.budget_lines.filter(scheme="nature", key="basic").update(actual=1)
    with pytest.raises(StaleReadingsError) as refusal:
        press(report, kept, clerk, {BASIC: 0}, seen=0)
    assert [one.at for one in refusal.value.changes] == [BASIC]


def test_what_a_form_refuses_is_told_and_the_rest_is_written(report, clerk):
    data = {**FILE, "unit_profile": {"internal_departments": [{"name": "办" * 101}, {"name": "科普部"}]}}
    imported = keep(report, name="去年.json", content=content(data), by=clerk)
    taken = press(report, imported, clerk)
    assert list(taken.refused) == ["departments.1.name"] and "100" in taken.refused["departments.1.name"]
    assert [one.name for one in take(report).departments.values()] == ["科普部"]
    imported.refresh_from_db()
    assert imported.refused == taken.refused


def test_last_years_file_fills_last_years_column_only(report, clerk):
    imported = keep(report, name="前年.json", content=content({**FILE, "fiscal_year": "2022"}), by=clerk)
    press(report, imported, clerk)
    filing = take(report)
    assert filing[BASIC] is None and filing["budget.nature.basic.prior_actual"] == Decimal(2737700)


@pytest.mark.parametrize("odd", [{"fiscal_year": "2019"}, {"unit_profile": {"name": "石门县科学技术协会"}}])
def test_file_of_another_unit_or_year_waits_for_a_confirmation(report, clerk, odd):
    imported = keep(report, name="别的.json", content=content({**FILE, **odd}), by=clerk)
    with pytest.raises(WrongMoment):
        press(report, imported, clerk)
    confirm(imported, year=None, by=clerk)
    press(report, imported, clerk)


def test_discarded_file_leaves_what_was_taken(report, clerk, kept):
    press(report, kept, clerk)
    discard(kept, by=clerk)
    assert not Import.objects.exists() and take(report)[BASIC] == Decimal(2737700)


def test_report_keeps_only_so_many_files(report, clerk, monkeypatch):
    monkeypatch.setattr("reports.importing.MOST_FILES", 1)
    keep(report, name="一.json", content=content(), by=clerk)
    with pytest.raises(NotAccepted):
        keep(report, name="二.json", content=content({**FILE, "fiscal_year": "2022"}), by=clerk)


@pytest.mark.parametrize(
    ("name", "bytes_", "said"),
    [
        ("空.txt", b"", "空的"),
        ("报告.pdf", b"%PDF-1.7", "不能导入"),
        ("报告.docx", b"PK\x03\x04 broken", "损坏"),
        ("报告.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        ("大.txt", b"x" * ((20 << 20) + 1), "20 MB"),
        ("坏.json", b"{", "JSON"),
        ("字符.json", b'{"fiscal_year": "2023", "title": "\\ud800"}', "无法保存的字符"),
    ],
)
def test_unreadable_file_is_refused_with_the_reason(report, clerk, name, bytes_, said):
    with pytest.raises(UnreadableError, match=said):
        keep(report, name=name, content=bytes_, by=clerk)


def test_filed_report_takes_nothing(report, clerk, kept):
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    with pytest.raises(WrongMoment):
        press(report, kept, clerk, {BASIC: 0})


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_published_report_arrives_whole_through_the_forms(name, clerk, report):
    source = FOLDER / f"{name}.json"
    imported = keep(report, name=source.name, content=source.read_bytes(), by=clerk)
    confirm(imported, year=None, by=clerk)
    Import.objects.filter(pk=imported.pk).update(year=report.notice.fiscal_year)
    imported.refresh_from_db()
    taken = press(report, imported, clerk, None, Verdict.SURE, Verdict.DOUBT)
    report.refresh_from_db()
    left = proposals_of(report, imported, take(report)).of(Verdict.SURE, Verdict.DOUBT)
    assert not [one.id for one in left if one.id not in taken.refused]
    assert not taken.refused  # the optional lines among them


@pytest.mark.django_db(transaction=True)
def test_two_people_accepting_at_once_write_everything_once(report, kept):
    people = [make_user(Role.CLERK, report.unit) for _ in range(2)]
    answers = together(*(partial(press, report, kept, one, seen=0) for one in people))
    assert sorted(one.count for one in answers) == [0, 3]
    assert [one.name for one in take(report).departments.values()] == ["办公室", "科普部"]
    assert len(flatten(take(report))) == len(set(flatten(take(report))))


def test_words_of_last_years_file_quote_what_they_state_and_light_what_is_old(report, clerk):
    said = "2022年全年支出410.41万元，基本支出273.77万元。全年培训320人次。"
    chapter = {"level": "1", "number_label": "九、", "heading": "存在的主要问题及原因分析", "text": said}
    data = {**FILE, "fiscal_year": "2022", "chapters": [chapter]}
    imported = keep(report, name="上年.json", content=content(data), by=clerk)
    press(report, imported, clerk, None, Verdict.SURE, Verdict.DOUBT)
    text = take(report).narrative["problems"].text
    assert "{fiscal_year}年" in text and "{budget.nature.basic.actual}" in text and "320人次" in text
    assert [one.words for one in take(report).rolled.values()][-1] == "全年培训320人次"
    assert not proposals_of(report, imported, take(report)).of(Verdict.DIFFERS, Verdict.SURE)


@pytest.mark.parametrize("late", ["accept", "confirm"])
def test_what_was_discarded_meanwhile_is_told_and_not_written(report, clerk, kept, late):
    discard(Import.objects.get(pk=kept.pk), by=clerk)
    with pytest.raises(WrongMoment, match="刚被丢弃"):
        if late == "accept":
            accept(report, kept, {BASIC: 0}, seen=0, by=clerk)
        else:
            confirm(kept, year=2023, by=clerk)
    assert take(report)[BASIC] is None


def test_nothing_is_imported_while_the_scanner_is_silent(report, clerk, settings, tmp_path):
    settings.CLAMAV = str(tmp_path / "clamd.sock")
    with pytest.raises(UnreadableError, match="没有应答"):
        keep(report, name="去年.json", content=content(), by=clerk)
    assert not Import.objects.exists()


def test_files_have_room_for_so_many_bytes_together(report, clerk, kept, monkeypatch):
    monkeypatch.setattr("reports.importing.MOST_BYTES", 2 * len(content()) - 1)
    assert keep(report, name="去年.json", content=content(), by=clerk) == kept
    with pytest.raises(NotAccepted, match="最多留"):
        keep(report, name="另一份.json", content=content({**FILE, "fiscal_year": "2022"}), by=clerk)

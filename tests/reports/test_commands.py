"""The commands people script: what they print, where they write, and how they end."""

import json

import pytest
from django.core.management import CommandError, call_command

from lib.address import flatten, replace
from reports.filing import Filing
from reports.importers import Loaded, read_file
from reports.intake import fitted
from reports.models import Event, Report, Status
from reports.rows import take
from reports.sample import SAMPLE
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.published import FOLDER, NAMES, needs_reports
from units.snapshot import Department, Profile

pytestmark = pytest.mark.django_db

SMALL = {"fiscal_year": "2023", "budget": {"basic_expenditure": {"budget": "100", "actual": "90"}}}
CONTRADICTION = {
    "fiscal_year": "2023",
    "budget": {
        "total": {"actual": "410.41", "restatements": [{"field": "actual", "amount": "114.41", "quote": "另一处"}]}
    },
}


@pytest.fixture
def place():
    found = make_jurisdiction(code="yunxi", name="云溪县")
    make_notice(found, fiscal_year=2023)
    return found


@pytest.fixture
def unit(place):
    return make_unit(place, name="云溪县科学技术协会", code="430001")


@pytest.fixture
def write(tmp_path):
    def write_file(data, name="report.json"):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write_file


def run(capsys, *arguments, **options):
    """Return what a command prints, by line."""
    call_command(*arguments, **options)
    return capsys.readouterr().out.splitlines()


def refused(*arguments, **options):
    """Return the one line a command ends with when it cannot run."""
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments, **options)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_import_prints_the_number_alone_on_the_last_line(unit, write, capsys):
    number = run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")[-1]
    report = Report.objects.get(pk=int(number))
    assert report.unit == unit
    assert report.status == Status.DRAFT
    assert take(report)["budget.nature.basic.actual"] == 900_000


def test_import_finds_the_unit_by_name(unit, write, capsys):
    assert run(capsys, "import_report", write(SMALL), unit=unit.name, notice="yunxi/2023")[-1].isdigit()


def test_import_offers_the_lines_every_form_shows(unit, write, capsys):
    number = run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")[-1]
    nature = take(Report.objects.get(pk=number)).budget.nature
    assert list(nature) == ["total", "basic", "personnel", "operating", "project"]
    assert nature["total"].actual is None


def test_import_keeps_the_file_and_where_each_fact_stood(unit, write, capsys):
    report = Report.objects.get(pk=run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")[-1])
    assert json.loads(bytes(report.imports.get().content)) == SMALL
    assert report.readings.get(at="budget.nature.basic.actual").value == "90"


def test_untouched_draft_is_read_again_and_a_touched_one_is_not(unit, write, capsys):
    first = run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")[-1]
    assert run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")[-1] == first
    Event.objects.create(
        report_id=first, action="withdraw", source=Status.SUBMITTED, target=Status.DRAFT, actor=make_user(place=unit)
    )
    assert "已经开始填报" in refused("import_report", write(SMALL), unit="430001", notice="yunxi/2023")


def test_second_import_leaves_nothing_of_the_first(unit, write, capsys):
    other = {"fiscal_year": "2023", "goals": {"annual": ["办好科普日"]}}
    run(capsys, "import_report", write(SMALL), unit="430001", notice="yunxi/2023")
    number = run(capsys, "import_report", write(other), unit="430001", notice="yunxi/2023")[-1]
    report = Report.objects.get(pk=number)
    assert take(report)["budget.nature.basic.actual"] is None
    assert report.imports.count() == 1


def test_file_of_another_year_says_so(unit, write, capsys):
    number = run(capsys, "import_report", write({**SMALL, "fiscal_year": "2022"}), unit="430001", notice="yunxi/2023")[
        -1
    ]
    filing = take(Report.objects.get(pk=number))
    assert filing.fiscal_year == 2023
    assert (filing.restatements["1"].repeats, filing.restatements["1"].value) == ("fiscal_year", 2022)


def test_text_is_imported_whole_with_its_doubts_on_stderr(unit, write, capsys):
    words = "云溪县科学技术协会2023年度自评报告\n整体支出100.00万元，其中基本支出60.00万元，项目支出50.00万元。\n"
    call_command("import_report", write(words, "报告.txt"), unit="430001", notice="yunxi/2023")
    out, err = capsys.readouterr()
    report = Report.objects.get(pk=int(out.splitlines()[-1]))
    assert take(report)["budget.nature.basic.actual"] == 600_000
    assert "需核对" in err and "年度" not in err


def test_fact_too_long_for_its_column_is_left_out_and_told():
    profile = Profile(name="县科协", head_name="名" * 60)
    loaded, told = fitted(
        Loaded(Filing(profile=profile, departments={"1": Department("办" * 101), "2": Department("室")}))
    )
    assert (loaded.filing.profile.name, loaded.filing.profile.head_name) == ("县科协", "")
    assert list(loaded.filing.departments) == ["2"] and len(told) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "JSON"),
        ({**SMALL, "unheard_of": "1"}, "unheard_of"),
        ({**SMALL, "budget": {"total": {"actual": "一百"}}}, "budget.total.actual"),
        ({**SMALL, "reported_outputs": [{"name": "长" * 101}]}, "outputs.1.label"),
        ({**SMALL, "indicators": [{"name": "培训", "operator": "约"}]}, "indicators.1.operator"),
        ({**SMALL, "scoring": {"total": "123456.78"}}, "performance.total_score"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_place_and_leaves_nothing(unit, write, data, said):
    assert said in refused("import_report", write(data), unit="430001", notice="yunxi/2023")
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("unit_asked", "notice_asked", "said"),
    [
        ("没有的单位", "yunxi/2023", "没有的单位"),
        ("430001", "yunxi/2022", "yunxi/2023"),
        ("430001", "yunxi", "没有通知"),
        ("430001", "yunxi/²⁰²³", "没有通知"),
    ],
)
def test_unknown_unit_or_notice_is_named(unit, write, unit_asked, notice_asked, said):
    assert said in refused("import_report", write(SMALL), unit=unit_asked, notice=notice_asked)


def test_unit_of_another_place_is_not_found(place, write):
    make_unit(name="别处的单位")
    assert "没有单位" in refused("import_report", write(SMALL), unit="别处的单位", notice="yunxi/2023")


def test_missing_file_and_strange_extension_are_refused(unit, write, tmp_path):
    assert "打不开" in refused("import_report", str(tmp_path / "none.json"), unit="430001", notice="yunxi/2023")
    assert ".json" in refused("import_report", write("x", "a.wps"), unit="430001", notice="yunxi/2023")


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_published_report_is_in_the_database_as_it_was_read(name, capsys):
    code, year = name.split("-")
    place = make_jurisdiction(code=code)
    make_notice(place, fiscal_year=int(year))
    unit = make_unit(place)
    file = FOLDER / f"{name}.json"
    report = Report.objects.get(pk=run(capsys, "import_report", str(file), unit=unit.code, notice=f"{code}/{year}")[-1])
    held, read_in = flatten(take(report)), flatten(read_file(file.name, file.read_bytes()).filing)
    cited = {at for at in read_in if at.startswith("basis.")}
    assert {at: value for at, value in read_in.items() if at not in cited or value} == {
        at: held.get(at) for at, value in read_in.items() if at not in cited or value
    }


def test_check_prints_findings_and_ends_with_one_when_there_are_errors(unit, write, capsys):
    number = run(capsys, "import_report", write(CONTRADICTION), unit="430001", notice="yunxi/2023")[-1]
    with pytest.raises(SystemExit) as end:
        call_command("check_report", number, format="json")
    found = json.loads(capsys.readouterr().out)
    assert end.value.code == 1
    assert {"code", "kind", "severity", "message", "spans", "addresses"} == set(found[0])
    assert "budget.nature.total.actual" in [at for one in found if one["code"] == "X101" for at in one["addresses"]]


def test_check_tells_where_the_words_of_a_chapter_stand(capsys):
    words = "先说一句。本年度基本支出决算286.00万元。"
    report = make_report(filing=replace(SAMPLE, "narrative.cost.text", words))
    with pytest.raises(SystemExit):
        call_command("check_report", str(report.pk), format="json")
    (found,) = json.loads(capsys.readouterr().out)
    ((start, end),) = found["spans"]
    assert (found["code"], words[start:end]) == ("N101", "本年度基本支出决算286.00万元")


def test_check_of_a_clean_report_ends_well(capsys):
    report = make_report()
    assert run(capsys, "check_report", str(report.pk))[-1].startswith("错误 0 处")


def test_check_of_no_report_is_refused():
    assert "没有编号为" in refused("check_report", "999")
    assert "没有编号为" in refused("check_report", "-1")


def test_export_writes_a_draft_whole_and_nothing_beside_it(tmp_path, capsys):
    target = tmp_path / "out.json"
    run(capsys, "export_report", str(make_report().pk), format="json", output=str(target))
    assert json.loads(target.read_text(encoding="utf-8"))
    assert list(tmp_path.iterdir()) == [target]


def test_export_writes_a_word_file(tmp_path, capsys):
    target = tmp_path / "out.docx"
    run(capsys, "export_report", str(make_report().pk), format="docx", output=str(target))
    assert target.read_bytes().startswith(b"PK")


def test_export_refuses_what_it_cannot_write(tmp_path):
    number = str(make_report().pk)
    (tmp_path / "file").write_text("")
    assert "写不进" in refused("export_report", number, format="json", output=str(tmp_path / "file" / "out.json"))
    assert "写不进" in refused("export_report", number, format="json", output=str(tmp_path))

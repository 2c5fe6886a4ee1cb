"""Import 沅江 2023, export its PDF, and find every amount in its chapter, in order: with and without its prose."""

import json

import pytest
from django.core.management import call_command

from tests import published
from tests.factories import make_jurisdiction, make_notice, make_unit

CHAPTERS = [
    "一、部门基本情况",
    "二、一般公共预算支出情况",
    "三、项目组织实施情况",
    "四、资产管理情况",
    "五、政府性基金预算支出情况",
    "六、国有资本经营预算支出情况",
    "七、社会保险基金预算支出情况",
    "八、部门整体支出绩效情况",
    "九、存在的主要问题及原因分析",
    "十、下一步改进措施",
    "十一、绩效自评结果拟应用和公开情况",
    "十二、其他需要说明的情况",
]
PLACES = {"budget.total": CHAPTERS[0], "budget.": CHAPTERS[1], "indicators": CHAPTERS[7]}

pytestmark = [pytest.mark.django_db, published.needs_reports]


def chapter_of(path: str) -> str:
    return next(chapter for prefix, chapter in PLACES.items() if path.startswith(prefix))


@pytest.mark.parametrize("prose", [True, False], ids=["with prose", "without prose"])
def test_pdf_prints_every_amount_in_its_chapter_in_order(prose, tmp_path, capsys):
    place = make_jurisdiction(code="yuanjiang", name="沅江市", finance_bureau="沅江市财政局")
    unit = make_unit(place, name="沅江市科学技术协会")
    make_notice(place, fiscal_year=2023)
    data = published.load("yuanjiang-2023")
    if not prose:
        data = published.without_prose(data)
    file = tmp_path / "report.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    call_command("import_report", str(file), unit=unit.code, notice="yuanjiang/2023")
    number = capsys.readouterr().out.splitlines()[-1]
    target = tmp_path / "report.pdf"
    call_command("export_report", number, format="pdf", output=str(target))

    found = published.chapters(published.pdf_text(target.read_bytes()), CHAPTERS)
    # “三公” has no section of its own in this form: it stands with the basic expenditure, before the projects.
    by_part: dict[tuple[str, bool], list] = {}
    for path, printed in published.amounts(data):
        by_part.setdefault((chapter_of(path), "three_public" in path), []).append((path, printed))
    assert sum(map(len, by_part.values())) > 45
    missing = {part: published.missing_in_order(pairs, found[part[0]]) for part, pairs in by_part.items()}
    assert not any(missing.values()), missing

"""A sixth jurisdiction from files alone: one text file makes its report, without a line of code."""

from __future__ import annotations

import re
import shutil

import pytest

from indicators.scheme import load_scheme
from lib.address import flatten
from lib.display import score
from reports import outline as built_in
from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.outline import load_outline, narrative_fields, outlines, validate
from reports.render import FORMATS, Origin
from reports.sample import SAMPLE

TEXT = """
extends = "national/2020"
only = true
name = "云溪县2024年度提纲"
source = "云财绩〔2025〕3号"
title = ["{fiscal_year}年度{profile.name}", "部门整体支出绩效自评报告"]
numbering = ["第一章　", "(一)", "1、", "(1)"]
scheme = "guangzhou/2021"
schedules = ["national/basic_data", "national/project_self_evaluation"]
opening = []

[cover]
lines = ["编报单位：{profile.name}", "编报日期：　　年　　月　　日"]

[[chapter]]
key = "overview"
heading = "单位概况"
take = ["unit_profile", "staffing"]
[[chapter.section]]
key = "duties"

[[chapter]]
key = "expenditure"
heading = "{fiscal_year}年资金使用情况"
[[chapter.section]]
key = "expenditure_scale"
optional = ["expenditure_usage"]
[[chapter.section]]
key = "basic_expenditure"
[[chapter.section]]
key = "project_expenditure"
heading = "重点项目"
take = ["project_expenditure", "three_public"]

[[chapter]]
key = "performance"
heading = "自评得分"
[[chapter.section]]
key = "scoring"
[[chapter.section]]
key = "tasks"
heading = "逐项说明"
[[chapter.section.block]]
kind = "task_scores"

[[chapter]]
key = "problems"
heading = "问题和整改"
take = ["problems", "improvements"]
"""


@pytest.fixture
def yunxi(tmp_path, monkeypatch):
    """Return the outline of a place that exists only as a file beside the national one."""
    for name, text in (("yunxi/2024.toml", TEXT), ("national/2020.toml", None)):
        file = tmp_path / name
        file.parent.mkdir()
        if text is None:
            shutil.copy(built_in.FOLDER / name, file)
        else:
            file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(built_in, "FOLDER", tmp_path)
    monkeypatch.setattr(built_in, "_BUILT_IN", {})
    return load_outline("yunxi/2024")


def test_a_file_makes_a_place(yunxi):
    assert outlines() == ["national/2020", "yunxi/2024"]
    assert validate(yunxi, SAMPLE) == []
    assert load_scheme(yunxi.scheme).key == "guangzhou/2021"
    assert [one.label for one in narrative_fields(yunxi)][-2:] == ["第四章　问题和整改"] * 2


def test_its_report_prints(yunxi):
    document = assemble(SAMPLE, with_schedules(yunxi))
    page = FORMATS["html"].render(document, Origin(flatten(SAMPLE))).decode()
    text = re.sub(r"<[^>]+>", "", page)
    told = ["2023年度云溪县科学技术协会\n部门整体支出绩效自评报告", "编报单位：云溪县科学技术协会", "第一章　单位概况",
            "(一)主要职责", "1、普及科学知识", "第二章　2023年资金使用情况", "(三)重点项目", "1、科普活动专项。",
            "第三章　自评得分", f"自评总分{score(SAMPLE.performance.total_score)}分，自评等级为优", "(二)逐项说明", f"公民科学素质分值10分，自评得分{score(SAMPLE.indicators['7'].score)}分。",
            "第四章　问题和整改", "乡村科普活动覆盖面不够。", "附件1"]  # fmt: skip
    places = [text.find(words) for words in told]
    assert -1 not in places and places == sorted(places), list(zip(told, places, strict=True))

"""Scores beside their inputs: what is computed, how, within which bounds, and where a reason is asked for."""

import dataclasses
import re
from decimal import Decimal
from functools import partial

import pytest

from indicators.forms import indicator_blocks
from indicators.grids import Proof, Scoring
from indicators.models import Indicator
from indicators.scheme import load_scheme
from indicators.scorecard import scorecard
from reports.rows import take
from reports.sample import SAMPLE
from tests.factories import make_report
from tests.posting import save, send

pytestmark = pytest.mark.django_db
SCHEME = load_scheme("national/2020")
LOCKED = dataclasses.replace(SCHEME, modes=dataclasses.replace(SCHEME.modes, quantitative="locked"))


@pytest.fixture
def report():
    return make_report()


def build(report, data=None, scheme=SCHEME, **given):
    filing = take(report)
    card = scorecard(filing.indicators, filing.budget.nature["total"], scheme, year=2023)
    return indicator_blocks(report.unit_year, data, Scoring(card, [one.label for one in scheme.bands], **given))


def row(report, key, **given):
    return next(one for one in build(report, **given)[0].rows if one.id == f"indicators.{key}")


def told(text) -> str:
    return re.sub(r"<[^>]+>", "", str(text))


def change(report, key, **values):
    Indicator.objects.filter(unit_year=report.unit_year, key=key).update(**values)


def test_working_says_the_arithmetic_and_the_rule(report):
    change(report, "3", actual_value="10", score=None)
    working = told(row(report, "3").working)
    assert "30 × 10 ÷ 40 = 7.50" in working
    assert "自动计算，可改" in working


def test_blank_score_shows_what_is_counted_and_a_typed_one_stands(report):
    change(report, "3", actual_value="10", score=None)
    field = row(report, "3").cells[-1].bound
    assert field.field.widget.attrs["placeholder"] == field.field.widget.attrs["data-otherwise"] == "7.50"
    assert not field.value()
    change(report, "3", score=Decimal(6))
    assert row(report, "3").cells[-1].bound.value() == "6"


def test_locked_score_is_text_that_no_post_changes(report):
    change(report, "3", actual_value="10")
    cell = row(report, "3", scheme=LOCKED).cells[-1]
    assert (cell.bound, cell.text, cell.id) == (None, "7.50", "indicators.3.score")
    name = "indicators-2-score"
    save(send(partial(build, report, scheme=LOCKED), {}, **{name: "29"}))
    assert Indicator.objects.get(unit_year=report.unit_year, key="3").score == Decimal(30)


def test_level_of_a_qualitative_indicator_bounds_its_score(report):
    one = row(report, "7")
    assert "得分在 6.00 至 7.99 之间" in told(one.working)
    assert "6.00 至 7.99" in one.cells[-1].bound.field.widget.attrs["aria-label"]
    assert one.form.fields["actual_value"].widget.attrs["list"] == "indicator-levels"


def test_reason_is_asked_for_at_its_field_until_it_is_written(report):
    change(report, "3", actual_value="10", score=None)
    asked = row(report, "3")
    assert asked.opened
    assert "必填：得分低于分值" in told(asked.form.fields["reason"].help_text)
    change(report, "3", reason="下半年场馆改造。")
    assert not row(report, "3").opened


def test_what_cannot_be_computed_says_why(report):
    change(report, "3", actual_value="若干", score=None)
    one = row(report, "3")
    assert "—" in told(one.working)
    assert "placeholder" not in one.cells[-1].bound.field.widget.attrs


def test_head_adds_up_what_counts(report):
    head = told(build(report)[0].figures)
    assert head.startswith("分值合计 100 · 已得 97.26")
    change(report, "3", actual_value="", score=None)
    assert "1 项未计" in told(build(report)[0].figures)


def test_heading_without_a_score_of_its_own_prints_the_sum(report):
    change(report, "5", score=None)
    assert row(report, "5").cells[-1].text == "27.50"


def test_files_of_an_indicator_are_one_way_away(report):
    one = row(report, "3", proof_of=lambda at, called: Proof(2, f"/files?of={at}"))
    assert "2 份" in told(one.proof)
    assert "/files?of=indicators.3" in one.proof
    assert "上传" in told(row(report, "3", proof_of=lambda at, called: Proof(0, "/files")).proof)


def test_untouched_page_changes_nothing_whoever_scores(report):
    for scheme in (SCHEME, LOCKED):
        save(send(partial(build, report, scheme=scheme), {}))
    assert take(report) == SAMPLE


def test_words_of_an_indicator_stay_text(report):
    change(report, "3", label="<b>甲</b>", actual_value="<i>", score=None)
    one = row(report, "3", proof_of=lambda at, called: Proof(1, "/files"))
    assert "<b>甲" not in str(one.proof) + str(one.working)
    assert "<i>" not in str(one.working)

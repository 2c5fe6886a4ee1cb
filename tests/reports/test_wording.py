"""What reports have in common, without the database: chapters in, passages with their places out."""

from __future__ import annotations

from decimal import Decimal

from prose.letters import letters
from reports.outline import load_outline, narrative_fields
from reports.wording import common, form_wording, wording

# Sentences of two units that have nothing in common, and one that both may have copied.
MINE = "全年开放阅览室三百余日，接待读者的人次创了新高，夜间延时服务受到上班族欢迎。"
THEIRS = "河道清淤分三个标段同时推进，汛前完成了全部堤段的加固，沿线村庄未再进水。"
COPIED = (
    "单位健全了预算管理制度，明确了各股室的职责分工，资金拨付须经集体研究决定，做到事前有预算、事中有监督、事后有评价。"
)
ANOTHER = "今后将组织业务人员参加培训，把绩效指标细化到每一项工作，并按季度通报执行进度，对进度滞后的项目及时约谈督办。"


def said(*texts: str) -> str:
    return of(*texts).row.row


def of(*texts: str, form: str = ""):
    rows = [{"key": f"part{number}", "text": text} for number, text in enumerate(texts)]
    return wording({"narrative": rows}, form)


def words(own, passage) -> str:
    return own.kept[slice(*passage.span)]


def test_a_shared_passage_is_told_with_its_words_its_place_and_its_share():
    own = of(MINE, f"{MINE[::-1]}\n{COPIED}")
    [passage] = common(own, {7: said(THEIRS + COPIED)}, set())
    assert words(own, passage) == COPIED.rstrip("。")
    assert passage.holders == [7] and passage.length == len(letters(COPIED).row)
    [(at, start, end)] = own.places(passage.span)
    assert at == "narrative.part1.text" and f"{MINE[::-1]}\n{COPIED}"[start:end] == words(own, passage)
    assert own.share([passage.span]) == Decimal(passage.length) / len(letters(MINE * 2 + COPIED).row)


def test_what_reaches_over_two_chapters_has_a_place_in_each():
    own = of(COPIED[:20], COPIED[20:])
    [passage] = common(own, {7: said(COPIED)}, set())
    assert own.places(passage.span) == (("narrative.part0.text", 0, 20), ("narrative.part1.text", 0, len(COPIED) - 21))


def test_figures_and_quoted_facts_may_differ():
    own = of(COPIED.replace("预算管理", "预算{budget.nature.total.actual}管理").replace("各股室", "12个股室"))
    theirs = said(COPIED.replace("各股室", "8个股室"))
    [passage] = common(own, {7: theirs}, set())
    assert words(own, passage).startswith("单位健全")


def test_the_longest_stand_first_and_each_passage_once_with_all_who_have_it():
    own = of(ANOTHER, MINE, COPIED)
    part = COPIED[:50]
    found = common(
        own, {1: said(part), 2: said(THEIRS + COPIED), 3: said(COPIED + THEIRS), 4: said(ANOTHER[:-5])}, set()
    )
    assert [(passage.holders, words(own, passage)[:4]) for passage in found] == [
        ([3, 2, 1], COPIED[:4]),
        ([4], ANOTHER[:4]),
    ]
    assert own.share(passage.span for passage in found) < 1


def test_the_share_counts_no_character_twice():
    own = of(COPIED)
    assert own.share([(0, len(COPIED)), (5, 30), (0, 10)]) == 1
    assert own.share([]) == 0 and of().share([]) == 0


def test_a_passage_of_formulas_alone_is_left_out():
    own, formula = of(MINE, COPIED), of(COPIED)
    assert common(own, {7: formula.row.row}, formula.values) == []
    assert common(own, {7: said(MINE + COPIED)}, formula.values)[0].length > len(letters(COPIED).row)


def test_titles_and_the_words_of_the_form_are_nobodys_copy():
    title = f"《{COPIED[:-1]}》"
    assert common(of(MINE + title), {7: said(THEIRS + title)}, set()) == []
    assert common(of(MINE + COPIED, form=COPIED), {7: said(THEIRS + COPIED)}, set()) == []
    assert common(of(MINE + COPIED, form=ANOTHER), {7: said(THEIRS + COPIED)}, set())


def test_the_hints_and_sentences_of_an_outline_are_its_wording():
    outline = load_outline("yuanjiang/2023")
    form = form_wording(outline)
    hints = [field.guidance for field in narrative_fields(outline) if len(letters(field.guidance).row) >= 16]
    assert hints and all(hint in form for hint in hints)
    assert all(not of(hint, form=form).row.row for hint in hints)
    assert all(section.heading in form for section in outline.chapters)


def test_nothing_written_is_nothing_shared():
    empty = wording({"narrative": [{"key": "part0", "text": ""}]})
    assert empty.values == frozenset() and common(empty, {7: said(COPIED)}, set()) == []

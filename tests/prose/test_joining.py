from prose.joining import join
from prose.reading import read

FIRST = "第一部分 收支\n- 1 -\n基本支出 2，680．00元。\n一、其中\n1.人员经费221.\n50万元；②公用经费47万元。"
SECOND = "第二部分 人员\n编制12名，在职11人。\n（一）构成\n行政人员5人。"


def both():
    return join([read(FIRST, 2023), read(SECOND, 2023)], 2023)


def test_every_figure_stands_where_it_stood_in_its_own_text():
    whole, parts = both(), [read(FIRST, 2023), read(SECOND, 2023)]
    assert whole.text.given == f"{FIRST}\n{SECOND}"
    own = [part.text.given[slice(*part.text.original(*one.span))] for part in parts for one in part.mentions]
    assert [whole.text.given[slice(*whole.text.original(*one.span))] for one in whole.mentions] == own
    assert [one.value for one in whole.mentions] == [one.value for part in parts for one in part.mentions]


def test_headings_keep_their_titles_and_parents():
    whole, parts = both().structure, [read(FIRST, 2023).structure, read(SECOND, 2023).structure]
    assert [one.title for one in whole.headings] == [one.title for part in parts for one in part.headings]
    assert [whole.plain[one.start : one.start + 2] for one in whole.headings if one.parent < 0] == ["第一", "第二"]
    last = whole.headings[-1]
    assert (last.title, whole.headings[last.parent].title) == ("构成", "人员")


def test_a_part_is_found_by_place():
    whole = both()
    at = whole.plain.index("行政人员")
    assert [one.title for one in whole.structure.path(at)] == ["构成", "人员"]
    assert whole.plain[slice(*whole.sentences[whole.sentence_at(at)])] == "行政人员5人。"


def test_nothing_joined_is_an_empty_text():
    assert join([]).plain == "" and join([]).mentions == ()

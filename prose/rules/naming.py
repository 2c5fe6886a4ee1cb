"""S313: one name is not used for the whole and for one of its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from prose.figures import said
from prose.lists import Listing
from prose.mentions import AMOUNT, Mention
from prose.reading import Prose
from prose.registry import WARNING, Judgement, found, held, rule
from prose.rules.claims import AGREE

SHORTEST = 4  # characters of a name that says more than 专项资金
MOST = 20  # lists that share a part
_FILLED = re.compile(
    r"^(?:其中|包括|以及|和)|(?:\d{4}年度?)|实际|到位|安排|下达|共计?|合计|为|是|支出|资金|经费|费用?|[^\u4e00-\u9fff]"
)


def stem(words: str) -> str:
    """Return a name without what any name may carry: 其中科普业务费 → 科普业务."""
    return _FILLED.sub("", words)


@rule(
    "S313", WARNING, "总数和分项不用同一个名称", kind="contradiction_in_words", source=AGREE,
    how="一处写甲（总数）包括乙、丙，另一处把甲和乙并列为某个总数的分项，甲的数额两处不同。",
    mend="给总数或分项换一个名称。",
    fails="档案业务经费92万元，其中日常工作经费40万元，库房维护经费52万元。\n全年支出97万元，其中档案业务经费61万元，日常工作经费36万元。",
    passes="档案业务经费92万元，其中日常工作经费40万元，库房维护经费52万元。\n全年支出97万元，其中库房维护经费61万元，日常工作经费36万元。",
)  # fmt: skip
def whole_and_part(prose: Prose, params) -> Iterator[Judgement]:
    listed = [one for one in prose.listings if one.total.kind == AMOUNT and len(one.parts) > 1]
    by_part: dict[str, list[Listing]] = defaultdict(list)
    for listing in listed:
        for name in {stem(part.item) for part in listing.parts}:
            by_part[name].append(listing)
    seen: set[tuple[str, str]] = set()
    for whole in listed:
        name = stem(whole.total.item) or stem(whole.total.clause)
        for part in whole.parts if len(name) >= SHORTEST else ():
            pair = name, stem(part.item)
            if pair not in seen and len(pair[1]) >= SHORTEST:
                seen.add(pair)
                yield from _judged(whole, part, name, by_part[pair[1]][:MOST])


def _judged(whole: Listing, part: Mention, name: str, others: Sequence[Listing]) -> Iterator[Judgement]:
    """Yield what lists that have *part* say of the whole's name: none of their parts may bear it with another amount."""
    for other in others:
        if other is whole:
            continue
        same = [one for one in other.parts if stem(one.item) == name and one.value != whole.total.value]
        if not same:
            yield held([whole.total.span, other.total.span])
            continue
        yield found(
            [whole.total.span, same[0].span],
            f"“{same[0].item}”既是总数又是分项",
            f"“{same[0].item}”一处为 {said(whole.total)}，包括“{part.item}”；另一处为 {said(same[0])}，与“{part.item}”并列。",
        )


RULES = (whole_and_part,)

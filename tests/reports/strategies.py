"""Hypothesis strategies for filings and documents."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from lib.address import flatten, replace
from reports.document import (
    Annex,
    AttachmentList,
    Cell,
    Closing,
    Cover,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
    Value,
)
from reports.sample import SAMPLE

FACTS = flatten(SAMPLE)
MONEY = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("{}[]<>&\n"), max_size=30)
# Keys name other rows, and kinds steer blocks: any text may stand there too.
OF_TYPE = {
    Decimal: MONEY | st.none(),
    int: st.integers(0, 10**6) | st.none(),
    datetime.date: st.dates() | st.none(),
    str: WORDS,
    bool: st.booleans(),
    type(None): MONEY | st.none(),
}


def edits():
    """Return a strategy of (address, value) pairs a filing of SAMPLE's shape could hold."""
    ats = [at for at in FACTS if at != "fiscal_year"]
    return st.sampled_from(ats).flatmap(
        lambda at: st.tuples(
            st.just(at), st.none() if FACTS[at] is None and not _amount(at) else OF_TYPE[type(FACTS[at])]
        )
    )


def _amount(at: str) -> bool:
    return at.startswith(("budget.", "projects.", "assets."))


@st.composite
def filings(draw):
    """Return a strategy of filings: SAMPLE with up to twenty facts changed, some lists empty."""
    filing = SAMPLE
    for at, value in draw(st.lists(edits(), max_size=20, unique_by=lambda edit: edit[0])):
        filing = replace(filing, at, value)
    for name in draw(
        st.sets(st.sampled_from(["duties", "departments", "projects", "goals", "indicators", "narrative"]))
    ):
        filing = replace(filing, name, {})
    return filing


RAW = MONEY | st.integers() | st.booleans() | st.dates() | st.text(max_size=8) | st.none()
INLINE = st.builds(Text, st.text(max_size=8)) | st.builds(
    Value, st.text(max_size=8), st.text(max_size=8), RAW, st.text()
)


def several(children):
    return st.lists(children, max_size=3).map(tuple)


PARAGRAPHS = st.builds(Paragraph, several(INLINE), st.text(max_size=3), st.text(max_size=3), st.text(max_size=3))
CELLS = st.builds(
    Cell,
    several(INLINE),
    st.sampled_from(["left", "right", "center"]),
    st.text(max_size=3),
    st.integers(0, 4),
    columns=st.integers(1, 3),
    rows=st.integers(1, 3),
    formula=st.sampled_from(["", "r1c1 + r2c1"]),
)
ROWS = st.builds(Row, several(CELLS))
TABLES = st.builds(
    Table, st.text(max_size=3), st.text(max_size=3), several(st.integers(1, 100)), several(ROWS), several(ROWS)
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    TABLES,
    st.builds(
        Annex,
        *[st.text(max_size=3)] * 2,
        *[several(INLINE)] * 2,
        st.text(max_size=3),
        st.booleans(),
        several(TABLES | PARAGRAPHS),
    ),
    st.builds(Heading, st.integers(1, 4), st.text(max_size=3), st.text(max_size=5), st.text(max_size=3)),
    st.builds(Cover, several(INLINE), several(PARAGRAPHS)),
    st.builds(Title, several(INLINE)),
    st.builds(AttachmentList, several(PARAGRAPHS)),
    st.builds(Closing, several(PARAGRAPHS)),
)
DOCUMENTS = st.builds(Document, st.text(max_size=5), st.text(max_size=5), st.just("zh-CN"), several(BLOCKS))

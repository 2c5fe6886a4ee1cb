"""The browser adds, divides and compares as the server does: one set of cases for both."""

from decimal import Decimal

import pytest

from budgets.fields import shown
from budgets.snapshot import ratio
from lib.display import percent, wan
from lib.money import NotAnAmountError, gap, parse_wan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TYPED = (
    "273.77", "0", "0.00", "", " ", "￥1,234.50", "１２３．４５", "-3.2", "−3.2", "12,34", "1e5", "abc", ".5", "5.", "1 234",
    "0.000001", "0.0000001", "999999999999.99", "36.015", "-", "--1", "1.2.3", "+7",
)  # fmt: skip
# A total, its parts, and whether blank parts are usual in the list
SUMS = (
    ("273.77", ("115.87", "101.69"), True), ("217.56", ("115.87", "101.69"), True), ("5", ("", ""), True),
    ("5", ("1", ""), True), ("5", ("1", ""), False), ("0.5", ("1", ""), False), ("", ("1", "2"), False),
    ("0.01", ("0.005", "0.001"), False), ("0.02", ("0.005", "0.001"), False), ("3", ("1", "1.99"), False),
    ("3.01", ("1.004", "2.004"), False), ("3", ("1", "1"), False), ("100", ("33.33", "33.33", "33.33"), False),
    ("-2", ("-1", "-1.5"), False), ("0", ("0", "0"), False), ("999999999999.99", ("999999999999.98", "0.004"), True),
)  # fmt: skip
RATES = (
    ("273.77", "280"), ("1", "3"), ("2", "3"), ("0", "5"), ("5", "0"), ("", "5"), ("5", ""), ("1.00005", "1"),
    ("0.00005", "1"), ("999999999999.99", "0.01"),
)  # fmt: skip


def yuan(text):
    """Return what the server reads, None for blank and for what it refuses."""
    try:
        return parse_wan(text) if text.strip() else None
    except NotAnAmountError:
        return None


def told(value, write):
    return None if value is None else write(value).replace("-", "−")


def ask(page, expression, argument):
    return page.evaluate(
        f"given => {{ const {{read, write, print, total, rate, gap}} = window.exact; return {expression}; }}", argument
    )


def test_amounts_are_read_and_shown_as_the_server_does(show):
    page = show()
    seen = ask(page, "given.map(read).map(one => one === null ? null : [write(one, 2), print(one)])", list(TYPED))
    known = [one if one is None else [told(one, shown), told(one, wan)] for one in map(yuan, TYPED)]
    assert dict(zip(TYPED, seen, strict=True)) == dict(zip(TYPED, known, strict=True))


def test_totals_are_compared_as_the_server_does(show):
    page = show()
    asked = "given.map(([sum, parts, loose]) => gap(read(sum), parts.map(read), loose)).map(one => one === null ? null : print(one))"
    known = [told(gap(yuan(whole), map(yuan, parts), loose=loose), wan) for whole, parts, loose in SUMS]
    assert dict(zip(SUMS, ask(page, asked, [list(one) for one in SUMS]), strict=True)) == dict(
        zip(SUMS, known, strict=True)
    )


def test_rates_are_those_of_the_server(show):
    page = show()
    seen = ask(page, "given.map(([part, whole]) => rate(read(part), read(whole)))", [list(one) for one in RATES])
    rates = (ratio(yuan(part), yuan(whole)) for part, whole in RATES)
    assert seen == ["" if one is None else percent(one) for one in rates]


def test_many_amounts_add_up_to_the_last_place(show):
    page = show()
    amounts = [f"{n}.{n % 100:02}{n % 7}" for n in range(3000)]
    added = sum((Decimal(one) for one in amounts), Decimal(0)) * 10000
    assert ask(page, "write(total(given.map(read)), 2)", amounts) == shown(added)

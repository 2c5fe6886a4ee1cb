import pytest

from reports.rows import store, take
from reports.sample import SAMPLE
from tests.factories import make_report

pytestmark = pytest.mark.django_db


def test_what_is_stored_is_taken_back():
    report = make_report(filing=None)
    store(report, SAMPLE)
    assert take(report) == SAMPLE


def test_queries_do_not_grow_with_rows(django_assert_num_queries):
    report = make_report()
    with django_assert_num_queries(20):
        take(report)


def test_new_keys_differ_from_those_in_use():
    report = make_report()
    assert int(report.unit_year.next_key()) > max(map(int, SAMPLE.indicators))

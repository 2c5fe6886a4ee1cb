"""The demo: every state, every role, real figures in our own words."""

import re
import tomllib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from lib.address import flatten
from reports.assessment import assess
from reports.demo import content
from reports.demo.build import build
from reports.models import Report, Status
from reports.rows import take
from tests.factories import make_user
from tests.published import FOLDER, NAMES, needs_reports
from units.models import Role, User

LONGEST_RUN = 29


def words(value):
    """Yield every text of the demo's data."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
    else:
        yield re.sub(r"\s", "", str(value))


def runs(text):
    return {text[start : start + LONGEST_RUN + 1] for start in range(len(text) - LONGEST_RUN)}


@needs_reports
def test_no_sentence_is_taken_from_a_published_report():
    published = [re.sub(r"\s", "", (FOLDER / f"{name}.txt").read_text(encoding="utf-8")) for name in NAMES]
    taken = set().union(*map(runs, published))
    for path in content.FOLDER.rglob("*.toml"):
        for text in words(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert not runs(text) & taken, f"{path.name}: {text}"


@pytest.mark.parametrize("name", content.filings())
def test_filings_can_be_read_and_name_no_head(name):
    filing = content.filing(name)
    assert filing.profile.name
    assert not filing.profile.head_name
    assert filing.narrative["problems"].text


@pytest.mark.django_db
class TestFilled:
    @pytest.fixture(autouse=True)
    def filled(self):
        build()

    def test_there_is_a_report_in_every_state(self):
        assert set(Report.objects.values_list("status", flat=True)) == set(Status.values)

    def test_there_is_an_account_for_every_role_and_two_clerks(self):
        clerks = User.objects.filter(role=Role.CLERK)
        assert set(User.objects.values_list("role", flat=True)) == set(Role.values)
        assert clerks.values("unit").distinct().count() >= 2

    def test_own_report_of_yuanjiang_is_a_draft_with_its_contradictions(self):
        report = Report.objects.get(unit_year__unit__name="沅江市科学技术协会")
        filing = take(report)
        assert report.status == Status.DRAFT
        assert filing["budget.economic.301.actual"] == filing["budget.nature.basic.actual"]
        assert {row.repeats for row in filing.restatements.values()} == {
            "budget.nature.total.actual",
            "budget.nature.project.actual",
        }

    def test_what_is_stored_is_what_the_files_say(self):
        report = Report.objects.get(unit_year__unit__name="沅江市图书馆")
        held = flatten(take(report))
        expected = flatten(content.filing("library"))
        assert {
            at: value for at, value in expected.items() if not at.startswith("basis.") and held.get(at) != value
        } == {}

    def test_one_draft_is_ready_to_be_filed(self):
        report = Report.objects.get(unit_year__unit__name="沅江市档案馆")
        assert report.status == Status.DRAFT
        assert assess(report).findings == []

    def test_no_password_must_be_changed_first(self):
        assert not User.objects.filter(must_change_password=True).exists()

    def test_passwords_are_strong_enough_for_the_product(self):
        for person in content.people():
            user = User.objects.select_related("unit__jurisdiction", "jurisdiction").get(username=person.username)
            assert user.check_password(person.password)
            user.password = ""
            validate_password(person.password, user)

    def test_logins_are_listed_one_per_line(self, capsys):
        call_command("demo", logins=True)
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == len(content.people())
        assert all(re.fullmatch(r"login: (clerk|head|reviewer|bureau|system|auditor) \S+ \S+", line) for line in lines)

    def test_account_with_its_own_password_is_no_longer_listed(self, capsys):
        user = User.objects.get(username="xitong")
        user.password_changed_at = user.date_joined.replace(year=user.date_joined.year + 1)
        user.save()
        call_command("demo", logins=True)
        assert "xitong" not in capsys.readouterr().out


@pytest.mark.django_db
def test_used_database_is_not_filled(capsys):
    make_user()
    with pytest.raises(CommandError, match="已经有数据"):
        call_command("demo")
    call_command("demo", if_empty=True)
    assert capsys.readouterr().out == ""
    assert not Report.objects.exists()

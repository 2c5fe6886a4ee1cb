"""How a bureau has the rules judge under one notice. Every setting is a new row that says who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from lib.denied import NotAccepted
from reports.catalogue import BY_CODE
from reports.checks.parameters import BY_SCHEME, keep
from reports.checks.settings import Settings
from reports.models import Notice, RuleSetting
from reports.permissions import check_can_set_rules
from units.models import User

OFF = "off"


class StaleSettingError(Exception):
    """Somebody set this rule meanwhile; *row* is how it stands now."""

    def __init__(self, row: RuleSetting) -> None:
        super().__init__(row.code)
        self.row = row


def standing(notice: Notice) -> dict[str, RuleSetting]:
    """Return the newest setting of each rule the bureau has touched, by code; one query."""
    return {row.code: row for row in notice.rule_settings.select_related("by").order_by("pk")}


def settings_of(notice: Notice) -> Settings:
    """Return what holds now for reports that are still to be filed."""
    return as_settings({row.code: row for row in notice.rule_settings.order_by("pk")})


def as_settings(rows: Mapping[str, RuleSetting]) -> Settings:
    """Return standing rows in the shape the rules are handed."""
    weighed = {code: row.severity for code, row in rows.items() if row.severity not in ("", OFF)}
    return Settings(
        off=frozenset(code for code, row in rows.items() if row.severity == OFF),
        on=frozenset(weighed),
        severity=weighed,
        params={code: row.params for code, row in rows.items() if row.params},
    )


@transaction.atomic
def set_rule(
    notice: Notice, code: str, *, revision: int, severity: str, params: Mapping[str, Any], reason: str, by: User
) -> RuleSetting:
    """Return the setting that holds for the rule from now on; the same post twice makes one.

    *revision* is the number of the setting the person saw, 0 for none. Raise Denied, NotAccepted when nothing would
    change, StaleSettingError when somebody set it meanwhile.
    """
    check_can_set_rules(by, notice)
    rows = notice.rule_settings.filter(code=code)
    last = rows.last()
    wanted = {"severity": severity, "params": _own(code, params)}
    if last and last.number == revision + 1 and last.by_id == by.pk and _same(last, wanted) and last.reason == reason:
        return last
    if (last.number if last else 0) != revision:
        raise StaleSettingError(last or RuleSetting(code=code))
    if _same(last or RuleSetting(), wanted):
        raise NotAccepted("设置与现在相同，没有需要保存的改动")
    try:
        with transaction.atomic():
            return rows.create(notice=notice, code=code, number=revision + 1, reason=reason, by=by, **wanted)
    except IntegrityError as error:
        raise StaleSettingError(rows.get(number=revision + 1)) from error


def _same(row: RuleSetting, wanted: Mapping[str, Any]) -> bool:
    return (row.severity, row.params) == (wanted["severity"], wanted["params"])


def _own(code: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that differ from what the rule says itself; those of the scheme are not the bureau's here."""
    declared = BY_CODE[code].params
    return {name: value for name, value in params.items() if name not in BY_SCHEME and value != keep(declared[name])}

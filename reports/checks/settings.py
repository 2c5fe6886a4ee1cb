"""What a bureau sets for the rules under one notice: switched off, another severity, other parameters. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prose.rules import RULES as TEXT_RULES
from reports.catalogue import BY_CODE
from reports.checks.parameters import restore
from reports.checks.registry import Params


@dataclass(frozen=True)
class Settings:
    """Codes switched off and on, the severity by code, and parameters by code as JSON keeps them."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()  # whatever the outline switches off
    severity: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def over(self, own: Params) -> dict[str, Any]:
        """Return *own*, the parameters of outline and scheme, with these settings laid over them."""
        off = (frozenset(own.get("off", ())) - self.on) | self.off
        weights = {**own.get("severity", {}), **self.severity}
        named = _named(own)
        set_here = {code: {**named.get(code, {}), **self._restored(code)} for code in self.params}
        return {**own, "off": off, "severity": weights, **named, **set_here}

    def _restored(self, code: str) -> dict[str, Any]:
        declared = BY_CODE[code].params if code in BY_CODE else {}
        return {name: restore(declared[name], kept) for name, kept in self.params[code].items() if name in declared}

    def frozen(self) -> dict[str, Any]:
        """Return the settings as a submission keeps them."""
        return {
            "off": sorted(self.off), "on": sorted(self.on), "severity": dict(self.severity),
            "params": {code: dict(values) for code, values in self.params.items()},
        }  # fmt: skip


def _named(own: Params) -> dict[str, dict[str, Any]]:
    """Return what scheme and outline say by a parameter's name, under the code of each rule over text that declares it."""
    return {
        rule.code: {name: own[name] for name in rule.params if name in own}
        for rule in TEXT_RULES
        if own.keys() & rule.params.keys()
    }


NOTHING_SET = Settings()

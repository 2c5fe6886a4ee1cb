"""Scoring schemes as data: a place's weights, formulas, bands and grades for one year, built in or a bureau's own text.

    extends = "national/2020"           what is not said here is taken from there: tables key by key, lists whole
    name, source                        the document the rules stand in
    total = 100                         what all weights make together
    [[family]] code or label, weight    level 1; [[family.part]] level 2; a weight of 0 or none is not checked
    [[variant]] without, weights        other weights where the tree lacks these families; the first that fits counts
    [modes]                             manual, computed or locked: quantitative, qualitative, execution
    [execution] mode, capped, funding   linear or steps; all funding or the public budgets
    [date] late, days, on_time          what a late date earns, and the words that mean on time
    [over_fulfilment] policy, ratio     flag, reason, no_deduct or deduct, from that many times the target
    [reasons] [missing_cost]            what must be explained; what a cost line without a target earns at most
    [[band]] label, forms, low, high    levels of qualitative indicators, from the best down, as fractions
    [[formula]] labels, kind …          indicators with a formula of their own: deduct_per_point or steps
    [[cap]] below, share, scope         what a low execution rate leaves
    [[grade]] label, low                from the best down; the last begins at 0
    [[flag]] condition, colour, over    plausibility, the first that applies counts

The built-in files are schemes/<jurisdiction>/<year>.toml; every rule in them names its source or says that none was seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from indicators.scheme_differences import differences
from indicators.scheme_model import Scheme
from indicators.scheme_reader import scheme_of
from lib.definitions import Definition, DefinitionError, Problem, read

FOLDER = Path(__file__).parent / "schemes"
LONGEST_CHAIN = 5  # schemes that extend one another
_KEY = re.compile(r"[a-z0-9-]+/[0-9]{4}")


class UnknownSchemeError(LookupError):
    """There is no scheme of this key."""


def schemes() -> list[str]:
    """Return the keys of all built-in schemes."""
    return sorted(f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.toml"))


@cache
def load_scheme(key: str) -> Scheme:
    """Return a built-in scheme; raise UnknownSchemeError, or DefinitionError when it is malformed."""
    return parse(built_in(key), key)


def built_in(key: str) -> str:
    """Return the text of a built-in scheme; raise UnknownSchemeError."""
    file = FOLDER / f"{key}.toml"
    if not _KEY.fullmatch(key) or not file.is_file():
        raise UnknownSchemeError(f"没有计分方案 {key}")
    return file.read_text(encoding="utf-8")


def parse(text: str, key: str = "", text_of: Callable[[str], str] = built_in) -> Scheme:
    """Return the scheme written in *text*; raise DefinitionError with everything that is wrong, line by line.

    *text_of* returns the text of a scheme it extends and raises LookupError where there is none.
    """
    definition = read(text)
    whole = _whole(definition, (key,), text_of)
    scheme, problems = scheme_of(Definition(whole, text), key)
    if problems:
        raise DefinitionError(problems)
    return scheme


def _whole(definition: Definition, chain: tuple[str, ...], text_of: Callable[[str], str]) -> Mapping[str, Any]:
    """Return the data of *definition* with that of the schemes it extends below it; *chain* are those on the way."""
    name = definition.data.get("extends")
    if name is None:
        return definition.data
    fault = _not_extendable(name, chain)
    if fault:
        raise DefinitionError([definition.problem(fault, "extends")])
    try:
        base = read(text_of(name))
        below = _whole(base, (*chain, name), text_of)
    except LookupError as error:
        raise DefinitionError([definition.problem(f"没有计分方案 {name}", "extends")]) from error
    except DefinitionError as error:
        # The lines of another text would mislead: the fault is told at the line that names it.
        raise DefinitionError([_at_extends(definition, name, one) for one in error.problems]) from error
    return _merged(below, definition.data)


def _not_extendable(name: Any, chain: tuple[str, ...]) -> str:
    """Return why a scheme cannot extend *name*, blank where it can."""
    if not isinstance(name, str):
        return 'extends 应为方案名，例如 "national/2020"'
    if name == chain[-1]:
        return "方案不能以自己为基础"
    if name in chain:
        return f"互相引用：{' → '.join([*filter(None, chain), name])}"
    return f"引用超过 {LONGEST_CHAIN} 层" if len(chain) > LONGEST_CHAIN else ""


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return *base* with what *own* says instead: tables key by key, lists and values as a whole."""
    tables = {name for name in own if isinstance(own[name], Mapping) and isinstance(base.get(name), Mapping)}
    return {**base, **own, **{name: _merged(base[name], own[name]) for name in tables}}


def _at_extends(definition: Definition, name: str, problem: Problem) -> Problem:
    return definition.problem(f"所基于的方案 {name}：{problem.message}", "extends")


def params(scheme: Scheme) -> dict[str, Any]:
    """Return what the check rules take from the scheme, by the names of their parameters."""
    return {
        "weight_total": scheme.total,
        "grades": tuple((one.label, one.low) for one in scheme.grades),
        "over_fulfilment": scheme.over_fulfilment.ratio,
    }


__all__ = ["Scheme", "UnknownSchemeError", "built_in", "differences", "load_scheme", "params", "parse", "schemes"]

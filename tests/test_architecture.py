"""The import arrows of the house point down only, and the pure core knows neither database nor request."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "lib": set(),
    "prose": {"lib"},
    "units": {"lib"},
    "budgets": {"units", "lib"},
    "indicators": {"budgets", "units", "lib"},
    "reports": {"indicators", "budgets", "units", "prose", "lib"},
    "config": {"reports", "indicators", "budgets", "units", "prose", "lib"},
}
PURE = [
    "lib/address.py", "lib/building.py", "lib/workbooks", "lib/canonical.py", "lib/display.py", "lib/formulas", "lib/lines.py", "lib/money.py", "lib/spans.py",
    "units/snapshot.py", "budgets/snapshot.py", "budgets/classifications.py", "budgets/matching.py",
    "indicators/snapshot.py", "indicators/taxonomy.py", "indicators/values.py", "indicators/formulas.py",
    "indicators/scheme*.py", "indicators/score.py", "indicators/scoring.py", "indicators/tree.py",
    "lib/definitions.py", "reports/scoring.py", "indicators/weights.py", "indicators/flags.py", "indicators/scorecard.py",
    "reports/filing.py", "reports/sample.py", "reports/document.py", "reports/sentences.py", "reports/quoting.py", "reports/outline*.py",
    "reports/assemble.py", "reports/blocks*", "reports/catalogue.py", "reports/checks", "reports/rolling.py", "reports/comparison.py", "reports/places.py",
    "reports/schedule", "reports/filling", "reports/annexes.py", "reports/kinds.py", "reports/thawing.py", "reports/wording.py",
    "prose", "reports/importers", "reports/proposals", "reports/marking.py", "reports/render/pdf_worker.py", "reports/render/fast", "reports/render/assets.py",
]  # fmt: skip


def python_files(pattern: str) -> list[Path]:
    found = sorted(ROOT.glob(pattern))
    return [file for path in found for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def imported(file: Path) -> set[str]:
    """Return the dotted names of all modules a file imports, at whatever depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("app", BELOW)
def test_imports_point_down(app):
    for file in python_files(app):
        above = {name for name in imported(file) if name.split(".")[0] in BELOW.keys() - BELOW[app] - {app}}
        assert not above, f"{file.relative_to(ROOT)} imports {sorted(above)}"


@pytest.mark.parametrize("app", ["units", "budgets", "indicators"])
def test_templates_of_lower_apps_name_no_higher_one(app):
    higher = BELOW.keys() - BELOW[app] - {app, "config"}
    for template in (ROOT / "templates" / app).rglob("*.html"):
        named = re.findall(r"{%\s*(?:url|include|extends)\s+[\"'](\w+)[:/]", template.read_text(encoding="utf-8"))
        assert not higher & set(named), template.relative_to(ROOT)


@pytest.mark.parametrize("pattern", PURE)
def test_pure_code_imports_no_django_and_no_models(pattern):
    files = python_files(pattern)
    assert files, f"{pattern} names nothing"
    for file in files:
        impure = {name for name in imported(file) if name.split(".")[0] == "django" or name.split(".")[-1] == "models"}
        assert not impure, f"{file.relative_to(ROOT)} imports {sorted(impure)}"


def test_no_module_shadows_the_bootstrap_package():
    assert not list(ROOT.glob("bootstrap*.py"))


FORBIDDEN = re.compile(
    r"\b(eval|exec)\(|\bpickle\b|yaml\.load\(|shell=True|\.raw\(|\.extra\(|csrf_exempt|mark_safe|__all__\""
)


def test_dangerous_calls_do_not_occur():
    for app in BELOW:
        for file in python_files(app):
            found = FORBIDDEN.search(file.read_text(encoding="utf-8"))
            assert not found, f"{file.relative_to(ROOT)}: {found.group()}"


def test_templates_carry_no_inline_script_style_or_trusted_text():
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son\w+=|\|safe\b|autoescape off")
    for template in (ROOT / "templates").rglob("*.html"):
        found = inline.search(template.read_text(encoding="utf-8"))
        assert not found, f"{template.relative_to(ROOT)}: {found.group()}"

"""The shared templates, style sheets and scripts keep what every page relies on."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders

from tests import styleguide

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Windows 7 offices run Chromium 86: these came later, and fail silently.
TOO_NEW_CSS = (
    r":has\(|:is\(|:where\(|:not\([^()]*,|color-mix\(|@layer|@container|@import|aspect-ratio|(?<![-\w])inset:|^\s*&"
)
TOO_NEW_JS = r"\?\.|\?\?|\|\|=|&&=|\.replaceAll\(|\.at\(|\bimport\b[^a-z]*[({'\"]|structuredClone|\.hasOwn\("


@pytest.mark.parametrize("template", ["styleguide.html", "workspace.html", "base.html"])
def test_pages_obey_the_content_policy(template):
    html = styleguide.render(template)
    assert not re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html)
    assert not re.findall(r"<style|<script(?![^>]* src=)", html)
    assert "javascript:" not in html and '"data:' not in html


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_trust_no_stored_text(file):
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"\|\s*safe\b|autoescape off|\sstyle=|\son[a-z]+=", text)


def test_every_partial_is_shown():
    used = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
    for partial in (ROOT / "templates/partials").glob("*.html"):
        assert f'"partials/{partial.name}"' in used, partial.name


@pytest.mark.parametrize("template", ["styleguide.html", "workspace.html"])
def test_ids_are_unique_and_references_lead_somewhere(template):
    html = styleguide.render(template, comments=[])
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for names in re.findall(r'(?:aria-labelledby|aria-describedby|\sfor)="([^"]+)"', html):
        assert set(names.split()) <= set(ids), names


def test_error_text_is_linked_to_its_field():
    html = styleguide.render()
    assert re.search(r'<select[^>]+aria-describedby="id_parent_error"', html)
    assert 'id="id_parent_error"' in html and 'id="id_name_helptext"' in html


def test_a_stranger_sees_neither_places_nor_names():
    html = styleguide.render("base.html", person=SimpleNamespace(is_authenticated=False), nav=None)
    assert "陈敏" not in html and "主导航" not in html and "自评通" in html


def test_a_finding_shows_its_arithmetic_and_its_rule():
    html = styleguide.render("workspace.html")
    assert re.search(r'<th scope="row">多出</th><td>56.21</td>', html)
    assert 'aria-label="规则 A102"' in html


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_style_sheets_stay_within_chromium_86(file):
    rules = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(TOO_NEW_CSS, rules, flags=re.MULTILINE)
    assert "data:" not in rules and "//" not in rules


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_style_sheets_name_files_that_exist(file):
    for address in re.findall(r'url\("([^"]+)"\)', file.read_text(encoding="utf-8")):
        assert (file.parent / address).resolve().is_file(), address


def test_colours_are_named_once():
    """Everything that carries meaning comes from the palette, so that contrast is settled in one place."""
    palette = set(re.findall(r"#[0-9a-f]{6}", (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")))
    for file in SHEETS:
        text = file.read_text(encoding="utf-8")
        for rule in re.findall(r"(?<![-\w])color:\s*(#[0-9a-f]{3,6})", text):
            assert rule in palette | {"#fff", "#000"}, f"{file.name}: {rule}"


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_scripts_are_small_and_old_enough(file):
    text = file.read_text(encoding="utf-8")
    code = re.sub(r"//.*|/\*.*?\*/|'[^'\n]*'|\"[^\"\n]*\"", "", text)
    assert not re.findall(TOO_NEW_JS, code)
    assert len(text.splitlines()) <= 120
    assert "eval(" not in code and "new Function" not in code


def test_every_named_static_file_exists():
    for file in TEMPLATES:
        for address in re.findall(r"{% static '([^']+)' %}", file.read_text(encoding="utf-8")):
            assert finders.find(address), f"{file.name}: {address}"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "text, ground, least",
    [
        *((text, "canvas", 4.5) for text in ("ink", "ink-2", "ink-3", "brand", "err", "warn", "note", "ok")),
        *((tone, f"{tone}-t", 4.5) for tone in ("err", "warn", "note", "ok", "brand")),
        ("ink", "mark", 4.5),
        ("sheet", "bar", 4.5),
        ("sheet", "brand", 4.5),
        ("field", "sheet", 3),
        ("focus", "sheet", 3),
        ("focus", "canvas", 3),
    ],
)
def test_palette_keeps_its_contrast(text, ground, least):
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    palette = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", tokens)) | {"sheet": "#ffffff"}
    assert ratio(palette[text], palette[ground]) >= least


@pytest.mark.parametrize("label", ["", "错误"])
def test_an_icon_is_named_or_silent(label):
    html = styleguide.render("partials/icon.html", name="x-circle", label=label)
    assert ('role="img"' in html) == bool(label)
    assert f'aria-hidden="{str(not label).lower()}"' in html

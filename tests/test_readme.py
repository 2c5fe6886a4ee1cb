"""What README.md and README.zh-CN.md tell an operator is what the program reads and can do, in both the same."""

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

ROOT = Path(__file__).parents[1]
READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
FOR_DEVELOPERS = {"ZIPING_DEBUG"}  # refused with any host but this machine
HOME = {"prepare": "config", "create_account": "units"}  # app of a command; the others are of reports


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_variable_the_settings_read_is_in_the_table_and_no_other(readme):
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "config").glob("*.py"))
    read = set(re.findall(r"(?:env|env\.\w+|environ\.get)\(\s*\"(ZIPING_\w+)\"", code)) - FOR_DEVELOPERS
    assert set(re.findall(r"^\| `(ZIPING_\w+)` \|", readme, re.M)) == read


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_command_is_listed_with_options_it_takes(readme):
    listed = re.findall(r"^ {4}manage\.py (\w+)(.*?)(?= {2,}|$)", readme, re.M)
    commands = {path.stem for path in ROOT.glob("*/management/commands/[!_]*.py")} - {"prepare"}
    assert {name for name, _ in listed} == commands
    for name, usage in listed:
        parser = load_command_class(HOME.get(name, "reports"), name).create_parser("manage.py", name)
        assert set(re.findall(r"--[\w-]+", usage)) <= set(parser._option_string_actions), name


def test_both_list_the_same_variables_commands_and_documents():
    for pattern in (r"^\| `(\w+)` \|", r"^ {4}(manage\.py \w+(?: --\w+)?)", r"\((docs/[\w-]+\.md)\)"):
        english, chinese = (re.findall(pattern, readme, re.M) for readme in READMES.values())
        assert english == chinese

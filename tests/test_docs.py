"""What is written for people is complete, and its links lead somewhere."""

import re
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest
from pages import ROOT

from pipeline.article import Flag
from pipeline.cli import COMMANDS
from pipeline.model import Absence, Reason

READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
LINK = re.compile(r"\]\(<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\)|(?:src|href|srcset)=\"([^\"]+)\"")
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str, readme: str) -> None:
    """In both languages, as one types it."""
    assert f"pipeline {command}" in read(readme)


@pytest.mark.parametrize("value", [*get_args(Reason), *get_args(Flag), *get_args(Absence)])
def test_every_value_of_a_closed_list_is_explained(value: str) -> None:
    """Reasons, flags, and why a page has no article."""
    assert f"`{value}`" in read("docs/articles.md")


@pytest.mark.parametrize(
    "name",
    [
        *READMES,
        *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
        *("docs/architecture.md", "docs/cases.md", "docs/phrases.md"),
    ],
)
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    """And says something."""
    assert len(read(name)) > 200


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Every local link of a document, and its heading where it names one."""
    broken = []
    for target in (first or second for first, second in LINK.findall(FENCED.sub("", read(name)))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = unquote(target).partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (heading and file.suffix == ".md" and heading not in anchors(file)):
            broken.append(target)
    assert broken == []


def anchors(file: Path) -> set[str]:
    """The headings of a document, as links name them."""
    headings = re.findall(r"^#+ +(.+?) *#*$", FENCED.sub("", file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_modules_named_in_the_documents_are_there() -> None:
    """A map of a package that is gone misleads."""
    known = {path.name for path in ROOT.rglob("*.py") if ".venv" not in path.parts}
    named = {(name, module) for name in PAGES for module in re.findall(r"`(?:[\w-]+/)*(\w+\.py)`", read(name))}
    assert {(name, module) for name, module in named if module not in known} == set()


def test_the_readme_s_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a stranger would paste it, in a checkout."""
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"^```python\n(.*?)^```", read("README.md"), re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})


@pytest.mark.parametrize("readme", READMES)
def test_the_page_in_the_readme_is_the_sample(readme: str) -> None:
    """What is shown going in is what lies in raw/."""
    (name,) = set(re.findall(r"\]\((raw/[^)]+)\)", read(readme)))
    assert read(name).strip("\n") in read(readme)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_s_commands_are_those_that_ci_runs(readme: str) -> None:
    """The first cleans the samples, the second runs every check; .ci/run takes them from here."""
    first, second = re.findall(r"^```sh\n(.*?)\n```", read(readme), re.MULTILINE | re.DOTALL)[:2]
    assert first.startswith("python3 -m venv .venv && ")
    assert first.endswith("pipeline clean")
    assert second.endswith("tests/run")
    assert "\n" not in first + second

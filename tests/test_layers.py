"""The layers hold: every module has a place, and leans only on what stands before it."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest
from pages import ROOT, words

PACKAGE = ROOT / "pipeline"

ORDER = words(
    "errors verdicts corrections leaf body article memory recurrence model feed_settings settings",
    "characters lexicon topics shapes pieces tabled nesting code_lines headings cues error_titles charset repair",
    "hypertext mail houses casing dates dead_ends teasers spaced_names names bare_names trades edits byline_labels",
    "byline_forms byline_asides byline_values byline run_on posters datelines nobody occasions imprint tellers writers",
    "masthead posts untitled title_signs uppermost headline titled login",
    "language_profiles language",
    "hooks sites front_matter",
    "learned markup",
    "apart decode segment judge label correct split compose describe absence assess why account",
    "source documents fingerprint flow hearing library explain read naming remote write place threads shelter",
    "notebook recall lookup agreement sketch outcome listing lock ledger_tables ledger excerpt desk marks twins",
    "books shelf adopt plan work pool stage cluster run",
    "progress status showing feed review learning",
    "gold gold_form evaluate scoreboard commands __init__ cli warm",
)
"""`learned`, `markup`, `label` and `review` are folders, each one place; `__init__` is what
`from pipeline import clean` gives."""

STAGES = set(words("apart decode segment judge label correct split compose describe absence assess why account"))
"""The sentence: only flow says it; hearing and learning say its first words."""

SIDE_DOORS = {(module, "label.explanations") for module in ("explain", "review.tables", "review.single")} | {
    ("explain", "correct")
}
"""What people are told of a rule stands beside the rules, and what a person says beside what heeds it."""

NO_NAMES = set(words("utils util helpers helper common base misc tools manager"))

LONGEST_FLOW = 90
LONGEST_MODULE = 330
LONGEST_FUNCTION = 60

FILES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}
"""Modules by dotted name below `pipeline`."""


def place(module: str) -> str:
    """Where a module stands: a folder is one place."""
    return module.partition(".")[0]


@cache
def tree(module: str) -> ast.Module:
    """A module, parsed."""
    return ast.parse(FILES[module].read_text("utf-8"))


def imported(module: str) -> set[str]:
    """The package's modules that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        match node:
            case ast.Import(names=names):
                dotted = [name.name for name in names]
            case ast.ImportFrom(module=source, names=names, level=0):
                whole = [f"{source}.{name.name}" for name in names]
                dotted = [name if as_module(name) else source or "" for name in whole]
            case _:
                continue
        found |= {as_module(name) or "" for name in dotted} - {""}
    return found


def as_module(dotted: str) -> str | None:
    """`pipeline.label.runs` as `label.runs`; None for what is no module of the package."""
    if dotted == "pipeline":
        return "__init__"
    name = dotted.removeprefix("pipeline.")
    if name == dotted:
        return None
    return next((known for known in (name, f"{name}.__init__") if known in FILES), None)


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of the package, with its name."""
    for module in FILES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef):
                yield f"{module}.{node.name}", node


def test_every_module_has_a_place() -> None:
    """A new module says where it stands, and an old one that is gone leaves the list."""
    assert sorted({place(module) for module in FILES}) == sorted(ORDER)


@pytest.mark.parametrize("module", FILES)
def test_modules_import_only_what_stands_before_them(module: str) -> None:
    """Nothing leans on what leans on it."""
    before = ORDER[: ORDER.index(place(module))]
    assert {place(other) for other in imported(module)} - {place(module)} <= set(before)


@pytest.mark.parametrize("module", FILES)
def test_modules_of_one_place_do_not_import_each_other_in_a_circle(module: str) -> None:
    """Inside a folder there is an order, too."""
    seen: set[str] = set()
    waiting = list(imported(module))
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            waiting += imported(other)
    assert module not in seen


def test_stages_are_strangers_and_only_flow_knows_them() -> None:
    """Between stages there are only values; one module says the sentence."""
    known = {
        (module, other)
        for module in FILES
        for other in imported(module)
        if place(other) in STAGES and place(module) not in ("flow", "hearing", "learning", place(other))
    }
    assert known - SIDE_DOORS == set()


def test_flow_says_every_stage() -> None:
    """No stage is left out of the sentence or hidden in another module."""
    assert {place(module) for module in imported("flow")} >= STAGES


def test_imports_of_the_package_are_absolute() -> None:
    """This test reads absolute imports only, so there is no other kind."""
    relative = [
        module for module in FILES for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_names_say_what_a_module_is_for() -> None:
    """What has no better name has no place."""
    assert {part for module in FILES for part in module.split(".")} & NO_NAMES == set()


def test_flow_fits_a_screen() -> None:
    """A mode is another small function somewhere else."""
    assert len(FILES["flow"].read_text("utf-8").splitlines()) <= LONGEST_FLOW


@pytest.mark.parametrize("module", FILES)
def test_modules_are_short(module: str) -> None:
    """A module that outgrows this is two."""
    assert len(FILES[module].read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_functions_are_short() -> None:
    """Docstring and all."""
    long = [name for name, node in functions() if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("module", FILES)
def test_modules_say_what_they_are_for(module: str) -> None:
    """The first line of a module is a sentence."""
    opening = (ast.get_docstring(tree(module)) or "").split("\n")[0]
    assert opening.endswith((".", ",", ";", ":"))


@pytest.mark.parametrize("module", FILES)
def test_public_functions_say_what_they_do(module: str) -> None:
    """Whoever meets a function by its name finds a sentence under it."""
    silent = [
        node.name
        for node in tree(module).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_feeds_know_nothing_of_cleaning() -> None:
    """They read what was written; only watching calls the run, and the command the settings."""
    allowed = {"errors", "feed_settings", "body", "article", "feed"}
    known = {
        (module, other)
        for module in FILES
        if place(module) == "feed"
        for other in imported(module)
        if place(other) not in allowed
    }
    assert known <= {
        ("feed.watching", "progress"),
        ("feed.watching", "run"),
        ("feed.watching", "settings"),
        ("feed.command", "settings"),
    }

"""The phrase lists: data that people add to, so every row is looked at."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pages import ROOT

from pipeline.characters import fold, folded_phrase
from pipeline.label.sight import PHRASE_RULES
from pipeline.lexicon import FAMILIES, Role, labels, lexicon, months, no_people, nobody, openings, rows, sections
from pipeline.topics import topics_of

FOLDER = ROOT / "pipeline" / "phrases"
FILES = sorted(FOLDER.glob("*/*.tsv"))
EVERY_FILE = pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])

HEADERS = {
    "byline": ["phrase", "role", "source", "comment"],
    "month": ["phrase", "number", "source", "comment"],
    "nobody": ["phrase", "source", "comment"],
    "heading": ["phrase", "source", "comment"],
    "topic": ["phrase", "family", "source", "comment"],
}
HEADER = ["phrase", "match", "place", "source", "comment"]
MATCHES = {"line", "word", "start", "part"}
PLACES = {"anywhere", "edge"}
TOPICS = {"error", "generated", "navigation", "boilerplate", "undecodable", "placeholder"}
"""What an article can be about, so that a rule asks."""


def read(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a list with their line numbers, read as plainly as can be."""
    lines = file.read_text("utf-8").split("\n")
    names = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            assert len(cells) == len(names), f"line {number} has {len(cells)} cells"
            yield number, dict(zip(names, cells, strict=True))


@EVERY_FILE
def test_a_list_has_its_columns(file: Path) -> None:
    """The header says what the cells are, and every row has as many."""
    header = file.read_text("utf-8").split("\n")[0].split("\t")
    assert header[0] == "phrase"
    assert header[-2:] == ["source", "comment"]
    assert header == HEADERS.get(file.parent.name, HEADER)
    assert list(read(file))


@EVERY_FILE
def test_no_cell_is_empty_or_ragged(file: Path) -> None:
    """Every phrase says where it comes from and what it is."""
    ragged = [
        (number, name) for number, row in read(file) for name, cell in row.items() if not cell or cell != cell.strip()
    ]
    assert ragged == []


@EVERY_FILE
def test_values_are_of_the_closed_lists(file: Path) -> None:
    """A kind of match that nothing looks for would never be found."""
    allowed = {
        "match": MATCHES,
        "place": PLACES,
        "role": set(get_args(Role)),
        "number": {str(number) for number in range(1, 13)},
        "family": TOPICS,
    }
    strange = [
        (number, row[name])
        for number, row in read(file)
        for name in row.keys() & allowed.keys()
        if row[name] not in allowed[name]
    ]
    assert strange == []


@EVERY_FILE
def test_no_phrase_stands_twice(file: Path) -> None:
    """What folds to the same key is the same phrase; months are called alike in two languages."""
    seen = Counter(
        (
            fold(row["phrase"]) if row.get("match") in ("line", "word") else row["phrase"].casefold(),
            row.get("match"),
            row.get("family"),
        )
        for _, row in read(file)
        if "number" not in row
    )
    assert [key for key, count in seen.items() if count > 1] == []


@EVERY_FILE
def test_every_phrase_is_found(file: Path) -> None:
    """A row that the look-up cannot reach helps nobody."""
    family = file.parent.name
    unreachable = [(number, row["phrase"]) for number, row in read(file) if not found(family, row)]
    assert unreachable == []


def found(family: str, row: dict[str, str]) -> bool:
    """Whether a line of the row's kind is seen by the list."""
    phrase, match = row["phrase"], row.get("match")
    key = fold(phrase)
    match family:
        case "byline":
            return labels().get(folded_phrase(phrase).rstrip(" :/|丨")) == row["role"]
        case "month":
            return months()[key] == int(row["number"])
        case "topic":
            return row["family"] in topics_of(key)
        case "opening" | "closing":
            return folded_phrase(f"{phrase}灯塔").startswith(openings(family))
        case "placeholder":
            return key in nobody()
        case "nobody":
            return key in no_people()
        case "heading":
            return key in sections()
    lists = lexicon()
    if match in ("line", "word"):
        hit = lists.whole(key)
    elif match == "start":
        line = fold(f"{phrase} 灯塔看守人 the keeper")
        hit = lists.opening(line)
    else:
        line = fold(f"灯塔 {phrase} lantern")
        hit = next((hit for _, hit in lists.inside(line)), None)
    return hit is not None


@EVERY_FILE
def test_words_are_found_in_a_menu(file: Path) -> None:
    """A `word` is one that makes a line together with others of its kind."""
    lists = lexicon()
    lost = [
        (number, row["phrase"])
        for number, row in read(file)
        if row.get("match") == "word" and lists.only_words(fold(f"{row['phrase']} | {row['phrase']}")) is None
    ]
    assert lost == []


def test_a_label_has_one_role() -> None:
    """All languages share one table: two roles for one label, and the last file read would win."""
    roles: dict[str, set[str]] = {}
    for row in rows("byline"):
        roles.setdefault(folded_phrase(row.phrase).rstrip(" :/|丨"), set()).add(row.columns["role"])
    assert {label: found for label, found in roles.items() if len(found) > 1} == {}


def test_every_kind_of_phrase_has_a_rule() -> None:
    """What a list sees needs a name, or nothing comes of it."""
    kinds = {(family, row.columns["match"]) for family in FAMILIES for row in rows(family)}
    assert kinds - set(PHRASE_RULES) == set()


def test_every_family_has_a_folder() -> None:
    """And every folder is read by something."""
    others = {"byline", "month", "nobody", "topic", "opening", "closing", "heading"}
    assert {folder.name for folder in FOLDER.iterdir()} == {*FAMILIES, *others}


def test_a_row_with_a_missing_cell_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a phrase and forgets a tab is told the file and the line."""
    (tmp_path / "phrases" / "related").mkdir(parents=True)
    (tmp_path / "phrases" / "related" / "en.tsv").write_text("phrase\tmatch\nread on\n", "utf-8")
    monkeypatch.setattr("pipeline.lexicon.files", lambda package: tmp_path)
    with pytest.raises(ValueError, match=r"related/en\.tsv, line 2: 1 columns, not 2"):
        list(rows("related"))

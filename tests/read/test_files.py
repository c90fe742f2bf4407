"""Files that are no files, or do not stay as they are: named, and nothing waits."""

import os
from pathlib import Path

import pytest
from containers import failures, html, json_lines, pages, read, rows

from pipeline.read import Source, read_source
from pipeline.settings import Settings


def from_path(path: Path) -> list[str]:
    """What is said of a path that was listed and is another thing now."""
    return failures(read_source(Source(str(path), path.name), Settings()))


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    """Since it was listed."""
    said = f"{tmp_path}/a.txt: it cannot be read (No such file or directory); see that the file is there and readable."
    assert from_path(tmp_path / "a.txt") == [said]


def test_a_folder_is_named(tmp_path: Path) -> None:
    """With what to name instead."""
    assert from_path(tmp_path) == [f"{tmp_path}: it is a folder; name a page in it."]


@pytest.mark.timeout(20)
def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "a.txt")
    (failure,) = from_path(tmp_path / "a.txt")
    assert "it is a pipe or a device; save it as a file, or give it on standard input with -" in failure


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_named_and_not_read(device: str) -> None:
    """It has no end."""
    assert "it is a pipe or a device" in from_path(Path(device))[0]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may read everything, so the system is asked to refuse."""
    (tmp_path / "a.txt").touch()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "it cannot be read (Permission denied)" in from_path(tmp_path / "a.txt")[0]


def test_a_page_that_changes_while_it_is_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it may be of before and half of after."""
    path = tmp_path / "a.txt"
    path.write_text(html(1))
    true = os.fstat
    asked = []

    def changing(number: int) -> os.stat_result:
        if asked:
            path.write_text(html(2) + "more")
        asked.append(number)
        return true(number)

    monkeypatch.setattr(os, "fstat", changing)
    assert from_path(path) == [f"{path}: it changed while it was read; clean it again when nothing writes to it."]


def test_a_container_that_grows_while_it_is_read_gives_its_pages(tmp_path: Path) -> None:
    """And says that it grew."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines(rows(3)))
    items = read_source(Source(str(path), "a.jsonl"), Settings())
    first = next(items)
    with path.open("ab") as file:
        file.write(json_lines(rows(1)))
    rest = list(items)
    assert len(pages([first, *rest])) >= 3
    assert "it changed while it was read" in failures(rest)[0]


def test_a_container_that_shrinks_while_it_is_read_is_a_failure(tmp_path: Path) -> None:
    """What was read before stays."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines(rows(100, 10_000)))
    items = read_source(Source(str(path), "a.jsonl"), Settings())
    first = next(items)
    os.truncate(path, 500_000)
    rest = list(items)
    assert 1 < len(pages([first, *rest])) < 100
    assert any("it changed while it was read" in failure for failure in failures(rest))


def test_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    """Who names it means it."""
    (tmp_path / "a.txt").write_text(html(1))
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert [page.path for page in pages(read(tmp_path / "b.txt"))] == ["b.txt"]

"""Files and folders become sources: in the order of names, with size and time, a slice at a time."""

import os
import time
from pathlib import Path

import pytest

from pipeline import listing
from pipeline.errors import PageError
from pipeline.listing import Slice, count, walk


def plant(folder: Path, *paths: str) -> None:
    """Put a page at each path."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, "utf-8")


def slices(*roots: Path) -> list[Slice]:
    """What is found below these."""
    return list(walk(tuple(map(str, roots))))


def paths(*roots: Path) -> list[str]:
    """The paths of the sources below these."""
    return [f"{part.folder}/{source.name}".lstrip("/") for part in slices(*roots) for source in part.sources]


def test_a_folder_comes_before_the_folders_in_it(tmp_path: Path) -> None:
    """Each in the order of names, whatever the file system says first."""
    plant(tmp_path, "b.txt", "a/z.txt", "a.txt", "a/b/c", "页.txt", "B.txt")
    assert paths(tmp_path) == ["B.txt", "a.txt", "b.txt", "页.txt", "a/z.txt", "a/b/c"]
    assert count((str(tmp_path),)) == 6


def test_what_is_no_page_is_counted_by_suffix(tmp_path: Path) -> None:
    """Once a folder, however many slices it has; hidden files and devices are not."""
    plant(tmp_path, "a.txt", "b.php", "c.PHP", "d.asp", "n/e.css", "n/f.txt", ".z.php")
    os.mkfifo(tmp_path / "k.php")
    assert [(part.folder, part.passed) for part in slices(tmp_path)] == [
        ("", {".php": 2, ".asp": 1}),
        ("n", {".css": 1}),
    ]


def test_only_pages_are_found(tmp_path: Path) -> None:
    """By suffix, in any case; hidden files and folders, pipes and devices are not."""
    plant(tmp_path, "a.txt", "b.TXT", "c.text", "d", "e.html", "f.htm", "g.xhtml", "h.shtml", "i.md", "j.")
    plant(tmp_path, "x.png", "y.py", ".z.txt", ".git/a.txt", "n/.DS_Store")
    os.mkfifo(tmp_path / "k.txt")
    assert paths(tmp_path) == [
        *("a.txt", "b.TXT", "c.text", "d", "e.html", "f.htm", "g.xhtml"),
        "h.shtml",
        "i.md",
        "j.",
    ]


def test_links_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    """A scraped folder cannot reach the rest of the machine, nor lead in a circle."""
    plant(tmp_path, "secret.txt", "pages/a.txt", "pages-too/b.txt")
    (tmp_path / "pages" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "pages" / "c.txt").symlink_to("a.txt")
    (tmp_path / "pages" / "d.txt").symlink_to("gone.txt")
    (tmp_path / "pages" / "e.txt").symlink_to(tmp_path / "pages-too/b.txt")
    (tmp_path / "pages" / "f").symlink_to(tmp_path / "pages")
    assert paths(tmp_path / "pages") == ["a.txt", "c.txt"]


def test_a_link_that_leads_nowhere_costs_nothing(tmp_path: Path) -> None:
    """Not even one that leads in a circle: what lies beside it is found."""
    plant(tmp_path, "a.txt", "n/b.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "this").symlink_to("that")
    (tmp_path / "that").symlink_to("this")
    (tmp_path / "n" / "through.txt").symlink_to("../this/a.txt")
    assert paths(tmp_path) == ["a.txt", "n/b.txt"]
    assert [part.failures for part in slices(tmp_path)] == [[], []]


def test_a_source_has_its_size_its_time_and_its_root(tmp_path: Path) -> None:
    """A time that is too near to now is not trusted."""
    plant(tmp_path, "x/a.txt", "x/b.txt")
    os.utime(tmp_path / "x/a.txt", ns=(5, 5))
    os.utime(tmp_path / "x/b.txt", ns=(time.time_ns(), time.time_ns()))
    one, two = slices(tmp_path)[1].sources
    assert (one.size, one.mtime_ns, one.root, one.stem) == (len("x/a.txt"), 5, str(tmp_path.resolve()), "x/a")
    assert two.mtime_ns == -1


def test_a_big_folder_comes_in_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which meet without a gap, and end where the folder does."""
    monkeypatch.setattr(listing, "SLICE", 2)
    plant(tmp_path, "a", "b", "c", "d", "e/f")
    assert [(part.folder, part.after, part.upto, len(part.sources)) for part in slices(tmp_path)] == [
        ("", "", "b", 2),
        ("", "b", None, 2),
        ("e", "", None, 1),
    ]


def test_folders_lie_over_each_other(tmp_path: Path) -> None:
    """Pages of one name in one folder are one page and a failure; names keep clear of each other over all."""
    plant(tmp_path, "one/x/a.html", "two/x/a.txt", "two/x/b.txt", "one/x/b.txt", "c.txt")
    top, x = slices(tmp_path / "one", tmp_path / "two", tmp_path / "c.txt")
    assert [source.name for source in top.sources] == ["c.txt"]
    assert [source.stem for source in x.sources] == ["x/a.html", "x/a.txt", "x/b"]
    (failure,) = x.failures
    assert str(failure).startswith(str(tmp_path / "two/x/b.txt"))


def test_a_file_that_is_named_is_found_whatever_its_name(tmp_path: Path) -> None:
    """Who names it means it."""
    plant(tmp_path, "a.page")
    assert paths(tmp_path / "a.page") == ["a.page"]
    with pytest.raises(PageError, match="nothing lies there"):
        slices(tmp_path / "gone")


def test_names_that_are_no_utf8_can_be_written_down(tmp_path: Path) -> None:
    """And the file is found again by its bytes."""
    name = os.fsdecode(b"\xe9.txt")
    try:
        (tmp_path / name).write_text("a", "utf-8")
    except OSError:
        pytest.skip("this file system knows UTF-8 only")
    (source,) = slices(tmp_path)[0].sources
    assert source.name == "\\xe9.txt"
    assert Path(source.file).read_text("utf-8") == "a"


def test_a_file_that_is_named_twice_is_one(tmp_path: Path) -> None:
    """By another way to write its path, or by its folder."""
    plant(tmp_path / "raw", "a.txt")
    assert paths(tmp_path / "raw" / "a.txt", tmp_path / "raw" / ".." / "raw" / "a.txt") == ["a.txt"]
    assert paths(tmp_path / "raw", tmp_path / "raw" / "a.txt") == ["a.txt"]
    assert [part.failures for part in slices(tmp_path / "raw", tmp_path / "raw" / "a.txt")] == [[]]

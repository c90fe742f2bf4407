"""Paths become sources: in a stable order, none opened."""

import os
from pathlib import Path

import pytest

from pipeline.errors import PageError
from pipeline.read import Failure, Source, list_sources


def names(*roots: Path) -> list[str]:
    """The names of the sources below these."""
    return [found.name for found in list_sources(tuple(map(str, roots))) if isinstance(found, Source)]


def plant(folder: Path, *paths: str) -> None:
    """Put a page at each path."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, "utf-8")


def test_a_folder_is_searched_in_the_order_of_names(tmp_path: Path) -> None:
    """Whatever the file system says first."""
    plant(tmp_path, "b.txt", "a/z.txt", "a.txt", "a/b/c", "页.txt")
    assert names(tmp_path) == sorted(names(tmp_path), key=lambda name: name.split("/"))
    assert set(names(tmp_path)) == {"b.txt", "a/z.txt", "a.txt", "a/b/c", "页.txt"}


def test_only_pages_and_containers_are_found(tmp_path: Path) -> None:
    """By suffix, in any case, with a packing around it or without; hidden files and folders are not."""
    found = ["a.txt", "b.TXT", "c.text", "d", "e.html", "f.htm", "g.xhtml", "h.shtml", "i.md", "j.json", "k.jsonl"]
    found += ["l.ndjson", "m.csv", "n.parquet", "o.warc", "p.warc.gz", "q.wacz", "r.mhtml", "s.zip", "t.tar"]
    found += ["u.tar.gz", "v.tgz", "w.html.zst", "x.jsonl.bz2", "y.txt.xz", "z.gz"]
    plant(tmp_path, *found)
    plant(tmp_path, "x.png", "y.py", ".z.txt", ".git/a.txt", "n/.DS_Store", "x.png.gz")
    assert sorted(names(tmp_path)) == found


def test_a_file_that_is_named_is_given_whatever_its_name(tmp_path: Path) -> None:
    """Who names it means it."""
    plant(tmp_path, "a.page")
    assert names(tmp_path / "a.page") == ["a.page"]


def test_several_roots_come_one_after_the_other(tmp_path: Path) -> None:
    """As they were named."""
    plant(tmp_path, "one/a.txt", "two/b.txt")
    assert names(tmp_path / "two", tmp_path / "one") == ["b.txt", "a.txt"]


def test_a_path_where_nothing_lies_is_named() -> None:
    """With what to do."""
    with pytest.raises(PageError, match=r"nowhere/a\.txt: nothing lies there; name a page") as wrong:
        names(Path("nowhere/a.txt"))
    assert str(wrong.value).endswith(".")


def test_links_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    """A scraped folder cannot reach the rest of the machine, nor run in a circle."""
    plant(tmp_path, "secret.txt", "pages/a.txt", "other/x.txt")
    (tmp_path / "pages" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "pages" / "c.txt").symlink_to("a.txt")
    (tmp_path / "pages" / "d.txt").symlink_to("gone.txt")
    (tmp_path / "pages" / "e").symlink_to(tmp_path / "other")
    (tmp_path / "pages" / "f").symlink_to(tmp_path / "pages")
    assert names(tmp_path / "pages") == ["a.txt", "c.txt"]


def test_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    plant(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert names(tmp_path) == ["a.txt"]


def test_a_source_knows_its_size_and_time(tmp_path: Path) -> None:
    """Without being opened: it need not even be readable."""
    plant(tmp_path, "x/a.txt")
    os.utime(tmp_path / "x/a.txt", ns=(5, 1_700_000_000_123_456_789))
    (tmp_path / "x/a.txt").chmod(0)
    (found,) = list_sources((str(tmp_path),))
    assert found == Source(str(tmp_path / "x/a.txt"), "x/a.txt", 7, 1_700_000_000_123_456_789)


def test_a_folder_that_cannot_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are read."""
    plant(tmp_path, "a/x.txt", "b/y.txt")
    true = os.scandir

    def denied(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return true(path)

    monkeypatch.setattr(os, "scandir", denied)
    failure, found = list_sources((str(tmp_path),))
    assert isinstance(failure, Failure)
    assert str(failure) == f"{tmp_path}/a: it cannot be read (Permission denied); see that it may be read."
    assert found.name == "b/y.txt"


def test_names_that_are_no_utf8_can_be_written_down(tmp_path: Path) -> None:
    """And the file is still found."""
    (Path(os.fsdecode(bytes(tmp_path) + b"/\xd2\xff.txt"))).write_bytes(b"x")
    (found,) = list_sources((str(tmp_path),))
    assert found.name == "\\xd2\\xff.txt"
    assert Path(found.file).read_bytes() == b"x"

"""Paths become pages: in a stable order, each read on its own."""

from pathlib import Path

import pytest

from pipeline.errors import PageError
from pipeline.read import Found, find_pages, read_page


def names(*roots: Path) -> list[str]:
    """The names of the pages below these."""
    return [found.name for found in find_pages(tuple(map(str, roots)))]


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


def test_only_pages_are_found(tmp_path: Path) -> None:
    """By suffix, in any case; hidden files and folders are not."""
    plant(tmp_path, "a.txt", "b.TXT", "c.text", "d", "e.html", "f.htm", "g.xhtml", "h.shtml", "i.md")
    plant(tmp_path, "x.png", "y.py", ".z.txt", ".git/a.txt", "n/.DS_Store")
    found = ["a.txt", "b.TXT", "c.text", "d", "e.html", "f.htm", "g.xhtml", "h.shtml", "i.md"]
    assert sorted(names(tmp_path)) == found


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
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
    """A scraped folder cannot reach the rest of the machine."""
    plant(tmp_path, "secret.txt", "pages/a.txt")
    (tmp_path / "pages" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "pages" / "c.txt").symlink_to("a.txt")
    (tmp_path / "pages" / "d.txt").symlink_to("gone.txt")
    assert names(tmp_path / "pages") == ["a.txt", "c.txt"]


def test_a_page_is_its_bytes(tmp_path: Path) -> None:
    """And its name below the folder."""
    (tmp_path / "a.txt").write_bytes(b"\xff\x00")
    page = read_page(Found(str(tmp_path / "a.txt"), "x/a.txt"), 10)
    assert (page.path, page.data) == ("x/a.txt", b"\xff\x00")


def test_a_page_that_is_too_big_is_named(tmp_path: Path) -> None:
    """With its size, the limit, and the setting that raises it."""
    (tmp_path / "a.txt").write_bytes(bytes(1001))
    with pytest.raises(PageError, match=r"a\.txt: it has 1,001 bytes, more than 1,000; .*max-bytes"):
        read_page(Found(str(tmp_path / "a.txt"), "a.txt"), 1000)


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Because it is gone, or is a folder."""
    with pytest.raises(PageError, match=r"a\.txt: it cannot be read \(No such file"):
        read_page(Found(str(tmp_path / "a.txt"), "a.txt"), 1000)
    with pytest.raises(PageError, match="it is a folder"):
        read_page(Found(str(tmp_path), "a"), 1000)


def test_a_page_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """More than the limit is too big, not as much."""
    (tmp_path / "a.txt").write_bytes(bytes(1000))
    assert len(read_page(Found(str(tmp_path / "a.txt"), "a.txt"), 1000).data) == 1000

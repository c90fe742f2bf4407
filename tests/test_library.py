"""The library call: the same result as the command, without files or global state."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pages import PROSE, cases

import pipeline
from pipeline import Article, Settings, clean

CASES = cases()


def test_a_page_is_bytes_or_a_string() -> None:
    """With the same result."""
    text = "\n".join(("灯塔看守人的冬天", "2023-11-09", *PROSE))
    (one,) = clean(text)
    assert isinstance(one, Article)
    assert (one.title, one.published) == ("灯塔看守人的冬天", "2023-11-09")
    assert clean(text.encode()) == clean(text)


def test_the_package_gives_what_it_promises_and_nothing_else() -> None:
    """Each name is loaded when it is first asked for."""
    assert [getattr(pipeline, name).__name__ for name in pipeline.__all__] == pipeline.__all__
    with pytest.raises(AttributeError, match="module 'pipeline' has no attribute 'cleen'"):
        pipeline.cleen  # noqa: B018


def test_a_path_for_a_page_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A str is a page's text; the name of a file that lies there is meant for something else."""
    monkeypatch.chdir(tmp_path)
    Path("灯塔.txt").write_text(PROSE[0], "utf-8")
    Path("LICENSE").write_text("", "utf-8")
    for name in ("灯塔.txt", str(tmp_path / "灯塔.txt")):
        with pytest.raises(ValueError, match=r"is the name of a file; read the file first: clean\(Path\(") as wrong:
            clean(name)
        assert name in str(wrong.value)
    assert (
        clean("none.txt") == clean("LICENSE") == clean("灯塔.txt\n") == clean("灯塔.txt\0") == clean("a/" * 4000) == []
    )


def test_a_page_without_an_article_is_an_empty_list() -> None:
    """No exception and no None."""
    assert clean(b"") == clean("502 Bad Gateway") == []


def test_a_string_is_never_decoded_again() -> None:
    """Whatever it looks like, and with lone surrogates in it."""
    text = "<meta charset=gb2312>灯塔看守人的冬天很长,他每天\ud800都要点灯,清晨熄灯。"
    assert "灯塔看守人的冬天很长,他每天" in clean(text)[0].text


def test_what_the_caller_knows_is_heard() -> None:
    """The address, the media type, the settings."""
    (one,) = clean(
        "<p>灯塔看守人的冬天很长,他每天都要点灯。</p>",
        url="https://example.org/a",
        media_type="text/html",
        settings=Settings(keep_removed=True),
    )
    assert (one.url, one.source.media_type) == ("https://example.org/a", "text/html")
    assert one.text == "灯塔看守人的冬天很长,他每天都要点灯。"


def test_threads_do_not_disturb_each_other() -> None:
    """Eight at once give what one gives."""
    pages = [case.page.data for case in CASES]
    expected = list(map(clean, pages))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(clean, pages)) == expected


def test_no_file_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the settings of the folder it is called in."""
    (tmp_path / "pipeline.toml").write_text("this is no toml", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(clean("\n".join(PROSE))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["pipeline.toml"]

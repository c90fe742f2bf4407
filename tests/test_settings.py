"""Settings: one frozen value, read from two places, and never a silent mistake."""

from pathlib import Path

import click
import pytest

from pipeline.commands import clean
from pipeline.errors import SettingsError
from pipeline.fingerprint import made_by
from pipeline.settings import Run, Settings, load, parse


def test_without_a_file_all_is_as_it_is(tmp_path: Path) -> None:
    """The defaults stand in one place."""
    assert load(tmp_path) == (Settings(), Run())


def test_settings_stand_in_pyproject(tmp_path: Path) -> None:
    """Beside those of other tools."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.other]\nx = 1\n[tool.pipeline]\nkeep-removed = true\nworkers = 3\npages = ["a", "b"]\n',
        "utf-8",
    )
    assert load(tmp_path) == (Settings(keep_removed=True), Run(workers=3, pages=("a", "b")))


def test_an_own_file_comes_first(tmp_path: Path) -> None:
    """pipeline.toml, with either spelling of a key."""
    (tmp_path / "pyproject.toml").write_text("[tool.pipeline]\nworkers = 3\n", "utf-8")
    (tmp_path / "pipeline.toml").write_text("max_bytes = 5\nkeep-removed = true\n", "utf-8")
    assert load(tmp_path) == (Settings(keep_removed=True, max_bytes=5), Run())


def test_an_unknown_key_names_the_nearest() -> None:
    """A misspelt setting would otherwise be ignored."""
    with pytest.raises(SettingsError, match=r"no setting 'keep-remove'; the nearest is 'keep.removed'"):
        parse({"keep-remove": True}, "pipeline.toml")


@pytest.mark.parametrize("name", ["corrections", "memory", "review"])
def test_a_folder_that_must_be_here_is_no_url(name: str) -> None:
    """It would be made as a folder `s3:`, or never be found."""
    with pytest.raises(SettingsError, match=f"s3://a/b: the setting {name} is a folder of this machine; name one."):
        parse({name: "s3://a/b"}, "pipeline.toml")


@pytest.mark.parametrize(
    "table",
    [
        {"keep-removed": True, "keep_removed": False},
        {"feeds": {"news": {"to": "x", "keep_null": True, "keep-null": False}}},
    ],
)
def test_one_setting_in_two_spellings_is_an_error(table: dict[str, object]) -> None:
    """Whichever stood last would count."""
    with pytest.raises(SettingsError, match=r"'keep-\w+' and 'keep_\w+' are one setting; take one of them out\."):
        parse(table, "pipeline.toml")


@pytest.mark.parametrize(
    "text",
    ["workers = 'many'", "max-bytes = 1.5", "keep-removed = 1", "pages = 'raw'", "this is no toml"],
)
def test_a_wrong_value_is_named(tmp_path: Path, text: str) -> None:
    """With its file."""
    (tmp_path / "pipeline.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"pipeline\.toml"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workers = 'many'", "workers: it must be a whole number, not a text in quotation marks;"),
        ("workers = -1", "workers: it must be a whole number of at least 0;"),
        ("max-bytes = 1.5", "max-bytes: it must be a whole number, not a fraction;"),
        ("pages = []", "pages: it must be a list that is not empty;"),
        ("layout = 'jsn'", "layout: it must be folder or jsonl, not 'jsn';"),
        ("engine = 3", "engine: it must be local or ray, not a whole number;"),
        (
            "[[sites]]\nhost = 'a'\ntitle = 3",
            "sites[0].title: it must be a text in quotation marks, not a whole number;",
        ),
        ("[feeds.n]\nto = 'x'\nformat = 'yaml'", "format: it must be json, jsonl, markdown, text, html or parquet,"),
        ("[feeds.n]\nformat = 'json'", "feed n: the setting 'to' is missing;"),
    ],
)
def test_a_wrong_value_is_told_what_is_wanted(tmp_path: Path, text: str, said: str) -> None:
    """In the words of those who write settings, with what may stand there."""
    (tmp_path / "pipeline.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as wrong:
        load(tmp_path)
    assert said in str(wrong.value)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\npipeline = 1", "tool = []"])
def test_a_strange_pyproject_is_named(tmp_path: Path, text: str) -> None:
    """Never a traceback."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        load(tmp_path)


def test_every_flag_has_a_setting() -> None:
    """Of the same name."""
    flags = {option.name for option in clean.params if isinstance(option, click.Option)}
    known = {*Settings.__struct_fields__, *Run.__struct_fields__}
    assert flags - {"help"} <= known


def test_settings_change_the_fingerprint() -> None:
    """Equal fingerprints give equal articles, so every field is in it."""
    prints = {
        made_by(settings).fingerprint for settings in (Settings(), Settings(keep_removed=True), Settings(max_bytes=5))
    }
    assert len(prints) == 3
    assert made_by(Settings()) == made_by(Settings())


def test_settings_cannot_be_changed() -> None:
    """Workers share them."""
    with pytest.raises(AttributeError):
        Settings().keep_removed = True


def test_settings_that_are_a_folder_are_not_passed_over(tmp_path: Path) -> None:
    """Nobody would see that they count for nothing."""
    (tmp_path / "pipeline.toml").mkdir()
    with pytest.raises(SettingsError, match=r"pipeline\.toml: cannot be read \(Is a directory\)"):
        load(tmp_path)

"""What a browser runs is whole, says everything in two languages, and turns no text into markup."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from pages import ROOT, page
from sites import SHOP

from pipeline.article import Flag
from pipeline.cli import main
from pipeline.flow import clean_page
from pipeline.model import Absence, Reason
from pipeline.outcome import Kind
from pipeline.review.files import SCRIPTS, STYLES, asset
from pipeline.review.pages import Seen, page_data
from pipeline.review.single import single
from pipeline.settings import Settings

WORDS = json.loads(re.search(r"review\.words = (\{.*?\n\});", asset("words.js"), re.DOTALL)[1])
USED = re.compile(r"""\b(?:t|review\.count|count)\((?:[^()'`]*\? )?'([\w.]+)'""")
LOADED = re.compile(r'(?:src|href)="assets/([\w.]+)"')
HOSTILE = (
    "<script>document.title='run'</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!-- <script> ]]> --> \u2028 \u202e",
    "老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。</style><svg onload=alert(1)>",
)


def test_every_word_has_two_languages() -> None:
    """And the same places to fill in."""
    for key, forms in WORDS.items():
        assert len(forms) == 2, key
        places = [set(re.findall(r"\{(\w+)\}", form)) for form in forms]
        assert places[0] == places[1], key
        assert all(forms), key


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_word_that_is_used_is_known(name: str) -> None:
    """A key that is misspelt would be shown as it stands."""
    assert set(USED.findall(asset(name))) - WORDS.keys() == set()


def test_closed_lists_have_words() -> None:
    """Reasons, flags, what became of a page, and why it cannot be shown whole."""
    named = {
        *(f"reason.{value}" for value in get_args(Reason)),
        *(f"flag.{value}" for value in get_args(Flag)),
        *(f"outcome.{value}" for value in ("article", *get_args(Absence), *get_args(Kind))),
        *(f"seen.{value}" for value in get_args(Seen) if value != "whole"),
    }
    assert named - WORDS.keys() == set()


def test_every_reason_has_a_colour() -> None:
    """In light and in dark."""
    style = asset("base.css")
    for reason in get_args(Reason):
        assert re.search(rf"--{reason}: light-dark\(", style), reason
        assert f".r-{reason} " in style


def test_the_page_loads_what_there_is() -> None:
    """All of it, in order, and nothing else."""
    assert LOADED.findall(asset("index.html")) == [*STYLES, *SCRIPTS]
    folder = ROOT / "pipeline" / "review" / "assets"
    assert {file.name for file in folder.iterdir()} == {"index.html", *STYLES, *SCRIPTS}


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_becomes_markup(name: str) -> None:
    """There is no way from a text to an element or to code, and none to another host."""
    code = asset(name)
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser"):
        assert way not in code
    assert re.findall(r"https?://[^\s'`]+", code) in ([], ["http://www.w3.org/2000/svg"])
    assert code.startswith("'use strict';\n")


def test_nothing_is_loaded_from_elsewhere() -> None:
    """Styles and the page name no address, and the policy allows none."""
    for name in ("index.html", *STYLES):
        assert "//" not in re.sub(r"/\*.*?\*/", "", asset(name), flags=re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', asset("index.html"))[1]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "*" not in policy


def test_one_page_is_one_file() -> None:
    """It names no other file, and only its own script and style may run."""
    told = single((page_data(page("\n".join(SHOP)), clean_page(page("\n".join(SHOP)), Settings())),))
    assert "assets/" not in told
    (style,) = re.findall(r"<style>(.*?)</style>", told, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", told, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', told)[1]
    for text in (style, script):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "'self'" not in policy


def test_a_hostile_page_stays_text_in_the_one_file() -> None:
    """Its markup cannot end the element that holds the data."""
    hostile = page("\n".join(HOSTILE))
    told = single((page_data(hostile, clean_page(hostile, Settings())),))
    (data,) = re.findall(r'<script type="application/json" id="single">(.*?)</script>', told, re.DOTALL)
    assert "<" not in data
    assert [block["text"] for block in json.loads(data)["pages"][0]["blocks"]][1] == HOSTILE[1]


def test_explain_prints_it(tmp_path: Path) -> None:
    """On standard output, so that it can be sent to a file."""
    (tmp_path / "a.txt").write_text("\n".join(SHOP), "utf-8")
    result = CliRunner().invoke(main, ["explain", "--html", str(tmp_path / "a.txt")])
    assert result.exit_code == 0
    assert result.output.startswith("<!doctype html>")


def test_review_says_where_the_site_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how many pages it shows."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("\n".join(SHOP), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["review"]).exit_code == 2
    CliRunner().invoke(main, ["clean", "-q", "--workers", "1"])
    result = CliRunner().invoke(main, ["review", "-o", "told"])
    assert "told/index.html: 1 page" in result.output
    assert (tmp_path / "told" / "index.html").is_file()

"""The sample pages: raw/ cleans to what lies in clean/.

Where this fails after a change of the rules, look at what changed, then run `pipeline clean` and
keep its clean/. Only the fingerprint may differ, as it does with every change of the code.
"""

import re
from pathlib import Path

from pages import ROOT

from pipeline.run import run
from pipeline.settings import Run, Settings

FINGERPRINT = re.compile(rb'("fingerprint": ")[0-9a-f]+(")')


def articles(folder: Path) -> dict[str, bytes]:
    """The articles below a folder without their fingerprints."""
    return {
        path.relative_to(folder).as_posix(): FINGERPRINT.sub(rb"\1\2", path.read_bytes())
        for path in sorted(folder.rglob("*.json"))
    }


def test_raw_cleans_to_clean(tmp_path: Path) -> None:
    """Byte for byte, and no file more or less."""
    run(
        Settings(),
        Run(pages=(str(ROOT / "raw"),), output=str(tmp_path), workers=1),
        lambda _: None,
    )
    made, kept = articles(tmp_path), articles(ROOT / "clean")
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_there_are_samples() -> None:
    """Pages with an article, and pages without one."""
    pages = [path for path in (ROOT / "raw").rglob("*") if path.is_file()]
    assert len(pages) > 10
    assert articles(ROOT / "clean")

"""What people corrected becomes examples: their word on a block is its label."""

from hashlib import sha256
from pathlib import Path

import pytest

pytestmark = pytest.mark.training
pytest.importorskip("rapidfuzz", reason="training needs RapidFuzz: pip install -e '.[train]'")

from pages import PROSE

from pipeline.corrections import BlockCorrection, Corrections
from pipeline.flow import clean_page
from pipeline.learned.reasons import REASONS
from pipeline.model import Page
from pipeline.notebook import write_corrections
from pipeline.settings import Settings
from training.corrected import corrected_blocks, corrected_lines
from training.dataset import fold_of
from training.flattened import UNKNOWN
from training.line_examples import line_example

LINES = ("灯塔看守人", PROSE[0], "", "本栏目每周三更新", PROSE[1], "相关新闻", "南埠渡口恢复夜航", "一座石桥的四次搬家")
HTML = (
    "<!doctype html><html><body><div class=crumb><a href=/>首页</a></div><h1>灯塔看守人</h1>"
    + "".join(f"<p>{line}</p>" for line in PROSE)
    + "<p hidden>没有人看见的一行字。</p>"
    + "<div class=vote><p>请在下面为它投上一票,我们每周公布一次结果。</p></div></body></html>"
)


@pytest.fixture(autouse=True)
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages with corrections, and one that has changed since."""
    monkeypatch.chdir(tmp_path)
    folder = Path("raw/www.harbour.example")
    folder.mkdir(parents=True)
    pages = {"a.txt": "\n".join(LINES), "b.html": HTML, "c.txt": "\n".join(LINES)}
    vote = next(
        item.block.first
        for item in clean_page(Page("b.html", HTML.encode()), Settings()).labelled
        if "投上一票" in item.block.text
    )
    said = {
        "a.txt": (BlockCorrection(4, 4, "removed", "navigation"), BlockCorrection(7, 7, "article")),
        "b.html": (BlockCorrection(1, 1, "article"), BlockCorrection(vote, vote, "removed", "comment")),
        "c.txt": (BlockCorrection(4, 4, "removed"),),
    }
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
        digest = sha256(text.encode()).hexdigest() if name != "c.txt" else "0" * 64
        write_corrections(Path("corrections"), Corrections(f"www.harbour.example/{name}", None, digest, said[name]))


def test_lines_are_what_people_say_of_them() -> None:
    """The others are what the pipeline makes of them; the title is neither body nor noise."""
    (page,) = corrected_lines(Path("corrections"))
    assert page.lines == LINES
    assert page.labels == (0, 1, 0, 0, 1, 0, 1, 0)
    assert page.titles == {0}
    assert page.reasons[3] == REASONS.index("navigation")
    assert page.reasons[5] == page.reasons[7] == REASONS.index("related")
    assert page.reasons[1] == UNKNOWN
    assert (page.set, page.site, page.measured) == ("corrected", "harbour.example", False)
    example = line_example(page)
    assert example is not None
    assert example.shares.tolist() == [1, 1, 0, 1, 0, 1, 0]
    assert example.fold == fold_of("harbour.example")


def test_blocks_are_what_people_say_of_them() -> None:
    """A row for each leaf that a reader sees."""
    (page,) = corrected_blocks(Path("corrections"))
    assert page.shares.tolist() == [1, 1, 1, 1, 1, 0]
    assert len(page.shares) == len(page.matrix) == len(page.sizes)
    assert page.row.set == "corrected"
    assert page.weight == 1.0

"""The judge of HTML pages: a probability for every block, and what spoke for and against it."""

import json

import pytest
from pages import PROSE, blocks

from pipeline.article import Repairs
from pipeline.judge import judge, shipped, voices
from pipeline.learned.reasons import columns_of
from pipeline.markup.blocks import markup_blocks
from pipeline.markup.features import features, judged
from pipeline.markup.walk import walk
from pipeline.model import Opinion, Segmented

BODY = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
PAGE = (
    "<title>灯塔看守人 - 海港网</title>"
    "<nav><ul><li><a href=/>首页</a><li><a href=/n>新闻</a><li><a href=/a>关于</a></ul></nav>"
    f"<article><h1>灯塔看守人</h1>{BODY}<p hidden>暗号</p></article>"
    "<footer><a href=/c>版权所有 海港网 2024</a></footer>"
)


def opinion(markup: str) -> tuple[Segmented, Opinion]:
    """A page's blocks and what the judge thinks of them."""
    segmented = markup_blocks(markup)
    found = judge(segmented)
    assert found is not None
    return segmented, found


def test_lines_are_not_judged() -> None:
    """A page of text has no markup to look at."""
    assert judge(Segmented(blocks(*PROSE), Repairs())) is None


def test_there_is_a_probability_for_every_block() -> None:
    """Between 0 and 1; 0 for what is hidden."""
    segmented, found = opinion(PAGE)
    chances = dict(zip((block.text for block in segmented.blocks), found.chances, strict=True))
    assert len(chances) == len(segmented.blocks)
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert chances["暗号"] == 0


def test_sentences_are_likelier_than_the_frame() -> None:
    """Or the weights are those of something else."""
    segmented, found = opinion(PAGE)
    chances = dict(zip((block.text for block in segmented.blocks), found.chances, strict=True))
    assert min(chances[sentence] for sentence in PROSE) > max(chances["首页"], chances["版权所有 海港网 2024"])
    assert min(chances[sentence] for sentence in PROSE) >= found.cut


def test_the_title_is_a_place_among_the_blocks() -> None:
    """Hidden blocks count."""
    segmented, found = opinion("<p hidden>暗号</p>" + PAGE)
    assert found.title is not None
    assert segmented.blocks[found.title].text == "灯塔看守人"


def test_a_body_that_only_a_script_holds_is_the_article() -> None:
    """And what the page shows instead is not."""
    text = "".join(PROSE)
    script = json.dumps({"@type": "NewsArticle", "headline": "灯塔看守人", "articleBody": text}, ensure_ascii=False)
    segmented, found = opinion(f"<script type=application/ld+json>{script}</script><p>请开启脚本后阅读</p>")
    assert dict(zip((block.text for block in segmented.blocks), found.chances, strict=True)) == {
        "请开启脚本后阅读": 0,
        text: 1,
    }


@pytest.mark.parametrize("markup", ["", "<p>", "<img src=a.png>", "<p hidden>a</p>", "<script>x</script>"])
def test_a_page_without_visible_text_has_an_opinion_too(markup: str) -> None:
    """That nothing is kept."""
    segmented, found = opinion(markup)
    assert len(found.chances) == len(segmented.blocks)
    assert not any(found.chances)
    assert voices(segmented) == {}


def test_every_judged_block_has_voices() -> None:
    """By its number; hidden ones have none."""
    segmented, _ = opinion(PAGE)
    heard = voices(segmented)
    assert sorted(heard) == [block.first for block in segmented.blocks if block.text != "暗号"]
    assert all(any(abs(odds) > 0.1 for odds in said.values()) for said in heard.values())


def test_the_weights_fit_the_features() -> None:
    """Name by name; else every number would be read as another."""
    walked = walk("<p>a</p>")
    assert features(judged(walked), walked).names == shipped().features
    grouped = [column for columns in columns_of(shipped().features).values() for column in columns]
    assert sorted(grouped) == list(range(len(shipped().features)))

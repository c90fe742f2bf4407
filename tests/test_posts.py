"""Who wrote which post of a thread, and when."""

import json

import pytest
from msgspec import UNSET
from pages import article

from pipeline.article import Post
from pipeline.write import encode

OPENED = "新买的锅放了两个星期就锈了,用的是洗洁精,洗完没有擦干,请问还能用吗?"
ANSWERED = "可以用。先用盐把锈擦掉,再刷一层油,小火烧二十分钟,以后洗完马上烘干就行。"
THANKED = "照做了,真的好了,锅底又黑又亮,谢谢两位。"

THREAD = (
    "铸铁锅生锈了怎么办",
    "老周 发表于 2021-3-4 10:22",
    OPENED,
    "小满 发表于 2021-3-4 11:05",
    ANSWERED,
    "第二天再刷一遍,锈就不会再来了。",
    "老周 发表于 2021-3-4 12:40",
    THANKED,
)


def posts(*lines: str) -> list[tuple[str | None, str | None, tuple[int, int]]]:
    """Each post of a page as its writer, its moment and its blocks."""
    told = article("\n".join(lines)).posts
    return [] if told is UNSET else [(post.author, post.published, post.blocks) for post in told]


def test_each_post_has_its_writer_its_moment_and_its_blocks() -> None:
    """As the line over it says; a post of two paragraphs has two blocks."""
    assert posts(*THREAD) == [
        ("老周", "2021-03-04T10:22:00", (0, 0)),
        ("小满", "2021-03-04T11:05:00", (1, 2)),
        ("老周", "2021-03-04T12:40:00", (3, 3)),
    ]


def test_the_line_of_whom_a_post_quotes_is_not_its_head() -> None:
    """It stands right below the head, and is of an earlier post."""
    quoting = (*THREAD[:-1], "小满 发表于 2021-3-4 11:05", ANSWERED, THANKED)
    assert posts(*quoting)[-1] == ("老周", "2021-03-04T12:40:00", (3, 4))


def test_posts_hold_every_block_once() -> None:
    """From the first to the last, in order."""
    made = article("\n".join(THREAD))
    assert made.posts is not UNSET
    held = [place for post in made.posts for place in range(post.blocks[0], post.blocks[1] + 1)]
    assert held == list(range(len(made.body)))


def test_what_stands_above_the_first_head_is_the_openers() -> None:
    """The question has its byline under the title; the answers have heads."""
    lines = (
        "How do I get rust off a cast iron pan?",
        "By harbour_ned on March 4, 2021",
        "My new pan rusted within two weeks, although I dried it every time. Can I still use it, or is it lost?",
        "lock_keeper wrote on March 5, 2021:",
        "You can. Rub the rust off with salt, oil the pan thinly and put it into the oven for an hour.",
        "harbour_ned wrote on March 6, 2021:",
        "I did as you said and the pan looks like new, thank you very much for the advice.",
    )
    assert [(who, blocks) for who, _, blocks in posts(*lines)] == [
        ("harbour_ned", (0, 0)),
        ("lock_keeper", (1, 1)),
        ("harbour_ned", (2, 2)),
    ]


def test_a_post_that_only_bumps_is_none() -> None:
    """What stood in it went, and its head belongs to nothing."""
    lines = (*THREAD[:3], "阿木 发表于 2021-3-4 10:40", "顶", *THREAD[3:])
    assert [who for who, _, _ in posts(*lines)] == ["老周", "小满", "老周"]


@pytest.mark.parametrize(
    "lines",
    [
        ("江边夜市改到周五", "2024-06-07 18:30 来源:江城晚报", OPENED, ANSWERED),
        (
            "The five best pans of the year",
            "#2 Ferry",
            "The Ferry is light, browns evenly and costs less than any other pan that we have used this year.",
            "#1 Lantern",
            "The Lantern is heavy, but nothing sticks to it, and it comes with a lid and a wooden handle.",
        ),
    ],
)
def test_other_pages_have_no_posts(lines: tuple[str, ...]) -> None:
    """An article, a ranking: the field is left out."""
    assert posts(*lines) == []
    assert "posts" not in json.loads(encode(article("\n".join(lines))))


def test_posts_are_written_as_they_are_read() -> None:
    """A program finds the blocks of a post by their places."""
    told = json.loads(encode(article("\n".join(THREAD))))
    assert told["posts"][1] == {"author": "小满", "published": "2021-03-04T11:05:00", "blocks": [1, 2]}
    first, last = told["posts"][1]["blocks"]
    assert told["body"][first : last + 1][0]["text"] == ANSWERED


def test_a_writer_may_be_unknown() -> None:
    """A placeholder names nobody; the post is there."""
    lines = (*THREAD[:3], "匿名 发表于 2021-3-4 11:00", "先泡醋也可以,泡一个晚上再擦,锈会软下来。", *THREAD[3:])
    assert Post(None, "2021-03-04T11:00:00", (1, 1)) in list(article("\n".join(lines)).posts or ())


def test_a_name_over_its_hour_heads_a_post() -> None:
    """As many boards flatten: two lines over each post, and the first post's writer opened the thread."""
    lines = (
        "Rust on a cast iron pan",
        "tomr",
        "May 4, 2021, 10:22 am",
        "My new pan rusted within two weeks although I dried it every time, can I still use it?",
        "lindaw",
        "May 4, 2021, 11:02 am",
        "You can, rub the rust off with salt, oil it thinly and put it into the oven for an hour.",
        "tomr",
        "May 5, 2021, 9:40 am",
        "I did as you said and it looks like new, thank you.",
    )
    assert [who for who, _, _ in posts(*lines)] == ["tomr", "lindaw", "tomr"]
    assert article("\n".join(lines)).authors == ("tomr",)

"""Bytes become characters, newlines are folded, the kind is told by content first."""

import pytest
from pages import page

from pipeline.decode import decode
from pipeline.flow import clean_page
from pipeline.model import Page, Text
from pipeline.settings import Settings


def read(data: str | bytes, path: str = "a.txt", **transport: str) -> Text:
    """The text of a page that has one."""
    one = page(data, path)
    text = decode(Page(one.path, one.data, **transport))
    assert text is not None
    return text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_folded(newline: str) -> None:
    """Lines are counted alike, whichever system a page comes from."""
    assert read(newline.join(["一", "二", "", "三"])).content == "一\n二\n\n三"


def test_content_decides_before_the_name() -> None:
    """An HTML page called .txt is HTML, and a text called .html is a text."""
    assert read("<!DOCTYPE html><html><body><p>一</p></body></html>").media_type == "text/html"
    assert read("灯塔看守人\n守塔第十九年。", "a.html").media_type == "text/plain"


def test_a_document_is_known_by_its_first_words() -> None:
    """Behind an XML declaration, a comment or blank lines, too."""
    for head in ("\n\n<HTML>", '<?xml version="1.0"?><html>', "<!-- saved --><!doctype html>"):
        assert read(f"{head}<p>一</p>").media_type == "text/html"


def test_a_text_about_markup_is_a_text() -> None:
    """A tag or two is what it shows."""
    text = "标签 <p> 表示段落,写完要用 </p> 结束。" + "浏览器会自己补上漏掉的标签。" * 20
    assert read(text).media_type == "text/plain"
    assert read(text).content == text


def test_markup_without_a_document_is_markup() -> None:
    """A piece of a page, as some scrapers keep it."""
    piece = "<div><p>一</p><p>二</p></div>" * 5
    assert read(piece).media_type == "text/html"


def test_markdown_is_known_by_its_name() -> None:
    """Nothing else tells it from a text."""
    assert read("# 一\n\n二", "a.md").media_type == "text/markdown"


def test_markup_is_left_as_it_is() -> None:
    """What it says is for the stages behind: decoding folds newlines and nothing else."""
    assert read("<html>\r\n<p>一 &amp; 二</p></html>").content == "<html>\n<p>一 &amp; 二</p></html>"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(64), b"PK\x03\x04" + bytes(64), bytes(64)])
def test_what_holds_no_text_is_none(data: bytes) -> None:
    """An image, an archive, nothing but zeros."""
    assert decode(page(data)) is None


def test_an_empty_page_is_a_text() -> None:
    """It has no article, but it could be read."""
    assert read(b"") == Text("", "text/plain", "utf-8", 0)


def test_the_encoding_is_written_down() -> None:
    """With whether characters were lost."""
    assert read("灯塔看守人的最后一个冬天,海上没有风。".encode("gbk")).encoding == "gb18030"
    assert read("灯塔看守人".encode() + b"\xff" + "的最后一个冬天".encode()).lost == 1


def test_the_transport_is_heard() -> None:
    """A charset that the container gave."""
    data = "Смотритель маяка".encode("koi8-r")
    assert read(data, charset="koi8-r").content == "Смотритель маяка"


def test_a_mark_leaves_the_text() -> None:
    """The byte-order mark is no character of the page."""
    for encoding in ("utf-8-sig", "utf-16"):
        assert read("灯塔".encode(encoding)).content == "灯塔"


FIELD = "<p>打开应用，点击我的，再点账单，就可以看到。</p><p>点击还款即可，当天到账。</p>"


@pytest.mark.parametrize(
    "text",
    [
        FIELD,
        FIELD.replace("</p><p>", "</p>\n<p>"),
        "怎么还款\n" + FIELD + "\n<a href='/x'>上一篇</a>",
        "打开应用，点击我的。<br>\n再点账单。<br>\n",
        FIELD.replace("<", "&lt;").replace(">", "&gt;"),
    ],
)
def test_a_records_field_of_two_elements_is_markup(text: str) -> None:
    """Also where its tags were escaped once too often: what a reader sees has none."""
    result = clean_page(Page("a.jsonl", text.encode(), record="1"), Settings())
    assert [it.source.media_type for it in result.articles] == ["text/html"]
    assert "<" not in result.articles[0].text
    assert [item.verdict for item in result.labelled if "上一篇" not in item.block.text] == [None] * (
        len(result.labelled) - ("上一篇" in text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "在网页里用 <p> 和 </p> 表示一个段落。",
        "用 &lt;p&gt; 和 &lt;/p&gt; 表示段落，这是第一课。",
        "第一行\n<p>这样写一段</p>\n写完以后保存文件，再用浏览器打开。\n看看和上一课有什么不同。",
    ],
)
def test_a_text_about_tags_is_no_markup(text: str) -> None:
    decoded = decode(Page("a.txt", text.encode()))
    assert decoded is not None
    assert (decoded.media_type, decoded.content) == ("text/plain", text)

"""Several complete HTML documents in one file: each is cleaned by itself, and the page's account holds them all."""

import pytest
from pages import PROSE, page
from test_laws import assert_articles_hold_the_account
from test_markup_laws import letters

from pipeline.corrections import BlockCorrection, Corrections, FactCorrection
from pipeline.documents import documents
from pipeline.flow import clean_page
from pipeline.hearing import hear
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings


def document(title: str, *rows: str, charset: str = "utf-8") -> bytes:
    head = f'<head><meta charset="{charset}"><title>{title} - 海港网</title></head>'
    body = "".join(f"<p>{row}</p>" for row in rows)
    nav = "<div><a href=/>首页</a> <a href=/city>城事</a></div>"
    return f"<!DOCTYPE html>\n<html>{head}<body>{nav}<h1>{title}</h1>{body}</body></html>\n".encode(charset)


FIRST = document("灯塔看守人", "2024-05-12 来源:南埠日报", *PROSE)
SECOND = document("渡口的新船闸", "2024-06-02 来源:江城晚报", *(row.replace("灯塔", "船闸") for row in PROSE))
ERROR = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><hr>nginx</body></html>"


def cleaned(*pieces: bytes, corrections: Corrections | None = None) -> Cleaned:
    return clean_page(Page("a.html", b"".join(pieces), corrections=corrections), Settings())


def test_each_document_is_an_article_with_its_own_facts() -> None:
    found = cleaned(FIRST, SECOND).articles
    assert [(it.title, it.site, it.published) for it in found] == [
        ("灯塔看守人", "南埠日报", "2024-05-12"),
        ("渡口的新船闸", "江城晚报", "2024-06-02"),
    ]
    assert [(it.source.part, it.source.parts) for it in found] == [(1, 2), (2, 2)]
    assert len({it.id for it in found}) == 2
    assert len({it.source.sha256 for it in found}) == 1


def test_a_body_is_what_it_is_when_the_document_stands_alone() -> None:
    alone = [clean_page(Page("a.html", one), Settings()).articles[0] for one in (FIRST, SECOND)]
    assert [it.text for it in cleaned(FIRST, SECOND).articles] == [it.text for it in alone]


def test_each_document_has_its_own_encoding() -> None:
    old = document("灯塔看守人", *PROSE, charset="gb18030")
    found = cleaned(old, SECOND).articles
    assert [it.source.encoding for it in found] == ["gb18030", "utf-8"]
    assert found[0].title == "灯塔看守人"


@pytest.mark.parametrize("pieces", [(FIRST, ERROR, SECOND), (ERROR, FIRST, SECOND), (FIRST, SECOND, ERROR)])
def test_a_document_without_an_article_is_on_a_neighbours_account(pieces: tuple[bytes, ...]) -> None:
    result = cleaned(*pieces)
    assert len(result.articles) == 2
    numbers = [item.block.first for item in result.labelled]
    assert numbers == sorted(set(numbers))
    gone = {item.block.first for item in result.labelled if item.verdict is not None}
    listed = {n for it in result.articles for one in it.removed for n in range(one.from_, one.to + 1)}
    assert gone <= listed
    assert any(one.reason == "error" for it in result.articles for one in it.removed)
    assert_articles_hold_the_account(page("\n"), result)


def test_without_any_article_the_first_document_says_why() -> None:
    result = cleaned(ERROR, ERROR)
    assert (result.articles, result.absence) == ((), "error_page")


def test_nothing_is_lost_of_any_document() -> None:
    one, both = cleaned(FIRST), cleaned(FIRST, b"\n===== 2 =====\n", SECOND)
    told = letters("".join(item.block.text for item in both.labelled))
    assert letters("".join(item.block.text for item in one.labelled)) in told
    assert letters("===== 2 =====") in told


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>one</p></body></html>",
        b"<html><body><textarea><html></html>\n<html></html></textarea></body></html>",
        b'<html><script>a = "<html></html>\\n<html></html>"</script><p>one</p></html>',
        b"<html><p>one</p></html><p>and more</p>",
        b"A document ends with </html>\n<html> begins the next.",
        b"<html><title>one</title></html>" + b"x" * 501 + b"<html><title>two</title></html>",
        b"<html><title>one</title></html><p>and more</p><html><title>two</title></html>",
        b"<html><title>one</title></html><html><body><p>a piece of a page has no title</p></html>",
    ],
)
def test_near_misses_are_one_document(data: bytes) -> None:
    given = Page("a.html", data)
    assert documents(given) == (given,)


def test_corrections_count_blocks_and_articles_through_all_documents() -> None:
    plain = cleaned(FIRST, SECOND)
    second = plain.articles[1]
    last = max(item.block.first for item in plain.labelled if item.verdict is None)
    text = next(item.block.text for item in plain.labelled if item.block.first == last)
    said = (
        BlockCorrection(last, last, "removed", "boilerplate", text[:8]),
        FactCorrection(2, "published", "2024-06-03"),
        FactCorrection(3, "title", "没有第三篇"),
        BlockCorrection(1, 1, "article", None, "没有这一行"),
    )
    whole = FIRST + SECOND
    result = cleaned(whole, corrections=Corrections("a.html", None, second.source.sha256, said))
    assert [it.published for it in result.articles] == ["2024-05-12", "2024-06-03"]
    assert result.articles[0].text == plain.articles[0].text
    assert text not in result.articles[1].text
    assert result.unheard == said[2:]


def test_what_spoke_is_told_of_every_document() -> None:
    result = cleaned(FIRST, SECOND)
    judged = {item.block.first for item in result.labelled if item.chance}
    assert judged <= set(hear(Page("a.html", FIRST + SECOND), Settings()))

"""Article → a page of HTML: elements that say what each block is, and nothing of the text is markup."""

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.article import Article
from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.markdown import can_show


def to_page(article: Article) -> str:
    """A whole page: its head says what the article's facts are, its body is one `<article>`.

    What the article does not say is left out, but for the `<title>`, which every page must have: without
    a title it is the site, and without that the article's id.
    """
    language = f' lang="{escape(article.language)}"' if article.language != "und" else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{language}>",
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{_one_line(article.title or article.site or article.id)}</title>",
            *_facts(article),
            "</head>",
            "<body>",
            "<article>",
            *_header(article),
            to_html(article.body) + "</article>",
            "</body>",
            "</html>",
            "",
        )
    )


def to_html(body: Iterable[BodyBlock]) -> str:
    """A body as HTML, an element a line, with a newline at the end of each.

    >>> to_html([Heading(2, "a < b"), Paragraph("one"), List(True, ("x", Item("y", ("z",))), 3)])
    '<h2>a &lt; b</h2>\\n<p>one</p>\\n<ol start="3"><li>x</li><li>y<ul><li>z</li></ul></li></ol>\\n'
    """
    return "".join(f"{written}\n" for block in body if (written := _write(block)))


def _facts(article: Article) -> Iterator[str]:
    told = [
        *(("author", name) for name in article.authors),
        ("description", article.summary),
        ("keywords", ", ".join(article.tags)),
        ("article:published_time", article.published),
        ("article:modified_time", article.modified),
        ("og:site_name", article.site),
        ("og:image", article.image),
    ]
    for name, value in told:
        if value:
            key = "property" if ":" in name else "name"
            yield f'<meta {key}="{name}" content="{_one_line(value)}">'
    if article.url is not None and can_show(article.url):
        yield f'<link rel="canonical" href="{escape(article.url)}">'


def _header(article: Article) -> Iterator[str]:
    title = [f"<h1>{_breaks(article.title)}</h1>"] if article.title else []
    told = [escape(value) for value in (*article.authors, article.site) if value]
    if article.published:
        told.append(
            f'<time datetime="{escape(article.published)}">{escape(article.published.replace("T", " "))}</time>'
        )
    if title or told:
        yield "<header>"
        yield from title
        if told:
            yield f"<p>{' · '.join(told)}</p>"
        yield "</header>"


def _write(block: BodyBlock) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            return f"<h{level}>{_breaks(block.text)}</h{level}>"
        case Paragraph():
            return f"<p>{_breaks(block.text)}</p>"
        case List():
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}{start}>{_items(block.items)}</{tag}>"
        case Quote():
            return f"<blockquote><p>{_breaks(block.text)}</p></blockquote>"
        case Code():
            name = f' class="language-{escape(block.language)}"' if block.language else ""
            # A newline behind <pre> would be dropped; behind <code> it stays.
            return f"<pre><code{name}>{escape(block.text, quote=False)}</code></pre>"
        case Table():
            return _table(block)
        case Image():
            return _figure(block)


def _items(items: tuple[str | Item, ...]) -> str:
    return "".join(
        f"<li>{_breaks(item)}</li>"
        if isinstance(item, str)
        else f"<li>{_breaks(item.text)}{f'<ul>{_items(item.items)}</ul>' if item.items else ''}</li>"
        for item in items
    )


def _table(table: Table) -> str:
    head, body = table.rows[: table.header], table.rows[table.header :]
    parts = (("thead", "th", head), ("tbody", "td", body))
    return f"<table>{''.join(f'<{part}>{_rows(rows, cell)}</{part}>' for part, cell, rows in parts if rows)}</table>"


def _rows(rows: tuple[tuple[str, ...], ...], cell: str) -> str:
    return "".join(f"<tr>{''.join(f'<{cell}>{_breaks(text)}</{cell}>' for text in row)}</tr>" for row in rows)


def _figure(image: Image) -> str:
    if not can_show(image.url):
        words = image.caption or image.alt
        return f"<p>{_breaks(words)}</p>" if words else ""
    caption = f"<figcaption>{_breaks(image.caption)}</figcaption>" if image.caption else ""
    return f'<figure><img src="{escape(image.url)}" alt="{_one_line(image.alt or "")}">{caption}</figure>'


def _breaks(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _one_line(text: str) -> str:
    return escape(" ".join(text.split()))

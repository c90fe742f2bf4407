"""Markdown read back by markdown-it-py, an independent CommonMark parser, as the blocks of an article."""

import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.markdown import HIGHEST_START, can_show

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def parse(markdown: str) -> list[BodyBlock]:
    """The blocks of a Markdown text; fails on whatever our articles have not: links, emphasis, HTML."""
    return [block for node in SyntaxTreeNode(PARSER.parse(markdown)).children for block in [read_block(node)] if block]


def read_block(node: SyntaxTreeNode) -> BodyBlock | None:
    """A node as a block; None for the comment that keeps two lists apart."""
    match node.type:
        case "heading":
            return Heading(int(node.tag[1]), inline(node))
        case "paragraph":
            (content,) = node.children
            only = content.children[0] if len(content.children) == 1 else None
            return read_image(only) if only is not None and only.type == "image" else Paragraph(inline(node))
        case "bullet_list" | "ordered_list":
            ordered = node.type == "ordered_list"
            start = int(node.attrs.get("start", 1)) if ordered else 1
            return List(ordered, tuple(read_item(item) for item in node.children), start)
        case "blockquote":
            return Quote("\n".join(inline(child) for child in node.children))
        case "fence":
            return Code(node.content.removesuffix("\n"), node.info or None)
        case "table":
            return Table(tuple(tuple(map(inline, row.children)) for part in node.children for row in part.children), 1)
        case "html_block" if node.content.strip() == "<!-- -->":
            return None
        case other:
            raise AssertionError(f"an article has no {other}: {node.content!r}")


def read_item(node: SyntaxTreeNode) -> str | Item:
    """An item, with what stands inside it."""
    text = "\n".join(inline(child) for child in node.children if child.type == "paragraph")
    inner = [read_block(child) for child in node.children if child.type != "paragraph"]
    assert all(isinstance(block, List) and not block.ordered for block in inner)
    items = tuple(item for block in inner for item in block.items)
    return Item(text, items) if items else text


def inline(node: SyntaxTreeNode) -> str:
    """The text of a node; what is not text is a failure."""
    pieces = []
    for content in node.children:
        for child in content.children:
            assert child.type in ("text", "hardbreak"), f"{child.type} in {content.content!r}"
            pieces.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(pieces)


def read_image(node: SyntaxTreeNode) -> Image:
    """A picture."""
    alt = "".join(child.content for child in node.children)
    return Image(unquote(str(node.attrs["src"])), alt, node.attrs.get("title"))


def plain(blocks: tuple[BodyBlock, ...]) -> list[BodyBlock]:
    """Blocks as Markdown can say them: what it has no words for is folded, and nothing else."""
    return [block for each in blocks if (block := fold(each))]


def fold(block: BodyBlock) -> BodyBlock | None:
    """One block as Markdown can say it; None where there is nothing to say."""
    match block:
        case Heading(level=level, text=text):
            return Heading(min(max(level, 1), 6), text)
        case Paragraph(text=text):
            return Paragraph(lines(text)) if text.strip() else None
        case Quote(text=text):
            return Quote(lines(text)) if text.strip() else None
        case List(ordered=ordered, items=items, start=start):
            folded = tuple(map(fold_item, items))
            return List(ordered, folded, min(max(start, 0), HIGHEST_START) if ordered else 1) if folded else None
        case Code(text=text, language=language):
            known = language if language and re.fullmatch(r"[\w+#.-]+", language) else None
            return Code(text.replace("\r\n", "\n").replace("\r", "\n"), known)
        case Table(rows=rows, header=header):
            width = max(map(len, rows), default=0)
            filled = tuple(row + ("",) * (width - len(row)) for row in rows)
            return Table(filled if header else (("",) * width, *filled), 1) if width else None
        case Image(url=url, alt=alt, caption=caption):
            if not can_show(url):
                return fold(Paragraph(caption or alt or ""))
            words = " ".join((caption or "").split()) or None
            return Image(unquote(url), " ".join((alt or "").split()), words)


def fold_item(item: str | Item) -> str | Item:
    """An item as Markdown can say it."""
    if isinstance(item, str):
        return lines(item)
    return Item(lines(item.text), tuple(map(fold_item, item.items))) if item.items else lines(item.text)


def lines(text: str) -> str:
    """A text without its blank lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())

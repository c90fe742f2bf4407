"""Rich text as editors keep it in JSON → markup.

The shapes of Contentful, Sanity, ProseMirror, Lexical, Draft.js, Editor.js and of papers that built their own: a list
of nodes, each with its kind, whose text is in it or in the nodes that it holds.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

FEWEST: Final = 3
"""Paragraphs that make a list of nodes a text."""
DEEPEST: Final = 12
"""Nodes in each other whose text is read."""
SIGNS: Final = ('aragraph"', 'aragraph\\"', 'aragraphBlock"', '"unstyled"', '"_type":"block"', '"_type": "block"')
"""One of these stands in a state that holds such nodes; most states need not be read."""
_KINDS: Final = ("style", "nodeType", "type", "_type", "__typename", "kind")
"""Keys that say what a node is; Sanity's `style` says more than its type."""
_HOLDS: Final = ("content", "children", "nodes", "data", "items")
_SAYS: Final = ("text", "value")
_PARAGRAPH: Final = re.compile(r"p|normal|unstyled|block|text|.*paragraph.*", re.IGNORECASE)
_HEADING: Final = re.compile(r"h[1-6]|head(?:er|ing).*|.*(?:heading|subhead).*", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)


def written(nodes: list[Any]) -> str:
    """The markup of a list of nodes; empty where they are no text.

    >>> told = [{"type": "heading", "text": "Rain"}, *({"type": "paragraph", "text": f"Day {n}."} for n in range(3))]
    >>> written(told)
    '<h2>Rain</h2><p>Day 0.</p><p>Day 1.</p><p>Day 2.</p>'
    >>> written([{"type": "comment", "text": "Wet."}] * 4)
    ''
    """
    pieces = [(tag, _inside(tag, node)) for node in nodes if (tag := _tag(_kind(node)))]
    if sum(tag == "p" and bool(inside) for tag, inside in pieces) < FEWEST:
        return ""
    return "".join(f"<{tag}>{inside}</{tag}>" for tag, inside in pieces if inside)


def _inside(tag: str, node: dict[str, Any]) -> str:
    """What stands in a node's element, as markup: an editor's own tags stay, other text is escaped."""
    if tag == "ul":
        return "".join(f"<li>{inside}</li>" for item in _items(node) if (inside := _inside("li", item)))
    said = "".join(_said(node, DEEPEST)).strip()
    return said if _TAG.search(said) else escape(said, quote=False)


def _items(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The items of a list; those that are texts as nodes."""
    for _ in range(DEEPEST):
        held: Any = next((node[key] for key in _HOLDS if isinstance(node.get(key), (list, dict))), [])
        if isinstance(held, list):
            items = ({"text": each} if isinstance(each, str) else each for each in held)
            return [item for item in items if isinstance(item, dict)]
        node = held
    return []


def _kind(node: Any) -> str:
    """What a node says that it is; empty where it says nothing."""
    if not isinstance(node, dict):
        return ""
    return next((node[key] for key in _KINDS if isinstance(node.get(key), str)), "")


def _tag(kind: str) -> str:
    """The element that a node of this kind is; empty where its kind is none of a text's."""
    if _HEADING.fullmatch(kind):
        return "h2"
    if "quote" in kind.lower():
        return "blockquote"
    return "p" if _PARAGRAPH.fullmatch(kind) else "ul" if "list" in kind.lower() else ""


def _said(node: Any, deep: int) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _said(each, deep)
    elif isinstance(node, dict) and deep:
        for key in _SAYS:
            if isinstance(node.get(key), str):
                yield node[key]
                return
        for key in (*_SAYS, *_HOLDS):
            if isinstance(node.get(key), (list, dict)):
                yield from _said(node[key], deep - 1)

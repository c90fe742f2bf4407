"""What a page's builder puts beside text, told by the element around it: what is said to browsers that run no scripts,
buttons above code, advertisements, dialogues that ask for consent, and signatures. The judge's word counts less than the element's.
"""

import re
from collections.abc import Iterator

from pipeline.characters import fold
from pipeline.leaf import Elements, Leaf
from pipeline.model import Segmented, Verdict

SCRIPTLESS = Verdict("boilerplate", "scriptless_notice")
CODE_BUTTON = Verdict("navigation", "code_button")
SET_ADVERT = Verdict("boilerplate", "set_advert")
SIGNATURE = Verdict("boilerplate", "post_signature")
CONSENT = Verdict("boilerplate", "consent_dialogue")

LONGEST_NOTICE = 400
"""Characters of what a page says to browsers without scripts."""
_SCRIPTS = re.compile(r"java\s?script|\bjs\b|\bscripts?\b|脚本|腳本|スクリプト|스크립트", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:enabl|activ|aktiv|turn(?:ed)? on|switch|allow|requir|need|must|support|disabl|without|browser|habilit|attiv)"
    r"|启用|啟用|开启|開啟|打开|打開|支持|支援|禁用|浏览器|瀏覽器|需要|有効|無効|활성|включ|navegador|navigateur",
    re.IGNORECASE,
)
"""A message about scripts says what to do about them; a noscript may also hold the text of the page itself. Of 2,927 pages the gold has
none of these messages."""

LONGEST_ADVERT = 200
_ADVERT_NAMES = re.compile(r"(?<![a-z])(?:ads?|advert\w*|guanggao|gg)(?![a-z])", re.IGNORECASE)
_ADVERT = re.compile(r"\W{0,2}(?:广告|廣告)")
"""How an advertisement begins; of its element alone nothing is known."""

ASKING = (
    *(
        "onetrust-",
        "qc-cmp",
        "didomi-",
        "cybotcookie",
        "fc-consent",
        "sp_message_c",
        "usercentrics-",
        "truste-",
        "cmpbox",
    ),
    *("tarteaucitron", "cmplz", "cookie-law-info", "iubenda-cs", "osano-cm", "borlabs-cookie", "borlabscookie"),
)
"""What the systems call their elements that ask a reader for consent. Of 1,315 blocks that a reader sees in such elements,
and in dialogues whose name says it, on 2,927 pages the gold has four, and the judge keeps nine, none of them gold."""
DIALOGUE = "dialog"
ASKED = ("consent", "cookie", "gdpr", "cmp")

SIGNED = frozenset({"sign", "signature", "usersign", "message-signature", "user-signature", "post-signature-text"})
"""Classes of what a forum prints below every post of its writer; `sig` is what manuals call a function's. Inside posts of
2,927 pages 252 blocks stand in such an element; the judge keeps four, none of them gold."""
_POST = re.compile(
    r"(?<![a-z])(?:post|message|reply|comment|p)(?:[-_ ]?(?:body|row|bit|content|inner|container|wrapper))?[-_]?\d*(?![a-z])",
    re.IGNORECASE,
)
"""What the elements around a post are called; on a page of one text a signature may be the author's."""

BUTTONS = frozenset(
    {
        *("copy", "copy code", "copied", "copied!", "copy to clipboard", "copy text", "copy snippet"),
        *("复制", "复制代码", "拷贝", "拷贝代码", "複製", "複製程式碼", "複製代碼"),
        *("コピー", "복사", "kopieren", "copier", "copiar"),
    }
)
"""What is written on the buttons above code. Of 2,927 pages the judge keeps 17 of them on three, none of them gold."""
LONGEST_BUTTON = 24
"""Characters of a button, or of a language or a file beside it."""


def fittings(segmented: Segmented) -> dict[int, Verdict]:
    """The places of such blocks, each with its verdict."""
    walked = segmented.markup
    assert walked is not None
    leaves = [walked.leaves[block.first - 1] for block in segmented.blocks]
    elements = walked.elements
    found: dict[int, Verdict] = {}
    if "pre" in elements.tags:
        found.update(dict.fromkeys(_buttons(leaves), CODE_BUTTON))
    names = set(elements.names)
    called = {name for name in names if name and _ADVERT_NAMES.search(name)}
    if called:
        found.update(dict.fromkeys(_adverts(leaves, elements, called), SET_ADVERT))
    signed = {name for name in names if name and not SIGNED.isdisjoint(name.lower().split())}
    posts = {name for name in names if name and _POST.search(name)} - signed if signed else set()
    if posts and sum(1 for name in elements.names if name in posts) > 1:
        found.update(dict.fromkeys(_signatures(leaves, elements, signed, posts), SIGNATURE))
    if asking := _asking(names):
        found.update(dict.fromkeys(_inside_of(leaves, elements, asking), CONSENT))
    if "noscript" in elements.tags:
        found.update(dict.fromkeys(_notices(leaves, elements), SCRIPTLESS))
    return {place: verdict for place, verdict in found.items() if not leaves[place].hidden}


def _notices(leaves: list[Leaf], elements: Elements) -> Iterator[int]:
    """What stands in a noscript and speaks of scripts; its pictures, and texts for readers without scripts, stay."""
    for place, leaf in enumerate(leaves):
        short = len(leaf.text) <= LONGEST_NOTICE and _SCRIPTS.search(leaf.text) and _WANTED.search(leaf.text)
        if short and _inside("noscript", leaf, elements):
            yield place


def _adverts(leaves: list[Leaf], elements: Elements, called: set[str]) -> Iterator[int]:
    """What begins with the word, in an element of such a name."""
    for place, leaf in enumerate(leaves):
        if len(leaf.text) <= LONGEST_ADVERT and _ADVERT.match(leaf.text) and _named(leaf, elements, called):
            yield place


def _signatures(leaves: list[Leaf], elements: Elements, signed: set[str], posts: set[str]) -> Iterator[int]:
    """What stands in an element of such a name, inside a post."""
    for place, leaf in enumerate(leaves):
        if _named(leaf, elements, signed) and _named(leaf, elements, posts):
            yield place


def _asking(names: set[str]) -> set[str]:
    """The names of elements that ask for consent; one look at all names tells that most pages have none."""
    called = "\n".join(names).lower()
    if not any(piece in called for piece in (*ASKING, DIALOGUE)):
        return set()
    lowered = ((name, name.lower()) for name in names)
    return {
        name
        for name, said in lowered
        if any(piece in said for piece in ASKING) or (DIALOGUE in said and any(piece in said for piece in ASKED))
    }


def _inside_of(leaves: list[Leaf], elements: Elements, names: set[str]) -> Iterator[int]:
    """What stands in an element of such a name."""
    return (place for place, leaf in enumerate(leaves) if _named(leaf, elements, names))


def _buttons(leaves: list[Leaf]) -> Iterator[int]:
    """The buttons right above or below code; between them and the code its language may stand."""
    for place, leaf in enumerate(leaves):
        if leaf.kind in ("code", "heading") or len(leaf.text) > LONGEST_BUTTON or fold(leaf.text) not in BUTTONS:
            continue
        before, behind = leaves[max(0, place - 1) : place], leaves[place + 1 : place + 3]
        near = before + (behind if behind and _is_label(behind[0]) else behind[:1])
        if any(other.kind == "code" for other in near):
            yield place


def _is_label(leaf: Leaf) -> bool:
    return leaf.kind != "heading" and len(leaf.text) <= LONGEST_BUTTON


def _inside(tag: str, leaf: Leaf, elements: Elements) -> bool:
    element = leaf.element
    while element > 0 and elements.tags[element] != tag:
        element = elements.parents[element]
    return element > 0


def _named(leaf: Leaf, elements: Elements, names: set[str]) -> bool:
    """Whether an element around the leaf has one of these names; the page's own body and root have none."""
    element = leaf.element
    while element > 0 and (elements.names[element] not in names or elements.tags[element] == "body"):
        element = elements.parents[element]
    return element > 0

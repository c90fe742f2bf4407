"""Text → Markdown that shows exactly this text: nothing of it becomes markup, HTML, a link or a template's tag.

Backslashes and character references of which CommonMark, goldmark, kramdown, micromark and MDX make the
same character. Braces are always references, as Liquid, Nunjucks, Hugo's shortcodes, MDX and attribute
lists all begin with one and look for it before or beside Markdown.
"""

import re

_INLINE = re.compile(
    r"""
    (?P<brace>[{}])
    | (?P<less><)
    | (?P<reference>&(?=\#|[A-Za-z]))
    | (?P<slash>[\\`*\[\]|~])
    | (?P<underscore>_)
    | (?P<dollars>\$(?=\$)|(?<=\$)\$)
    | (?P<shortcode>:(?=[\w+-]+:))
    | (?P<scheme>(?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp)):)
    | (?P<www>(?i:(?<=www))\.)
    | (?P<at>(?<=[\w.+-])@(?=[\w-]))
    """,
    re.VERBOSE,
)

_LINE_START = re.compile(
    r"""
    (?P<hash>\#)                            # a heading
    | (?P<quote>>)
    | (?P<bullet>[-+](?=\s|$|[-\s]*$|\+\+))   # a list, a rule, front matter
    | (?P<underline>=(?==*\s*$))            # makes a heading of the line above
    | (?P<number>\d{1,9})(?=[.)](?:\s|$))   # an ordered list
    | (?P<definition>:)                     # a definition list of kramdown and goldmark, a directive
    | (?P<end>\^(?=\s*$))                   # kramdown's mark of the end of a block
    | (?P<module>[ie])(?=(?<=i)mport\b|(?<=e)xport\b)  # code, in MDX
    """,
    re.VERBOSE,
)

_CLOSING = re.compile(r"#+$")


def escape_inline(text: str) -> str:
    r"""A text inside a line; a newline becomes a character reference.

    >>> escape_inline("2 * 3 < x_y, [a](b) {{ c }}")
    '2 \\* 3 &lt; x_y, \\[a\\](b) &#123;&#123; c &#125;&#125;'
    """
    return _INLINE.sub(_escaped, text).replace("\r", "&#13;").replace("\n", "&#10;")


def escape_line(line: str) -> str:
    r"""A line of its own: as inside a line, and it begins nothing but a paragraph.

    White space at its ends, which Markdown would drop, becomes character references.

    >>> escape_line("1. one"), escape_line("- two"), escape_line("--- three")
    ('1\\. one', '\\- two', '--- three')
    """
    escaped = _with_edges(line)
    opening = _LINE_START.match(escaped)
    if opening is None:
        return escaped
    if opening["number"]:
        return f"{opening['number']}\\{escaped[opening.end() :]}"
    if opening["module"] or opening["end"]:
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return f"\\{escaped}"


def escape_lines(text: str) -> list[str]:
    """The lines of a text, one below the other, with hard breaks between them; blank lines are left out."""
    lines = [escape_line(line) for line in text.split("\n") if line.strip()]
    return [f"{line}  " for line in lines[:-1]] + lines[-1:]


def escape_heading(text: str) -> str:
    r"""A heading's text; number signs at its end would be dropped.

    >>> escape_heading("C #")
    'C \\#'
    """
    escaped = _with_edges(text)
    return _CLOSING.sub(lambda found: "\\#" * len(found[0]), escaped)


def escape_cell(text: str) -> str:
    """A table's cell, in which no bar may stand however it is escaped.

    >>> escape_cell("a|b")
    'a&#124;b'
    """
    return _with_edges(text).replace("\\|", "&#124;")


def escape_attribute(text: str) -> str:
    """A title between quotation marks, where only references are read.

    >>> escape_attribute('a "b"')
    'a &quot;b&quot;'
    """
    for character in '&"\\{}<':
        text = text.replace(character, f"&#{ord(character)};" if character not in _NAMED else _NAMED[character])
    return " ".join(text.split())


def escape_address(url: str) -> str:
    """A link's address as it stands between parentheses.

    >>> escape_address("https://a.example/x y(1).png?a=1&copy=2")
    'https://a.example/x%20y%281%29.png?a=1&amp;copy=2'
    """
    return re.sub(r"&(?=#|[A-Za-z])", "&amp;", _UNSAFE_IN_ADDRESS.sub(_percent, url))


_NAMED = {"&": "&amp;", '"': "&quot;", "<": "&lt;"}
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s<>()\\"'`{}|\[\]*_\x00-\x1f\x7f]""")


def _with_edges(text: str) -> str:
    """Escaped, with the white space at its ends as references."""
    bare = text.strip()
    if bare == text:
        return escape_inline(text)
    first = len(text) - len(text.lstrip())
    before, after = text[:first], text[first + len(bare) :]
    return _references(before) + escape_inline(bare) + _references(after)


def _references(spaces: str) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    match found.lastgroup:
        case "brace" | "at":
            return f"&#{ord(character)};"
        case "less":
            return "&lt;"
        case "reference":
            return "&amp;"
        case "underscore" if _inside_a_word(found):
            return character
        case _:
            return f"\\{character}"


def _inside_a_word(found: re.Match[str]) -> bool:
    text, first, last = found.string, found.start(), found.end()
    return first > 0 and text[first - 1].isalnum() and text[last : last + 1].isalnum()

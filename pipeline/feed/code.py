"""A block of code → a fence that nothing in it closes, and in which no template engine finds a tag."""

import re
from collections.abc import Iterator

from pipeline.body import Code
from pipeline.feed.escape import escape_line
from pipeline.feed_settings import Flavour

_BACKTICKS = re.compile(r"`{3,}")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_LIQUID = re.compile(r"\{\{|\{%")
_END_OF_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_OPENING = re.compile(r"\{\{[<%]")
_DIVIDER = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
"""Where Hugo ends a summary: it cuts this out, even of code."""
_HUGO = re.compile(f"{_OPENING.pattern}|{_DIVIDER.pattern}", re.IGNORECASE)


def write_code(code: Code, flavour: Flavour) -> str:
    """A fence; where an engine reads tags even in a fence, with what makes it read none.

    Eleventy's front matter tells it to read none at all (`pipeline/feed/flavours.py`), so nothing is done here.
    """
    text = code.text.replace("\r\n", "\n").replace("\r", "\n")
    if flavour == "jekyll" and _LIQUID.search(text):
        return f"{{% raw %}}\n{_fence(_without_end(text), code.language)}\n{{% endraw %}}"
    if flavour == "hugo" and _HUGO.search(text):
        commented = None if _DIVIDER.search(text) else _comment_shortcodes(text)
        return "\n".join(_lines_of_text(text)) if commented is None else _fence(commented, code.language)
    return _fence(text, code.language)


def _fence(text: str, language: str | None) -> str:
    """
    >>> _fence("```", "md")
    '````md\\n```\\n````'
    """
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=2)
    marks = "`" * (longest + 1)
    name = language if language and _LANGUAGE.fullmatch(language) else ""
    return f"{marks}{name}\n{text}\n{marks}" if text else f"{marks}{name}\n{marks}"


def _without_end(text: str) -> str:
    """Liquid's end of raw text, said as a value, so that it does not end the text that it stands in."""
    return _END_OF_RAW.sub(lambda end: f'{{% endraw %}}{{{{ "{end[0]}" }}}}{{% raw %}}', text)


def _comment_shortcodes(text: str) -> str | None:
    """Hugo's own way of showing a shortcode; None where one begins and does not end: Hugo could not show it.

    >>> _comment_shortcodes("{{< youtube x >}}"), _comment_shortcodes("{{< a")
    ('{{</* youtube x */>}}', None)
    """
    pieces = []
    place = 0
    while opening := _OPENING.search(text, place):
        closing = text.find(f"{'>' if opening[0][-1] == '<' else '%'}}}}}", opening.end())
        if closing < 0:
            return None
        pieces += [text[place : opening.end()], "/*", text[opening.end() : closing], "*/", text[closing : closing + 3]]
        place = closing + 3
    return "".join((*pieces, text[place:]))


def _lines_of_text(text: str) -> Iterator[str]:
    """Code as lines of text with hard breaks, its indentation in spaces that stay."""
    lines = [line for line in text.split("\n") if line.strip()]
    for place, line in enumerate(lines, 1):
        bare = line.lstrip()
        indent = "&#160;" * (len(line.expandtabs(4)) - len(bare.expandtabs(4)))
        yield indent + escape_line(bare) + ("  " if place < len(lines) else "")

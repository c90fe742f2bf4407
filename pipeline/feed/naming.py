"""Article → what its file is called: a template with fields in braces, and never two articles in one file."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from string import Formatter

from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import SettingsError, nearest
from pipeline.feed.slugs import is_taken_by_systems, safe_part, shorten, slug
from pipeline.feed.values import MOMENTS, as_moment, host
from pipeline.feed_settings import Feed

SUFFIXES = {"json": ".json", "text": ".txt", "html": ".html"}
"""Of formats that have but one; Markdown's is a setting."""

JEKYLL = "{published:%Y-%m-%d}-{slug}"
"""Jekyll takes a file for a post only if its name begins with a date."""

LONGEST_STEM = 143 - len(".markdown")
"""Bytes: what encrypted file systems take, less the longest suffix."""

_DIRECTIVES = {"%Y": "{0.year:04}", "%m": "{0.month:02}", "%d": "{0.day:02}"}
_SUFFIX = re.compile(r"(?<=[^/])\.[A-Za-z]\w{0,7}(?:\.(?:gz|zst|bz2|xz))?$")
"""Of a page: what a folder has behind a dot is a part of its name, and so is a number."""
_CLOCK = {"%H": "{0.hour:02}", "%M": "{0.minute:02}", "%S": "{0.second:02}"}


class Piece(Struct, frozen=True):
    """A stretch of a template: words, then the value of a field where there is one."""

    words: str
    field: str | None
    form: str


class Template(Struct, frozen=True):
    """What names are made from."""

    pieces: tuple[Piece, ...]
    pinyin: bool
    suffix: str
    dated: bool
    """Whether an article without a date has no name: Jekyll would not see it."""


def template(feed: Feed, where: str) -> Template:
    """The template of a feed's names.

    Raises SettingsError, which names the field or the form that is not known.
    """
    text = feed.name or (JEKYLL if feed.format == "markdown" and feed.flavour == "jekyll" else "{slug}")
    try:
        parsed = [Piece(words, name, form or "") for words, name, form, _ in Formatter().parse(text)]
    except ValueError as wrong:
        raise SettingsError(f"{where}: the name {text!r} cannot be read ({wrong}); write a brace twice.") from wrong
    for piece in parsed:
        _check(piece, text, where)
    if not any(piece.field for piece in parsed):
        raise SettingsError(f"{where}: the name {text!r} has no field, so all articles would share it; add {{slug}}.")
    if any(part in (".", "..") for part in text.split("/")) or text.startswith("/"):
        raise SettingsError(f"{where}: the name {text!r} leads out of the feed's folder.")
    suffix = feed.suffix if feed.format == "markdown" else SUFFIXES.get(feed.format, "")
    dated = feed.format == "markdown" and feed.flavour == "jekyll" and text.startswith("{published:%Y-%m-%d}-")
    return Template(tuple(parsed), feed.slug == "pinyin", suffix, dated)


def names(article: Article, form: Template) -> Iterator[str]:
    """What an article may be called, best first, with `/` between folders: by the template, then with its id.

    The last of them is no other article's, as ids are not.
    """
    *folders, stem = [part for part in _fill(article, form).split("/") if part] or [article.id]
    path = "".join(f"{_cut(folder)}/" for folder in folders)
    stem = shorten(stem, LONGEST_STEM - len(article.id.encode()) - 1)
    if stem and not is_taken_by_systems(stem):
        yield f"{path}{stem}{form.suffix}"
    stem = stem or "page"
    yield f"{path}{stem}-{safe_part(article.id)[:8]}{form.suffix}"
    yield f"{path}{stem}-{safe_part(article.id)}{form.suffix}"


def key(name: str) -> str:
    """What two names share that are one on some file system: case and composition do not count.

    >>> key("Été.md") == key("e\u0301te\u0301.MD")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _cut(folder: str) -> str:
    kept = shorten(folder, LONGEST_STEM)
    return f"{kept}-" if is_taken_by_systems(kept) else kept


def _slug(article: Article, form: Template) -> str:
    """Of the title; of the page's own name where there is none."""
    page = (article.source.record or article.source.path).rpartition("/")[2].partition(".")[0]
    return next(
        (found for text in (article.title, page) if (found := slug(text or "", pinyin=form.pinyin))), article.id
    )


def _path(article: Article, _form: Template) -> str:
    """Of the page, folders and all, without its suffix; of a record its container's goes, too."""
    named = (_SUFFIX.sub("", name) for name in (article.source.path, article.source.record) if name)
    parts = [safe_part(part) for part in "/".join(named).split("/")]
    number = f"-{article.source.part}" if article.source.part > 1 else ""
    return "/".join(part for part in parts if part) + number


FIELDS: dict[str, Callable[[Article, Template], str]] = {
    "slug": _slug,
    "path": _path,
    "id": lambda article, form: safe_part(article.id),
    "part": lambda article, form: str(article.source.part),
    "title": lambda article, form: slug(article.title or "", pinyin=form.pinyin),
    "site": lambda article, form: slug(article.site or "", pinyin=form.pinyin),
    "host": lambda article, form: (host(article) or "").replace(".", "-"),
    "language": lambda article, form: safe_part(article.language),
    "published": lambda article, form: safe_part(article.published or ""),
    "modified": lambda article, form: safe_part(article.modified or ""),
}
"""What may stand between braces."""


_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')


def _check(piece: Piece, text: str, where: str) -> None:
    if wrong := _FORBIDDEN.search(piece.words):
        raise SettingsError(f"{where}: the name {text!r} has {wrong[0]!r}, which some file systems refuse.")
    if piece.field is not None and piece.field not in FIELDS:
        near = nearest(piece.field, FIELDS)
        raise SettingsError(f"{where}: the name {text!r} has no field {piece.field!r}; the nearest is {near!r}.")
    if piece.form and (piece.field not in MOMENTS or re.sub(r"%[YmdHMS]|[\w-]", "", piece.form)):
        raise SettingsError(
            f"{where}: the name {text!r} cannot have {piece.form!r}; "
            f"a form is of published or modified, and of %Y %m %d %H %M %S, letters and hyphens."
        )


def _fill(article: Article, form: Template) -> str:
    """The template with its values; a value that is missing takes the hyphen behind it along."""
    filled = ""
    missing = False
    for piece in form.pieces:
        words = piece.words
        if missing and (not filled or filled[-1] in "-_/"):
            words = words.lstrip("-_")
        filled += words
        if piece.field is not None:
            value = _value(article, piece, form)
            missing = not value
            filled += value
    return "/".join(part.strip("-") for part in filled.split("/"))


def _value(article: Article, piece: Piece, form: Template) -> str:
    if piece.field in MOMENTS and piece.form:
        moment = as_moment(getattr(article, piece.field))
        return "" if moment is None else _formed(moment, piece.form)
    return FIELDS[piece.field or ""](article, form)


def _formed(moment: date | datetime, form: str) -> str:
    clock = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return re.sub("%.", lambda found: {**_DIRECTIVES, **_CLOCK}[found[0]].format(clock), form)

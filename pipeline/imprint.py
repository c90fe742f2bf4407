"""The lines around an article's title and end → who, when and where from, as a reader sees it.

A page says so in a line or two under its title, seldom above it, sometimes behind the text; papers and
agencies also sign inside the first or the last paragraph. What stands elsewhere is of other pages.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.bare_names import bare_name
from pipeline.byline import read_byline
from pipeline.byline_forms import Byline
from pipeline.characters import columns
from pipeline.datelines import closed_by, opened_by, signed
from pipeline.dates import LENGTH_OF_DAY, find_dates, of_days
from pipeline.edits import quotes, update_in_rights
from pipeline.lexicon import labels
from pipeline.names import names
from pipeline.nobody import is_clause, is_common, is_phrase, is_word, no_surname
from pipeline.occasions import is_occasion, labels_occasion
from pipeline.spaced_names import SURNAMES

LONGEST_DATED = 100
"""Columns of a line that is no byline by its form but may tell the date: portals fill it with buttons."""
NEAREST = 16
"""Lines below the title in which a date needs no label and no source beside it."""
LONGEST_LABEL = 24
LONGEST_BESIDE = 60
"""Columns that may stand beside the date in such a line; a title of another page is longer."""
NEAR = 2
"""Lines between a bare name and the date that it stands beside."""
FIRST = 3
"""Lines under the title in which a bare name needs no date beside it."""
PARAGRAPHS = 3
"""Paragraphs at either end that may carry a dateline or a signature."""

_TELLS = re.compile(
    r"(?:19[7-9]|20\d)\d|[:：／╱丨|•]|[记記]者|기자|楼主|发表|發表|发布|發佈|于|^\W?(?:by|von|par|por|di|av|af|door|przez|автор|written"
    r"|posted|words|text|文|作者|撰文|原创\s)",
    re.IGNORECASE,
)
"""What a byline has: a year, a mark behind a label, a word for the writer. Other lines need not be read."""
_PUBLISHED_AT = re.compile(
    r"(?:published|posted|(?:发布|發布|發佈|发表|發表)(?:时间|時間|日期|于|於)?|veröffentlicht|publié le|publicado)"
    r"(?: on)?(?: the)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\([^()]*\b(?:modified|edited|bearbeitet|editado|modifié)\b[^()]*\)", re.IGNORECASE)
"""What forums write behind a post's date: when it was last changed."""
_PART = re.compile(r"\s*[•·|/–—,]\s*|\s-\s")
_DIGIT = re.compile(r"\d")
CLOCK = re.compile(
    r"last (?:post|reply|activity|seen|visit)|member since|registered|joined?\b|join date|participants|viewed|^asked"
    r"|founded\b|(?:mitglied|dabei|registriert) seit|beigetreten|^inscrit|^inscription|miembro desde|^registrado"
    r"|зарегистрирован|^регистрация|(?:注册|註冊|加入)(?:时间|時間|日期|于|於)|^登録日|^가입일"
    r"|^modified \d"
    r"|as of\b|今天是|今日是|现在是|現在時間|现在时间|当前时间"
    r"|(?:美国|北京|东部|紐約|纽约)\S{0,4}时间\s*[:：]|欢迎您|農曆|农历"
    r"|°C|(?<!\d{3})℃|最后回复|最後回覆|最新推荐|上次访问|©|copyright|版权|ICP",
    re.IGNORECASE,
)
"""The clock of a page's head, its weather, another page's date, a year of copyright, a member's first day.

Three digits and ℃ are no weather: blogs count their readers so (1742℃)."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_MANY_CLAUSES = re.compile(r"[。！？!?].|[，,].*[，,].*[，,]")


class Around(Struct, frozen=True):
    """What stands around an article, each part in the order in which it is asked."""

    below: tuple[str, ...] = ()
    """Between the title and the text."""
    above: tuple[str, ...] = ()
    """Above the title, the nearest first."""
    behind: tuple[str, ...] = ()
    """Right behind the text."""
    foot: tuple[str, ...] = ()
    """The page's last lines: wikis and manuals say there when the page was changed."""
    text: tuple[str, ...] = ()
    """The article's paragraphs."""
    places: tuple[int, int] = (0, 0)
    """The leaves of its head: from the first to behind the last."""
    title: str = ""


class Imprint(Struct, frozen=True):
    """What a reader is told; empty where nothing is said."""

    authors: tuple[str, ...] = ()
    """Behind a label: 作者, By."""
    reporters: tuple[str, ...] = ()
    """From a dateline or a signature."""
    beside: tuple[str, ...] = ()
    """Names without a label beside the date."""
    editors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    closing: str | None = None
    """A date behind the text: of the article, if the page says no other."""
    days: frozenset[str] = frozenset()
    """Every day that the head names without calling it an update."""


def read_imprint(around: Around, *, day_first: bool | None = True) -> Imprint:
    """What the lines say, those under the title first. `day_first` says how `03/04/2021` is read.

    >>> head = ("2024-05-12 08:30 来源:江城晚报", "责任编辑:沈禾")
    >>> seen = read_imprint(Around(below=head, text=("本报讯（记者林小溪）船闸换门。",)))
    >>> seen.published, seen.site, seen.reporters, seen.editors
    ('2024-05-12T08:30:00', '江城晚报', ('林小溪',), ('沈禾',))
    """
    below = list(_read_lines(around.below[:NEAREST], day_first))
    below += [said for said in _read_lines(around.below[NEAREST:], day_first) if said.labelled or said.site]
    above = list(_read_lines(around.above, day_first))
    behind = [said for said in _read_lines(around.behind, day_first) if said.labelled]
    foot = [said for said in _read_lines(around.foot, day_first) if said.labelled and said.modified]
    told = below + above
    labelled = [said for said in told if said.labelled] + behind
    reporters = list(_reporters(around))
    beside = [
        name for said in told for name in said.beside if not (is_phrase(name) or is_clause(name) or no_surname(name))
    ]
    return Imprint(
        authors=next(filter(None, map(_labelled_authors, labelled)), ()),
        reporters=tuple(dict.fromkeys(reporters)),
        beside=_unique([*beside, *_beside(around)]),
        editors=_unique(name for said in told + behind for name in said.editors),
        site=next((said.site for said in [*labelled, *told] if said.site), None),
        published=_first(below, above, field="published"),
        modified=_first(below, above, behind, foot, field="modified"),
        closing=_first(behind, field="published") or _lone_date(around.behind, day_first),
        days=frozenset(said.published[:10] for said in told if said.published),
    )


def _first(*groups: Sequence[Byline], field: str) -> str | None:
    """The first date of the nearest group that has one: behind a label before without one, days before months."""
    for group in groups:
        dates = [(said.labelled, str(value)) for said in group if (value := getattr(said, field))]
        for sure in (True, False):
            for shortest in (LENGTH_OF_DAY, 0):
                for labelled, value in dates:
                    if labelled is sure and len(value) >= shortest:
                        return value
    return None


def _lone_date(lines: Sequence[str], day_first: bool | None) -> str | None:
    """The only line behind the text that is nothing but a date; several are a list of other pages."""
    dates = [
        found[0].iso
        for line in lines
        if len(line) <= LONGEST_LABEL
        and len(found := find_dates(line, day_first=day_first)) == 1
        and found[0].end - found[0].start == len(line.strip())
    ]
    return dates[0] if len(dates) == 1 and len(dates[0]) >= LENGTH_OF_DAY else None


def _read_lines(lines: Sequence[str], day_first: bool | None) -> Iterator[Byline]:
    place = 0
    while place < len(lines):
        line = update_in_rights(lines[place])
        place += 1
        if len(line) <= LONGEST_LABEL and not _DIGIT.search(line) and CLOCK.search(line):
            # `Joined`, and the day in the next line.
            place += place < len(lines) and _DIGIT.search(lines[place]) is not None
            continue
        if is_occasion(line):
            place += place < len(lines) and _DIGIT.search(lines[place]) is not None
            continue
        lone = _is_label(line)
        if not (lone or _TELLS.search(line)):
            continue
        if lone and place < len(lines) and columns(lines[place]) <= LONGEST_DATED:
            line = f"{line.rstrip(' :：')}: {lines[place]}"
            place += 1
        said = read_byline(line, day_first=day_first) or _dated(line, day_first)
        if said is not None and not CLOCK.search(line) and not quotes(line):
            who = signed(line) if said.authors else []
            yield replace(said, authors=tuple(who), labelled=True) if who else said


def _is_label(line: str) -> bool:
    """`Written by`, `发布时间：`: the value stands in the next line."""
    label = line.strip(" :：").lower()
    if len(line) > LONGEST_LABEL or label not in _lone_labels():
        return False
    return labels()[label] != "site" or " " in label or line.rstrip()[-1] in ":："


@cache
def _lone_labels() -> frozenset[str]:
    return frozenset(
        word for word, role in labels().items() if role in ("author", "site", "published", "modified", "editor")
    )


def _dated(line: str, day_first: bool | None) -> Byline | None:
    """A short line with one date among buttons and sections tells the date, and nothing else."""
    line = _EDITED.sub("", line)
    if columns(line) > LONGEST_DATED or _MANY_CLAUSES.search(line):
        return None
    dates = find_dates(line, day_first=day_first)
    if len({found.iso[:10] for found in dates}) != 1:
        return None
    if of_days(line, dates[0]) or labels_occasion(line[: dates[0].start]):
        return None
    labelled = _PUBLISHED_AT.search(line[: dates[0].start]) is not None
    if not labelled and columns(_undated(line)) > LONGEST_BESIDE:
        return None
    return Byline(published=dates[0].iso, labelled=labelled)


def _undated(line: str) -> str:
    """The line without its dates."""
    for found in reversed(find_dates(line)):
        line = f"{line[: found.start]} {line[found.end :]}"
    return line.strip()


def _labelled_authors(said: Byline) -> tuple[str, ...]:
    """The names behind a label, where they are written as names are."""
    if any(is_clause(name) for name in said.authors[:1]):
        return ()
    return _unique(
        name
        for name in said.authors
        if name not in said.beside and not is_phrase(name) and not is_clause(name) and not is_word(name)
    )


def _beside(around: Around) -> Iterator[str]:
    """A name alone on a line right under the title or beside the date, as names are written.

    Capitalised words may be a section, too: what the text writes in small letters or the title holds is no name.
    """
    lines = around.below[:NEAREST]
    dated = [place for place, line in enumerate(lines) if _DIGIT.search(line) and find_dates(line)]
    if not dated and not any(_DIGIT.search(line) and find_dates(line) for line in around.above):
        return
    for place, line in enumerate(lines):
        if (
            columns(line) > LONGEST_BESIDE
            or quotes(line)
            or not (place < FIRST or any(abs(place - other) <= NEAR for other in dated))
        ):
            continue
        parts = _PART.split(_undated(line)) if place in dated else [line]
        for part in parts:
            found = names(part)
            if len(found) != 1 or (name := bare_name(found[0])) is None or is_word(name):
                continue
            if _HAN.match(name):
                if name[0] in SURNAMES and len(name) <= 3 and len(line) <= 4:
                    yield name
            elif not is_common(name, around.title, around.text):
                yield name
                return


def _reporters(around: Around) -> Iterator[str]:
    """Lines of nothing but a signature, then the first paragraphs, then the last."""
    for line in around.below:
        if found := opened_by(line) or (signed(_undated(line)) if _DIGIT.search(line) else []):
            yield from found
            return
    for paragraph in around.text[:PARAGRAPHS]:
        if found := opened_by(paragraph):
            yield from found
            return
    for paragraph in [*reversed(around.text[-PARAGRAPHS:]), *around.behind]:
        if found := closed_by(paragraph) or signed(paragraph):
            yield from found
            return
    for paragraph in around.text:
        if (
            len(paragraph) < LONGEST_BESIDE
            and ("记者" in paragraph or "記者" in paragraph)
            and (found := signed(paragraph))
        ):
            yield from found
            return


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))

"""What became of pages → the ledger, in the order in which a run that is killed leaves nothing half said."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from pipeline.fingerprint import with_corrections
from pipeline.ledger import Ledger
from pipeline.outcome import LASTING, Done, Failure, Outcome, Task, Written


class Tally(Struct):
    """What a source has come to while its pages are cleaned."""

    id: int
    pages: int = 0
    articles: int = 0
    absent: dict[str, int] = {}
    failures: list[Failure] = []
    outputs: str = ""
    broken: bool = False
    """It could not be read to its end: what was not met may still be there."""


class Claim(Struct, frozen=True):
    """What an article says of itself."""

    stem: str
    part: int
    parts: int
    fingerprint: str
    sure: bool
    """It has its proper name; one that has not gives way to it."""


class Books:
    """Writes the ledger of one run. A source counts as cleaned only when its last page has been noted."""

    def __init__(self, ledger: Ledger, marks: tuple[str, str], of_sources: tuple[str, str] | None = None) -> None:
        """`marks` are the fingerprint, and the fingerprint with the limits: what failed hangs on these, too.

        `of_sources` are the same for whole sources, where they are others.
        """
        self._ledger = ledger
        self._base = ledger.base
        self._marks = marks
        self._of_sources = of_sources or marks
        self._open: dict[str, Tally] = {}
        self.run = 0
        self.rules: dict[str, bool] = {}
        """People's own rules that were asked, and whether each found anything."""

    def begin(self, named: Iterable[str] = ()) -> None:
        """A run over these pages."""
        self._write()
        self._base.execute("DELETE FROM named")
        self._base.executemany("INSERT OR IGNORE INTO named VALUES (?)", [(page,) for page in named])
        found = self._base.execute(
            "INSERT INTO runs (began, state, fingerprint) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'running', ?)",
            (self._marks[0],),
        )
        self.run = found.lastrowid or 0
        self._ledger.commit()

    def end(self, state: str, report: bytes) -> None:
        """Of the run."""
        self._write()
        self._base.execute(
            "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), state = ?, report = ? WHERE id = ?",
            (state, report.decode(), self.run),
        )

    def note(self, task: Task, outcome: Outcome) -> None:
        """What became of a page."""
        self._write()
        self._ledger.whole = False
        tally = self._tally(task)
        failure = outcome.failure
        if outcome.record is not None and not tally.pages:
            # Until all records are written it is neither as it was nor as it shall be: what breaks off is gone on with.
            self._base.execute("UPDATE sources SET fingerprint = '', mtime_ns = -1 WHERE id = ?", (tally.id,))
        tally.pages += 1
        tally.articles += len(outcome.articles)
        if outcome.absence:
            tally.absent[outcome.absence] = tally.absent.get(outcome.absence, 0) + 1
        if failure:
            tally.failures.append(failure)
            tally.broken |= outcome.record is None
        record = outcome.record or ""
        self._base.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(tally.id, record, self.run, outcome.sha256, outcome.around),
                self._mark(outcome),
                *(outcome.absence, failure.kind if failure else None, failure.why if failure else None),
            ),
        )
        # The articles of a page that fails now stay as they were.
        if outcome.unchanged:
            # A line may have moved in its file.
            self._base.executemany(
                "UPDATE articles SET at = ? WHERE source = ? AND record = ? AND part = ?",
                [(one.at, tally.id, record, n) for n, one in enumerate(outcome.articles, 1) if one.at is not None],
            )
        elif not failure:
            self._stir("source = ? AND record = ?", (tally.id, record))
            self._base.execute("DELETE FROM articles WHERE source = ? AND record = ?", (tally.id, record))
            parts = len(outcome.articles)
            for part, one in enumerate(outcome.articles, 1):
                self._enter("INSERT", (tally.id, record, part, parts), one)
        kept = "" if failure else ",".join(f"{one.size}:{one.mtime_ns}" for one in outcome.articles)
        if outcome.record is None:
            # A container that breaks off has what its records had until then.
            tally.outputs = tally.outputs or kept
        elif outcome.articles:
            tally.outputs = "*"
        if outcome.rules:
            self._heed(outcome.rules)
        self._ledger.whole = True

    def _mark(self, outcome: Outcome) -> str:
        """What became of a page hangs on this: memory and corrections, and the limits where it failed."""
        fingerprint, limited = self._marks
        mark = outcome.fingerprint or fingerprint
        if outcome.failure is not None:
            if outcome.failure.kind not in LASTING:
                return ""
            mark += limited.removeprefix(fingerprint)
        return with_corrections(mark, outcome.corrected)

    def _heed(self, rules: tuple[tuple[str, bool], ...]) -> None:
        """What people's own rules found on a page."""
        for rule, found in rules:
            if found or rule not in self.rules:
                self.rules[rule] = found
                self._base.execute(
                    "INSERT INTO rules VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET found = max(found, excluded.found)",
                    (self._marks[0], rule, found),
                )

    def idle_rules(self) -> tuple[str, ...]:
        """People's own rules that this run asked, and that found nothing on any page since they are as they are."""
        found = self._base.execute(
            "SELECT rule FROM rules WHERE fingerprint = ? AND NOT found ORDER BY rule", (self._marks[0],)
        )
        return tuple(rule for (rule,) in found if rule in self.rules)

    def finish(self, task: Task, done: Done) -> tuple[int, list[str]]:
        """A source has no more pages; its number, and the records that it had and has no more."""
        self._write()
        self._ledger.whole = False
        tally = self._tally(task)
        outputs = tally.outputs if done.lines is None else f"={done.lines.size}:{done.lines.mtime_ns}"
        # Lines that are older than this run have moved in their file, or into files of their own.
        self._base.executemany(
            "UPDATE articles SET at = ?, size = ?, mtime_ns = ? WHERE source = ? AND record = ? AND part = ?",
            [
                (one.article.at, one.article.size, one.article.mtime_ns, tally.id, one.record, one.part)
                for one in done.carried
            ],
        )
        lasting = all(failure.kind in LASTING for failure in tally.failures)
        # Of a page that fails under another name the article still has the old one, and is looked for there.
        stem = task.moved_from if task.moved_from and tally.failures and not tally.articles else task.stem
        mark = self._of_sources[bool(tally.failures)]
        self._base.execute(
            "UPDATE sources SET root = ?, size = ?, mtime_ns = ?, fingerprint = ?, stem = ?, outputs = ?,"
            " pages = ?, articles = ?, failed = ?, absent = ?, passed = ? WHERE id = ?",
            (
                *(task.root, task.size, task.mtime_ns),
                *(with_corrections(mark, task.corrections) if lasting else "", stem, outputs),
                *(tally.pages, tally.articles, len(tally.failures)),
                *(_counts(tally.absent), _counts(done.passed), tally.id),
            ),
        )
        ask = "SELECT record FROM pages WHERE source = ? AND run <> ?"
        gone = [] if tally.broken else self._base.execute(ask, (tally.id, self.run)).fetchall()
        del self._open[task.path]
        self._ledger.whole = True
        return tally.id, [record for (record,) in gone]

    def forget(self, source: int, record: str | None = None) -> None:
        """A source, or one record of it."""
        self._write()
        some: tuple[str, tuple[int | str, ...]] = (
            ("", (source,)) if record is None else (" AND record = ?", (source, record))
        )
        self._stir(f"source = ?{some[0]}", some[1])
        self._base.execute(f"DELETE FROM pages WHERE source = ?{some[0]}", some[1])
        self._base.execute(f"DELETE FROM articles WHERE source = ?{some[0]}", some[1])
        if record is None:
            self._base.execute("DELETE FROM sources WHERE id = ?", (source,))

    def adopt(self, page: Outcome, claim: Claim) -> None:
        """An article that lies there, of a page of which nothing else is known."""
        self._write()
        folder, _, name = page.page.rpartition("/")
        source = self._source(folder, name, claim.stem)
        page_row = (source, page.record or "", self.run, page.sha256, claim.fingerprint)
        self._base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, NULL, ?, NULL, NULL, NULL)", page_row)
        (article,) = page.articles
        if article.at is not None:
            self._base.execute("UPDATE sources SET outputs = '=' WHERE id = ? AND outputs = ''", (source,))
        elif page.record is not None:
            self._base.execute("UPDATE sources SET outputs = '*' WHERE id = ? AND outputs = ''", (source,))
        how = "INSERT OR REPLACE" if claim.sure else "INSERT OR IGNORE"
        self._enter(how, (source, page.record or "", claim.part, claim.parts), article)

    def _enter(self, how: str, place: tuple[int, str, int, int], article: Written) -> None:
        """An article, and its text, to be judged."""
        sketch = article.sketch
        if sketch is not None:
            told = (sketch.rank, sketch.signature)
            self._base.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?, x'', '')", told)
            self._base.execute("INSERT OR IGNORE INTO stirred VALUES (?)", (sketch.rank,))
        row = (*place, *_columns(article), sketch and sketch.rank, article.mark, article.mark)
        self._base.execute(f"{how} INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _stir(self, test: str, values: tuple[int | str, ...]) -> None:
        """The texts of these articles are to be judged anew: they are about to go."""
        self._base.execute(
            f"INSERT OR IGNORE INTO stirred SELECT DISTINCT body FROM articles WHERE body IS NOT NULL AND {test}",
            values,
        )

    def _write(self) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")

    def _tally(self, task: Task) -> Tally:
        if task.path not in self._open:
            self._open[task.path] = Tally(self._source(task.folder, task.name, task.stem), absent={}, failures=[])
        return self._open[task.path]

    def _source(self, folder: str, name: str, stem: str) -> int:
        found = self._base.execute("SELECT id FROM sources WHERE folder = ? AND name = ?", (folder, name)).fetchone()
        if found is not None:
            return int(found[0])
        values = (folder, name, stem)
        made = self._base.execute(
            "INSERT INTO sources VALUES (NULL, ?, ?, '', -1, -1, '', ?, '', 0, 0, 0, '', '')", values
        )
        return made.lastrowid or 0


def _counts(counts: dict[str, int]) -> str:
    return msgspec.json.encode(counts, order="deterministic").decode() if counts else ""


def _columns(article: Written) -> tuple[int, int, int | None, str | None, str, str, str, str | None]:
    removed = (f"{reason}:{blocks}" for reason, blocks in article.removed.items())
    return (
        *(article.size, article.mtime_ns, article.at, article.site),
        " ".join(("", *article.flags, "")),
        " ".join(("", *removed, "")),
        *(article.id, article.published),
    )

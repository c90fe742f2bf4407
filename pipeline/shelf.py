"""The articles of one source → their files: a file an article, or one file with a line an article."""

import hashlib
import os
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from pipeline.article import Article
from pipeline.ledger import Known
from pipeline.marks import mark_of
from pipeline.model import Page
from pipeline.naming import article_names, lines_name, record_stem
from pipeline.outcome import Carried, Task, Written
from pipeline.place import Folder, place_at, remove_lines, remove_stale
from pipeline.settings import Run
from pipeline.sketch import sketch
from pipeline.write import DRAFTS, Origin, encode, encode_line, put, sentence, write_article


class Shelf:
    """Where the articles of one source go, page after page; to be closed when all are there.

    With `--layout jsonl` the records of a container share one file. It is a draft until the shelf is
    closed, and a worker that takes over from a dead one goes on where the told pages end.
    """

    def __init__(self, task: Task, how: Run, stage: str = "") -> None:
        """Nothing is touched before there is an article. With a `stage` they are written there, and sent by others."""
        self._task = task
        self._how = how
        self._there = place_at(how.output)
        self._output = Path(stage or how.output)
        self._place = Folder(self._output)
        self._name = lines_name(task.path, task.stem)
        self._draft: IO[bytes] | None = None
        self._old: IO[bytes] | None = None
        self._met: set[bytes] = set()
        """Records of which something was made, even if that is no article; as digests, for there may be millions."""
        self._failed: set[str] = set()
        self._broken = False
        self.offset = task.offset
        self.carried: list[Carried] = []
        """Articles that were taken over from the old file as they are, once the shelf is closed."""

    def met(self, record: str | None, *, failed: bool) -> None:
        """Hear that a record is there. What a record that failed had stays, and so does what one had that is gone."""
        if record is None:
            self._broken |= failed  # not read to its end, or no container any more
        elif failed:
            self._failed.add(record)
        elif self._how.layout == "jsonl" or self._task.was_lines:
            self._met.add(_digest(record))

    def kept(self, page: Page, known: Known) -> tuple[Written, ...] | None:
        """The articles of a page whose bytes have not changed, where they lie as they were written; else None."""
        if known.parts != len(known.articles):
            return None
        if self._shares(page):
            return self._kept_lines(page, known)
        files = article_names(record_stem(page.path, self._task.stem, page.record), len(known.articles))
        for file, (size, mtime_ns, at) in zip(files, known.articles, strict=True):
            if at is not None or self._there.told(file) != f"{size}:{mtime_ns}":
                return None
        return tuple(
            Written(file, size, mtime_ns, changed=False)
            for file, (size, mtime_ns, _) in zip(files, known.articles, strict=True)
        )

    def put(self, page: Page, articles: tuple[Article, ...]) -> tuple[Written, ...]:
        """Write the articles of a page, and take away what it had elsewhere. Raises PipelineError."""
        stem = record_stem(page.path, self._task.stem, page.record)
        if self._shares(page):
            lines = [encode_line(article) for article in articles]
            written = tuple(self._add(line, told(article)) for line, article in zip(lines, articles, strict=True))
        else:
            written = tuple(
                self._write(file, article)
                for article, file in zip(articles, article_names(stem, len(articles)), strict=True)
            )
            remove_stale(self._place, stem, len(articles), page.path, page.record)
        moved = self._task.moved_from
        if moved and not self._task.was_lines and (moved != self._task.stem or self._shares(page)):
            remove_stale(self._place, record_stem(page.path, moved, page.record), 0, page.path, page.record)
        return written

    def close(self) -> Written | None:
        """Give the one file its name, if there is one; what was the one file of this source elsewhere goes."""
        if self._task.was_lines:
            self._carry()
        lines = self._close_lines()
        self.drop()
        if self._task.moved_from and self._task.was_lines:
            before = lines_name(self._task.path, self._task.moved_from)
            if lines is None or before != lines.file:
                remove_lines(self._place, before, self._task.path)
        return lines

    def drop(self) -> None:
        """Let go of what is open; what was written of it is gone on with, or thrown away by the next run."""
        for file in (self._draft, self._old):
            if file is not None:
                file.close()

    def _shares(self, page: Page) -> bool:
        return page.record is not None and self._how.layout == "jsonl"

    def _write(self, file: str, article: Article) -> Written:
        changed = write_article(encode(article), self._output, file, fsync=self._how.fsync)
        stat = (self._output / file).stat()
        return msgspec.structs.replace(
            told(article), file=file, size=stat.st_size, mtime_ns=stat.st_mtime_ns, changed=changed
        )

    def _kept_lines(self, page: Page, known: Known) -> tuple[Written, ...] | None:
        """Copy a page's lines from the old file, where they say themselves that they are its articles."""
        lines = []
        for part, (size, _, at) in enumerate(known.articles, 1):
            line = self._at(at, size) if at is not None else b""
            try:
                head = msgspec.json.decode(line, type=_Line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                return None
            origin = head.source
            if (origin.path, origin.record, origin.sha256, origin.part) != (page.path, page.record, known.sha256, part):
                return None
            if head.made_by.fingerprint != known.fingerprint:
                return None
            lines.append(line)
        kept = Written(self._name, 0, -1)
        return tuple(msgspec.structs.replace(self._add(line, kept), changed=False) for line in lines)

    def _at(self, at: int, size: int) -> bytes:
        """Some bytes of the old file; none where it is not there."""
        if self._old is None:
            try:
                self._old = (self._output / self._name).open("rb")
            except OSError:
                return b""
        self._old.seek(at)
        return self._old.read(size)

    def _add(self, line: bytes, known: Written) -> Written:
        with sentence(self._output / self._name):
            if self._draft is None:
                self._draft = self._open()
            at = self.offset
            self._draft.write(line)
            # What is told of is in the system's hands, so that a worker may die.
            self._draft.flush()
            self.offset += len(line)
        changed = self._at(at, len(line)) != line
        return msgspec.structs.replace(known, file=self._name, size=len(line), mtime_ns=-1, at=at, changed=changed)

    def _open(self) -> IO[bytes]:
        place = self._output / DRAFTS / f"{hashlib.sha256(self._task.path.encode()).hexdigest()[:32]}.jsonl"
        place.parent.mkdir(parents=True, exist_ok=True)
        if not self.offset:
            return place.open("wb")
        draft = place.open("r+b")
        draft.truncate(self.offset)
        draft.seek(self.offset)
        return draft

    def _carry(self) -> None:
        """Take over the old lines of records of which nothing was made now; with `prune` only where they failed.

        With another layout each becomes a file.
        """
        try:
            old = (self._output / lines_name(self._task.path, self._task.moved_from or self._task.stem)).open("rb")
        except OSError:
            return
        with old:
            for line in old:
                try:
                    origin = msgspec.json.decode(line, type=_Line).source
                except (msgspec.DecodeError, UnicodeDecodeError):
                    continue
                if origin.record is None or origin.path != self._task.path or _digest(origin.record) in self._met:
                    continue
                if not self._how.prune or self._broken or origin.record in self._failed:
                    self.carried.append(Carried(origin.record, origin.part, self._taken_over(line, origin)))

    def _taken_over(self, line: bytes, origin: Origin) -> Written:
        if self._how.layout == "jsonl":
            return self._add(line, Written(self._name, 0, -1))
        stem = record_stem(origin.path, self._task.stem, origin.record)
        return self._write(article_names(stem, origin.part)[-1], msgspec.json.decode(line, type=Article))

    def _close_lines(self) -> Written | None:
        if self._draft is None and not self.offset:
            if self._how.layout == "jsonl":
                remove_lines(self._place, self._name, self._task.path)
            return None
        target = self._output / self._name
        with sentence(target):
            draft = self._draft or self._open()
            draft.flush()
            if self._how.fsync:
                os.fsync(draft.fileno())
            draft.close()
            changed = put(Path(draft.name), target)
            stat = target.stat()
        return Written(self._name, stat.st_size, stat.st_mtime_ns, changed=changed)


def _digest(record: str) -> bytes:
    return hashlib.blake2b(record.encode("utf-8", "surrogatepass"), digest_size=12).digest()


class _Made(Struct):
    fingerprint: str


class _Line(Struct):
    """What is read of an article's line to know whose it is."""

    source: Origin
    made_by: _Made


def told(article: Article) -> Written:
    """What the ledger keeps of an article; where it lies is not known yet."""
    removed: dict[str, int] = {}
    for taken in article.removed:
        removed[taken.reason] = removed.get(taken.reason, 0) + taken.blocks
    return Written(
        "",
        0,
        -1,
        site=article.site,
        flags=tuple(article.flags),
        removed=removed,
        id=article.id,
        published=article.published,
        mark=mark_of(article.flags, article.duplicate_of),
        sketch=sketch(article.text),
    )

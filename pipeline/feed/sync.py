"""A feed → its folder in step with the articles: scan, decide, write what differs, remember."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.errors import PageError, PipelineError, counted
from pipeline.feed.articles import Stamp, check_folder
from pipeline.feed.manifest import FOLDER, FileRow, Journal, Manifest, Memory, only_feed, recall, remember
from pipeline.feed.outputs import Output, outputs
from pipeline.feed.ready import Ready
from pipeline.feed.scan import NO_MATCH, SAME_ID, Scan, scan
from pipeline.feed.steps import Step, Trust, step_against, step_for

Watch = Callable[[Step], None]


class Report(Struct):
    """What became of a feed."""

    feed: str
    to: str
    articles: int = 0
    fed: int = 0
    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    """Files that were left as somebody made them, with why."""
    refused: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    """Why articles that match are not in the feed, and how many."""
    failures: tuple[str, ...] = ()

    @property
    def in_step(self) -> bool:
        """Whether there was nothing to do, and nothing that could not be done."""
        return not (self.added or self.updated or self.removed or self.refused or self.failures)


class Going(Struct, frozen=True):
    """How a feed goes."""

    dry: bool = False
    """Say what would be done, and write nothing."""
    force: bool = False
    """Write over files that others wrote or edited."""


def sync(ready: Ready, going: Going, watch: Watch = lambda step: None) -> Report:
    """Bring a feed's folder in step; `watch` hears of each file.

    Raises PipelineError where articles cannot be found, the folder cannot be written, or another process feeds it.
    """
    check_folder(ready.source)
    with nullcontext() if going.dry else only_feed(ready.target, ready.name):
        memory = recall(ready.target, ready.name)
        scanned = scan(ready, memory.manifest)
        report = _counted(ready, scanned)
        if not report.articles and memory.manifest.files and not going.force:
            raise PipelineError(
                f"{ready.source}: there is not one article in it, and {counted(len(memory.manifest.files), 'file')} in "
                f"{ready.target} would be removed; say --force if that is meant."
            )
        draft = None if going.dry else ready.target / FOLDER / f"{ready.name}.draft"
        same = memory.manifest.fingerprint == ready.fingerprint
        trust = Trust(ready.target, memory, same, going.force, draft, ready.read)
        files = _Files(trust, Journal(ready.target, ready.name), report, watch)
        files.bring(list(outputs(ready, scanned)))
        if not going.dry:
            remember(
                ready.target,
                ready.name,
                Manifest(fingerprint=ready.fingerprint, naming=ready.naming, sources=scanned.sources, files=files.rows),
            )
        return files.report


def _counted(ready: Ready, scanned: Scan) -> Report:
    left_out: dict[str, int] = {}
    articles = fed = 0
    for row in scanned.sources.values():
        for entry in row.entries:
            articles += 1
            fed += entry.name is not None
            if entry.why is not None and entry.why not in (NO_MATCH, SAME_ID):
                left_out[entry.why] = left_out.get(entry.why, 0) + 1
    return Report(ready.name, str(ready.target), articles, fed, left_out=left_out, failures=scanned.failures)


class _Files:
    """A feed's files while they are brought in step."""

    def __init__(self, trust: Trust, journal: Journal, report: Report, watch: Watch) -> None:
        self._trust = trust
        self._journal = journal
        self._watch = watch
        self.report = report
        self.rows: dict[str, FileRow] = {}

    def bring(self, wanted: list[Output]) -> None:
        """Remove what should not be there, then write what should: a name may be free only then."""
        try:
            for step in self._removals({output.name for output in wanted}):
                self._take(step)
            for output in wanted:
                self._take(self._decide(output))
        finally:
            self._journal.close()

    def _removals(self, wanted: set[str]) -> Iterator[Step]:
        memory: Memory = self._trust.memory
        for name in sorted((memory.manifest.files.keys() | memory.begun.keys()) - wanted):
            step = step_against(name, self._trust)
            if step is not None:
                yield step

    def _decide(self, output: Output) -> Step:
        try:
            return step_for(output, self._trust)
        except PageError as wrong:
            self.report.failures += (str(wrong),)
            return Step("unchanged", output.name, row=self._trust.memory.manifest.files.get(output.name))

    def _take(self, step: Step) -> None:
        """Do a step, count it, and remember what is there now."""
        row = step.row
        if self._trust.draft is not None:
            row = self._do(step)
        if row is not None:
            self.rows[step.name] = row
        match step.kind:
            case "add":
                self.report.added += 1
            case "update":
                self.report.updated += 1
            case "remove":
                self.report.removed += 1
            case "unchanged":
                self.report.unchanged += 1
            case "keep":
                self.report.kept[step.name] = step.why
            case "refuse":
                self.report.refused[step.name] = step.why
        self._watch(step)

    def _do(self, step: Step) -> FileRow | None:
        if step.sink is None and step.kind != "remove":
            return step.row
        path = self._trust.target / step.name
        try:
            if step.kind == "remove":
                path.unlink()
                self._remove_empty(path.parent)
            if step.sink is None or step.row is None:
                return step.row
            self._journal.note(step.name, step.row.digest)
            step.sink.put(path)
            status = path.stat()
            return replace(step.row, stamp=Stamp(status.st_size, status.st_mtime_ns))
        except OSError as wrong:
            raise PipelineError(
                f"{path}: cannot be written ({wrong.strerror}); see that the folder can be written and has room."
            ) from wrong

    def _remove_empty(self, folder: Path) -> None:
        """Take away folders in which nothing is left."""
        with suppress(OSError):
            while folder != self._trust.target:
                folder.rmdir()
                folder = folder.parent

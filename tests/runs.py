"""What tests of runs share: folders of pages, runs, and what came of them."""

from pathlib import Path

from pages import PROSE

from pipeline.outcome import Outcome
from pipeline.run import Event, Report, run
from pipeline.settings import Run, Settings
from pipeline.work import Cleaner, clean_page

ERROR = "502 Bad Gateway\nnginx/1.18.0"


def plant(folder: Path, *names: str) -> None:
    """Pages of three sentences and their name, each with one article."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("\n".join((*PROSE, f"这一页放在{name}的抽屉里,谁也没有把它拿走。")), "utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the ledger's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".pipeline" not in path.parts
    }


class Heard:
    """A run's events."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self.events: list[Event] = []
        self.report = Report()

    @property
    def pages(self) -> dict[str, Outcome]:
        """What became of each page that was looked at."""
        return {event.page: event for event in self.events if isinstance(event, Outcome)}

    @property
    def cleaned(self) -> list[str]:
        """The pages that were cleaned, in the order of their names."""
        return sorted(name for name, outcome in self.pages.items() if not outcome.unchanged)

    @property
    def failures(self) -> dict[str, str]:
        """Why pages failed, by name."""
        return {name: page.failure.kind for name, page in self.pages.items() if page.failure is not None}


def cleaned(
    raw: Path | str | list[Path],
    output: Path | str,
    settings: Settings | None = None,
    cleaner: Cleaner = clean_page,
    **how: object,
) -> Heard:
    """A run over a folder or files, by one worker if nothing else is said."""
    roots = tuple(map(str, raw)) if isinstance(raw, list) else (str(raw),)
    heard = Heard()
    given = {"workers": 1, **how}
    heard.report = run(
        settings or Settings(), Run(pages=roots, output=str(output), **given), heard.events.append, cleaner
    )
    return heard

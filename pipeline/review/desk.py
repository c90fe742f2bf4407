"""What a reviewer says of pages → files of corrections, and what becomes of the pages: all that the server may do."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from pipeline.agreement import by_itself
from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
    fault,
    quarrel,
    remedy_of,
    squeezed,
    what_is_wrong,
)
from pipeline.errors import PipelineError
from pipeline.fingerprint import made_by
from pipeline.flow import clean_page
from pipeline.ledger import Ledger
from pipeline.lookup import page_at
from pipeline.model import Block, Page, Reason
from pipeline.notebook import Entry, attach, its_page, read_notebook, write_corrections
from pipeline.review.accepting import write_rule
from pipeline.review.effects import Effect
from pipeline.review.files import call
from pipeline.review.pages import PageData, key_of, page_data
from pipeline.review.proposals import Proposal, find_proposals, with_effects
from pipeline.settings import Run, Settings, load

TEXT = 60
"""Characters of a block that stand beside its number."""


class RefusedError(PipelineError):
    """What cannot be done, as an HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Desk:
    """The corrections of one folder, read anew for every request: people may mend files beside it."""

    def __init__(self, settings: Settings, how: Run, place: Path = Path()) -> None:
        """`how` says where pages, articles and corrections lie, `place` where the settings stand."""
        self.place = place
        self.settings = settings
        self.how = how
        self.folder = Path(how.corrections)
        self.lock = RLock()
        """One request at a time writes or cleans."""
        self.touched: set[tuple[str, str | None]] = set()
        """Pages that were corrected here: their data in the site is out of date."""

    def state(self) -> dict[str, Any]:
        """What turns the buttons on."""
        return {"serve": True, "reasons": list(get_args(Reason)), "version": made_by(self.settings).version}

    def corrections(self, page: str, record: str | None) -> dict[str, Any]:
        """What was corrected on a page, each with its `id`."""
        entry = self._entry(page, record)
        said = () if entry is None else entry.said.corrections
        return {"corrections": [{**told(each), "id": identity(page, record, each)} for each in said]}

    def save(self, posted: dict[str, Any]) -> dict[str, str]:
        """Write one correction into its page's file; what it says anew of blocks and facts goes before the old.

        Raises RefusedError: 404 for no such page, 409 where its bytes are others, 422 for what is no correction.
        """
        where = {name: posted.get(name) for name in ("page", "record", "sha256")}
        said_of_it = {name: value for name, value in posted.items() if name not in where}
        try:
            correction = msgspec.convert(said_of_it, Correction)
            given = msgspec.convert({**where, "corrections": ()}, Corrections)
        except msgspec.ValidationError as wrong:
            raise RefusedError(422, f"This is no correction ({what_is_wrong(wrong)}); {remedy_of(wrong)}.") from wrong
        if (why := fault((correction,))) is not None:
            raise RefusedError(422, f"This cannot be: {why}; mend it and send it again.")
        with self.lock:
            page = self.page(given.page, given.record)
            self._check(page, given)
            entry = self._entry(given.page, given.record)
            before = () if entry is None else entry.said.corrections
            tried = replace(given, corrections=(*_without(before, correction, ()), correction))
            cleaned = clean_page(replace(page, corrections=tried), self.settings)
            if correction in cleaned.unheard:
                raise RefusedError(422, f"{its_page(given)}: there is nothing there to correct; load the page again.")
            blocks = tuple(item.block for item in cleaned.labelled)
            correction = _with_text(correction, blocks)
            said = replace(given, corrections=(*_without(before, correction, blocks), correction))
            file = write_corrections(self.folder, said, None if entry is None else entry.file)
            self.touched.add((given.page, given.record))
        return {"id": identity(given.page, given.record, correction), "saved": file}

    def remove(self, which: str) -> dict[str, str]:
        """Take a correction back. Raises RefusedError, 404, where there is none of this id."""
        with self.lock:
            for entry in read_notebook(self.folder).entries():
                said = entry.said
                left = tuple(each for each in said.corrections if identity(said.page, said.record, each) != which)
                if len(left) < len(said.corrections):
                    write_corrections(self.folder, replace(said, corrections=left), entry.file)
                    self.touched.add((said.page, said.record))
                    return {}
        raise RefusedError(404, "There is no such correction any more; load the page again.")

    def preview(self, page: str, record: str | None) -> PageData:
        """The page as it comes out with its corrections. Raises RefusedError."""
        with self.lock:
            given = attach(self.page(page, record), read_notebook(self.folder))
            return page_data(given, clean_page(given, self.settings), by_itself(given, self.settings))

    def proposals(self) -> dict[str, Any]:
        """The rules that would cover what several corrections say, each with what else it would change."""
        found = find_proposals(read_notebook(self.folder), self.settings, self.how)
        return {"proposals": [shown_proposal(*each) for each in with_effects(found, self.settings, self.how)]}

    def accept(self, which: str) -> dict[str, str]:
        """Write a proposed rule to the settings. Raises RefusedError, 404, where it is not proposed any more."""
        with self.lock:
            found = find_proposals(read_notebook(self.folder), self.settings, self.how)
            wanted = next((each for each in found if each.id == which), None)
            if wanted is None:
                raise RefusedError(
                    404,
                    f"{which}: there is no such proposal any more; look at them again (pipeline review --proposals).",
                )
            file, text = write_rule(self.place, wanted.site, wanted.pages)
            self.settings = load(self.place)[0]
        return {"written": file, "text": text}

    def fresh(self, key: str) -> bytes | None:
        """The file of data of a page that people corrected, made anew; None of others: the site has them."""
        with self.lock:
            said = {(entry.said.page, entry.said.record) for entry in read_notebook(self.folder).entries()}
            place = next((place for place in said | self.touched if key_of(*place) == key), None)
            try:
                return None if place is None else call("page", key, self.preview(*place))
            except RefusedError:
                return None

    def page(self, page: str, record: str | None) -> Page:
        """A page that a run has met, with its bytes of now. Raises RefusedError, 404, where there is none."""
        with Ledger(Path(self.how.output), write=False) as ledger:
            is_known = ledger.digest(page, record) is not None
        found = page_at(page, record, self.settings, self.how) if is_known else None
        if found is None:
            name = page if record is None else f"{page}, {record}"
            raise RefusedError(404, f"{name}: there is no such page; run pipeline clean and load this page again.")
        return found

    def _entry(self, page: str, record: str | None) -> Entry | None:
        return read_notebook(self.folder).of(page, record)

    def _check(self, page: Page, given: Corrections) -> None:
        """That a correction is of the bytes that lie there, and those before it, too."""
        if hashlib.sha256(page.data).hexdigest() != given.sha256:
            remedy = "run pipeline clean and load this page again"
            raise RefusedError(409, f"{its_page(given)}: it has changed since it was shown; {remedy}.")
        entry = self._entry(given.page, given.record)
        if entry is not None and entry.said.sha256 != given.sha256:
            remedy = f"if these still hold, put the page's sha256 {given.sha256} there, else delete the file"
            raise RefusedError(409, f"{entry.file}: holds corrections of the page as it was before; {remedy}.")


def shown_proposal(found: Proposal, effect: Effect) -> dict[str, Any]:
    """A proposal as JSON says it."""
    return {
        "id": found.id,
        "kind": found.kind,
        "rule": found.rule,
        "reason": found.reason,
        "from_corrections": found.corrections,
        "pages": found.pages,
        "also_changes": msgspec.to_builtins(effect),
    }


def told(correction: Correction) -> dict[str, Any]:
    """A correction as JSON says it."""
    built: dict[str, Any] = msgspec.to_builtins(correction)
    return built


def identity(page: str, record: str | None, correction: Correction) -> str:
    """A correction's name: 16 hex digits of what it says and of which page."""
    named = msgspec.json.encode((page, record, replace(correction, note="")), order="sorted")
    return hashlib.sha256(named).hexdigest()[:16]


def _with_text(correction: Correction, blocks: tuple[Block, ...]) -> Correction:
    """With how its first block begins, as the page has it."""
    match correction:
        case BlockCorrection(first=number) | SplitCorrection(at=number) | JoinCorrection(at=number):
            return replace(correction, text=_text_at(number, blocks, correction.text))
        case _:
            return correction


def _text_at(number: int, blocks: tuple[Block, ...], said: str = "") -> str:
    """How the block of this number begins; of a line that was cut in pieces the one that begins as it is said."""
    pieces = [block.text for block in blocks if block.first <= number <= block.last]
    begins = (text for text in pieces if said and squeezed(text).startswith(squeezed(said)))
    return next((text[:TEXT] for text in (*begins, *pieces[:1])), "")


def _without(before: tuple[Correction, ...], new: Correction, blocks: tuple[Block, ...]) -> Iterator[Correction]:
    """The corrections that were there, without what the new one says anew."""
    for old in before:
        match old, new:
            case BlockCorrection(first=first, last=last), BlockCorrection() if quarrel(old, new):
                if first < new.first:
                    yield replace(old, last=new.first - 1)
                if last > new.last:
                    yield replace(old, first=new.last + 1, text=_text_at(new.last + 1, blocks))
            case FactCorrection(part=part, name=name), FactCorrection() if (part, name) == (new.part, new.name):
                pass
            case SplitCorrection(at=at) | JoinCorrection(at=at), SplitCorrection() | JoinCorrection() if at == new.at:
                pass
            case _:
                yield old

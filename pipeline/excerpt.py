"""What a ledger knows of some sources → a small ledger of its own, for another machine."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.ledger import FILE, FOLDER, Ledger
from pipeline.ledger_tables import SCHEMA, VERSION
from pipeline.outcome import Task
from pipeline.sketch import SKETCH


def excerpt(ledger: Ledger, tasks: list[Task]) -> bytes:
    """A ledger of these sources, their pages and articles; empty where nothing is known of them."""
    rows = [row for task in tasks if (row := ledger.row(task)) is not None]
    if not rows:
        return b""
    with closing(sqlite3.connect(":memory:")) as other:
        other.executescript(f"{SCHEMA} INSERT INTO basis VALUES ('{SKETCH}'); PRAGMA user_version = {VERSION};")
        for row in rows:
            for table, key in (("sources", "id"), ("pages", "source"), ("articles", "source")):
                found = ledger.base.execute(f"SELECT * FROM {table} WHERE {key} = ?", (row.id,))
                some = ", ".join("?" * len(found.description))
                other.executemany(f"INSERT INTO {table} VALUES ({some})", found)
        other.commit()
        return other.serialize()


def put_excerpt(data: bytes, folder: Path) -> str:
    """Write an excerpt where a ledger lies in a folder; the folder."""
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / FILE).write_bytes(data)
    return str(folder)

"""CSV and Parquet → records, a row each."""

import csv
import importlib
import io
from collections.abc import Iterator
from typing import Any

from pipeline.charset import CODECS, read_characters
from pipeline.read.found import Found
from pipeline.read.items import ReadError
from pipeline.read.kinds import DELIMITERS
from pipeline.read.rows import from_row, no_pages
from pipeline.read.streams import BLOCK, Stream
from pipeline.settings import Settings

SAMPLE = 1 << 18
ROWS_AT_ONCE = 16
"""Rows of Parquet that are in memory together."""


def read_table(stream: Stream, settings: Settings) -> Iterator[Found]:
    """The rows of a CSV file with a header, named by their number from 1; encoding and delimiter are told from it."""
    sample = stream.head(SAMPLE)
    encoding = read_characters(sample[: sample.rfind(b"\n") + 1] or sample).encoding
    text = io.TextIOWrapper(io.BufferedReader(stream, BLOCK), CODECS[encoding][0], "replace", newline="")
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes + 1))
    header_line = text.readline(SAMPLE)
    delimiter = max(DELIMITERS, key=header_line.count)
    try:
        header = next(csv.reader([header_line.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error as wrong:
        raise ReadError(f"its header is no CSV ({wrong})", "mend the header: a quote may be open") from wrong
    names = [name.strip() for name in header]
    if not set(names) & set(settings.page_fields):
        raise no_pages(names, settings)
    stream.allow(settings.max_bytes * 2 + SAMPLE)
    rows = csv.reader(text, delimiter=delimiter)
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise ReadError(
                f"after row {number} it is no CSV ({wrong})", "mend the row: a quote may be open"
            ) from wrong
        if row:
            number += 1
            yield from_row(dict(zip(names, row, strict=False)), str(number), settings)
        stream.allow(settings.max_bytes * 2 + SAMPLE)


def read_parquet(stream: Stream, settings: Settings) -> Iterator[Found]:
    """The rows of a Parquet file, named by their number from 1. Needs pyarrow, which is an extra."""
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
        errors: Any = importlib.import_module("pyarrow.lib").ArrowException
    except ImportError as wrong:
        raise ReadError(
            "reading Parquet needs pyarrow, which is not installed", "pip install 'page-cleaning-pipeline[parquet]'"
        ) from wrong
    fields = (*settings.page_fields, *settings.url_fields, *settings.title_fields, *settings.date_fields)
    with stream.on_disk() as file:
        number = 0
        try:
            opened = parquet.ParquetFile(file, pre_buffer=False)
            names = opened.schema_arrow.names
            if not {_column(field, names) for field in settings.page_fields} & set(names):
                raise no_pages(names, settings)
            wanted = [name for name in names if name in {_column(field, names) for field in fields}]
            for batch in opened.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield from_row(row, str(number), settings)
        except (errors, OSError, ValueError, MemoryError) as wrong:
            said = " ".join(str(wrong).split())[:100]
            raise ReadError(f"after row {number} it is damaged ({said})", "get it again, or write it anew") from wrong


def _column(field: str, names: list[str]) -> str:
    """The column in which a field lies that may be a path of names."""
    return field if field in names else field.partition(".")[0]

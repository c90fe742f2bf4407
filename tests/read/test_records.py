"""Records of JSON, CSV and Parquet: which field is the page, and what a wrong record costs."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from containers import comma_separated, failures, json_lines, pages, passed, read, rows

from pipeline.flow import clean_page
from pipeline.model import Told
from pipeline.read import Passed
from pipeline.read import tables as module
from pipeline.settings import Settings

parquet: Any = pytest.importorskip("pyarrow.parquet")


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """A file."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder / name


def columns(records: list[dict[str, Any]], **options: Any) -> bytes:
    """A Parquet file."""
    import pyarrow

    data = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(records), data, **options)
    return data.getvalue()


@pytest.mark.parametrize("field", ["html", "body", "content", "text", "raw_content"])
def test_the_page_is_in_one_of_five_fields(tmp_path: Path, field: str) -> None:
    """In every form of record."""
    record = {"other": "x", field: "灯亮了"}
    for name, data in (
        ("a.jsonl", json_lines([record])),
        ("a.json", json.dumps([record]).encode()),
        ("a.csv", comma_separated([record])),
        ("a.parquet", columns([record])),
    ):
        assert [page.data.decode() for page in pages(read(put(tmp_path, name, data)))] == ["灯亮了"]


def test_the_first_field_that_is_not_blank_is_the_page(tmp_path: Path) -> None:
    """HTML before text; what is no text does not count; blank everywhere is an empty page, missing is none."""
    records = [
        {"text": "t", "html": "h"},
        {"text": "t", "html": " "},
        {"text": "t", "html": None, "content": {"a": 1}},
        {"text": "", "html": " "},
        {"title": "x"},
        [1],
    ]
    items = read(put(tmp_path, "a.jsonl", json_lines(records)))  # type: ignore[arg-type]
    assert [page.data for page in pages(items)] == [b"h", b"t", b"t", b" "]
    assert [page.record for page in pages(items)] == ["1", "2", "3", "4"]
    assert passed(items) == {"record without a page": 2}


def test_fields_can_be_named(tmp_path: Path) -> None:
    """Also those inside others, with dots; an empty list takes none."""
    record = {"seite": {"inhalt": "灯亮了"}, "html": "x", "adresse": "https://a.example/", "date": "2024-05-31"}
    settings = Settings(page_fields=("seite.inhalt",), url_fields=("link", "adresse"), date_fields=())
    for name, data in (("a.jsonl", json_lines([record])), ("a.parquet", columns([record]))):
        (page,) = pages(read(put(tmp_path, name, data), settings))
        assert (page.data.decode(), page.url, page.told) == ("灯亮了", "https://a.example/", None)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.parquet"])
def test_records_without_any_page_are_a_failure(tmp_path: Path, name: str) -> None:
    """That says what fields there are, and what to do."""
    records = [{"link": "u", "inhalt": "x"}] * 2
    data = {
        "a.jsonl": json_lines(records),
        "a.json": json.dumps(records).encode(),
        "a.csv": comma_separated(records),
        "a.parquet": columns(records),
    }[name]
    path = put(tmp_path, name, data)
    assert failures(read(path)) == [
        f"{path}: no record has a field html, body, content, text, raw_content (it has link, inhalt);"
        " name the field in page-fields in the settings."
    ]


def test_a_line_that_is_wrong_costs_that_line(tmp_path: Path) -> None:
    """Records are named by their lines, blank ones counted, so that the names stay when more is appended."""
    lines = (
        b"\xef\xbb\xbf" + json_lines(rows(1)) + b'\n{"html": \n' + b"[" * 100_000 + b"\n\xff\n" + json_lines(rows(1))
    )
    path = put(tmp_path, "a.jsonl", lines)
    items = read(path)
    assert [page.record for page in pages(items)] == ["1", "6"]
    assert [failure.partition(": ")[0] for failure in failures(items)] == [f"{path}, {line}" for line in (3, 4, 5)]
    assert all("the line is no JSON" in failure for failure in failures(items))
    longer = read(put(tmp_path, "a.jsonl", lines + b"\n" + json_lines(rows(1))))
    assert [page.record for page in pages(longer)] == ["1", "6", "8"]


def test_one_object_is_one_page(tmp_path: Path) -> None:
    """It needs no name of its own; laid out over lines or not."""
    for indent in (None, 2):
        (page,) = pages(read(put(tmp_path, "a.json", json.dumps(next(rows(1)), indent=indent))))
        assert (page.record, page.url) == (None, "https://a.example/1")


def test_objects_one_after_another_are_records(tmp_path: Path) -> None:
    """A `.json` that is JSON Lines, and one whose objects take several lines."""
    for data in (json_lines(rows(3)), "\n".join(json.dumps(record, indent=1) for record in rows(3)).encode()):
        assert [page.record for page in pages(read(put(tmp_path, "a.json", data)))] == ["1", "2", "3"]


def test_an_array_that_breaks_off_keeps_its_records(tmp_path: Path) -> None:
    """And is a failure."""
    data = json.dumps(list(rows(300))).encode()
    items = read(put(tmp_path, "a.json", data[:-9000]))
    assert 100 < len(pages(items)) < 300
    assert len(failures(items)) == 1
    assert "from here on it is no JSON (" in failures(items)[0]
    assert "b'" not in failures(items)[0]


def test_strange_characters_do_no_harm(tmp_path: Path) -> None:
    """Half a surrogate pair in a page, in a url and in a title: the article can be written."""
    path = put(tmp_path, "a.json", '{"text": "灯亮了\\ud800，一夜没有灭过。", "url": "\\udc00", "title": "\\ud83d"}')
    for page in pages(read(path)):
        assert page.told is not None
        clean_page(page, Settings())
        str(page.url).encode()
        str(page.told.title).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_are_read_in_their_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """As spreadsheets write them; a field may hold lines and delimiters."""
    text = "老王在這座山上住了十九年,每天早上上山;\n晚上下山,\t大家都說他是一個有心人。"
    records = [
        {"url": f"https://a.example/{number}", "title": "山上的人", "text": f"{number}{text}"} for number in (1, 2)
    ]
    items = read(put(tmp_path, "a.csv", comma_separated(records, delimiter, encoding)))
    assert [(page.record, page.data.decode()) for page in pages(items)] == [("1", f"1{text}"), ("2", f"2{text}")]
    assert [page.url for page in pages(items)] == ["https://a.example/1", "https://a.example/2"]


def test_a_row_that_is_short_or_long_is_read(tmp_path: Path) -> None:
    """What is missing is not there; what has no name is left; blank lines are no rows."""
    items = read(put(tmp_path, "a.csv", "text,url\na\n\nb,u:2,more\n"))
    assert [(page.record, page.data, page.url) for page in pages(items)] == [("1", b"a", None), ("2", b"b", "u:2")]


def test_a_quote_that_is_never_closed_is_a_failure(tmp_path: Path) -> None:
    """It would swallow the rest of the file: the limit of a page stops it."""
    data = b'text,url\na,u:1\n"b' + b"x,y\n" * 300_000
    items = read(put(tmp_path, "a.csv", data), Settings(max_bytes=1000))
    assert [page.data for page in pages(items)] == [b"a"]
    assert len(failures(items)) == 1
    assert failures(items)[0].endswith(("raise max-bytes in the settings.", "a quote may be open."))


def test_parquet_has_bytes_and_dates(tmp_path: Path) -> None:
    """A page in bytes is decoded like any; a date is written out; pages keep their rows' numbers over groups."""
    records = [
        {"html": "灯亮了".encode("gb18030"), "date": datetime(2024, 5, 31, 1, 54, 58), "title": "x"},
        {"html": b"", "date": None, "title": None},
    ]
    items = pages(read(put(tmp_path, "a.parquet", columns(records * 20, row_group_size=7))))
    assert (items[0].data.decode("gb18030"), items[0].charset) == ("灯亮了", None)
    assert (items[0].told, items[1].told) == (Told("x", published="2024-05-31T01:54:58"), None)
    assert [page.record for page in items] == [str(number) for number in range(1, 41)]
    (page,) = pages(read(put(tmp_path, "b.parquet", columns([{"text": "x", "date": date(2024, 5, 31)}]))))
    assert page.told == Told(published="2024-05-31")


def test_parquet_in_a_packing_is_read(tmp_path: Path) -> None:
    """It needs its end first, so it is copied to disk."""
    import gzip

    items = read(put(tmp_path, "a.parquet.gz", gzip.compress(columns(list(rows(3))))))
    assert len(pages(items)) == 3


@pytest.mark.parametrize("end", [10, 300, -1])
def test_damaged_parquet_is_a_failure(tmp_path: Path, end: int) -> None:
    """Wherever it is cut."""
    items = read(put(tmp_path, "a.parquet", columns(list(rows(50)))[:end]))
    assert "after row 0 it is damaged" in failures(items)[0]


def test_without_pyarrow_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(module.importlib, "import_module", missing)
    path = put(tmp_path, "a.parquet", columns(list(rows(1))))
    assert failures(read(path)) == [
        f"{path}: reading Parquet needs pyarrow, which is not installed; pip install 'page-cleaning-pipeline[parquet]'."
    ]


def test_other_fields_are_not_told_twice(tmp_path: Path) -> None:
    """The count of records without a page comes once, at the end."""
    records = [{"text": "x"}, {"title": "y"}, {"title": "z"}]
    assert read(put(tmp_path, "a.jsonl", json_lines(records)))[-1] == Passed("a.jsonl", "record without a page", 2)


def test_a_header_that_is_no_header_is_a_failure(tmp_path: Path) -> None:
    """A quote that opens before the first name takes all that follows."""
    (failure,) = failures(read(put(tmp_path, "a.csv", '"text' + "x" * 300_000), Settings(max_bytes=100)))
    assert "its header is no CSV" in failure or "no record has a field" in failure


def test_parquet_whose_text_is_no_utf8_is_a_failure(tmp_path: Path) -> None:
    """Writers do not check."""
    data = columns([{"text": "abcdefgh" * 4}], compression="NONE", use_dictionary=False, write_statistics=False)
    assert b"abcdefgh" * 4 in data
    (failure,) = failures(read(put(tmp_path, "a.parquet", data.replace(b"abcdefgh" * 4, b"\xffbcdefgh" * 4))))
    assert "after row 0 it is damaged" in failure


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    """The reader would keep the names of all levels for each: twenty kilobytes took a gigabyte."""
    (wrong,) = failures(read(put(tmp_path, "a.json", "[" * 20_000)))
    assert "nested too deeply" in str(wrong)


def test_a_table_is_told_by_its_header_whatever_it_is_called(tmp_path: Path) -> None:
    """Also one whose first row is long; a text whose first line has commas is a text."""
    long = "灯亮了。\n" * 9000
    for name in ("rows", "rows.txt"):
        table = put(tmp_path, name, comma_separated([{"id": "7", "content": long}, {"id": "8", "content": "灯灭了。"}]))
        assert [page.data.decode() for page in pages(read(table))] == [long, "灯灭了。"]
    for text in ("content, text and colour\nare three things, as everybody knows", "content,text\none line"):
        (page,) = pages(read(put(tmp_path, "prose.txt", text)))
        assert page.record is None

"""Measure `pipeline.charset` against detection libraries on texts re-encoded.

    python -m benchmarks.charset CORPUS

CORPUS is a folder of folders with a `manifest.jsonl`, one JSON object a page with `id`, `lang`,
`text` and `html` (a gzip beside the manifest). Gold texts are cut to pieces and encoded in what
their language was written in; whole pages have their declarations taken out first. Where Django is
installed, its translations add the languages that the corpus lacks. An answer is right when the
characters come out as they were. Libraries that are not installed are left out.
"""

import argparse
import gettext
import gzip
import importlib
import importlib.util
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.charset import read_characters

# Language → the encodings its pages were in, by the codec that reads them.
CODECS: dict[str, tuple[str, ...]] = {
    "zh-Hans": ("gb18030",),
    "zh-Hant": ("cp950", "gb18030"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "ru": ("cp1251", "koi8_r"),
    "uk": ("cp1251",),
    "el": ("cp1253", "iso8859_7"),
    **dict.fromkeys(("pl", "cs", "hu"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("en", "fr", "de", "es", "it", "pt", "nl", "sv", "fi", "da"), ("cp1252",)),
    "tr": ("cp1254",),
    "he": ("cp1255",),
    **dict.fromkeys(("ar", "fa"), ("cp1256",)),
    **dict.fromkeys(("lt", "lv"), ("cp1257",)),
    "vi": ("cp1258",),
    "th": ("cp874",),
}
EAST_ASIAN = {"gb18030", "cp950", "cp932", "euc_jp", "cp949"}
LABELS = {"gb18030": "gb2312", "cp950": "big5", "cp932": "shift_jis", "cp949": "euc-kr"}
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "big5hkscs": "cp950"}
SUPERSETS |= {"shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949", "uhc": "cp949"}
SUPERSETS |= {"iso-8859-1": "cp1252", "latin_1": "cp1252", "ascii": "cp1252"}
DECLARATION = re.compile(rb"charset\s*=\s*[\"']?[\w-]+|encoding=[\"'][\w-]+[\"']")
SIZES = (24, 60, 300, 3000)
PAGES_OF_A_LANGUAGE = 200
PIECES_OF_A_TEXT = 4
SHORTEST = 0.5  # a last piece of less than this share of the size is left out


class Sample(NamedTuple):
    """Bytes to read, what they say, the codec that wrote them and the kind of sample."""

    data: bytes
    text: str
    codec: str
    kind: str


Reader = Callable[[bytes], str]


def main() -> None:
    """Print accuracy and time of each reader, then what damage and wrong labels do to ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    samples = [*pieces(corpus), *pages(corpus), *messages()]
    for kind in (*map(str, SIZES), "page", "messages 60", "messages 300"):
        group = [sample for sample in samples if sample.kind == kind]
        for name, reader in readers():
            report(f"{kind:13}{name:20}", reader, group)
    short = [sample for sample in samples if sample.kind.isdigit()]
    for kind in map(str, SIZES[:3]):
        report_conditions(kind, [sample for sample in short if sample.kind == kind])
    report_cost()


def readers() -> Iterator[tuple[str, Reader]]:
    """Yield our reader, and those of the libraries that are installed."""
    yield "ours", lambda data: read_characters(data).text
    detectors: dict[str, Callable[..., Callable[[bytes], str | None]]] = {
        "chardet": lambda library: lambda data: library.detect(data)["encoding"],
        "chardetng_py": lambda library: library.detect,
        "cchardet": lambda library: lambda data: library.detect(data)["encoding"],
        "charset_normalizer": lambda library: lambda data: getattr(library.from_bytes(data).best(), "encoding", None),
    }
    for name, detector in detectors.items():
        if importlib.util.find_spec(name):
            detect = detector(importlib.import_module(name))
            yield name, lambda data, detect=detect: decode(data, detect(data))  # type: ignore[misc]


def decode(data: bytes, label: str | None) -> str:
    """Decode by a library's answer, in its favour: by the superset that browsers use."""
    name = (label or "cp1252").lower()
    try:
        return data.decode(SUPERSETS.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return ""


def gold(corpus: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield language, text and page of the first so many pages of each language."""
    seen: Counter[str] = Counter()
    for manifest in sorted(corpus.glob("*/manifest.jsonl")):
        for line in filter(None, manifest.read_text("utf-8").split("\n")):
            page = json.loads(line)
            text = page["text"] or ""
            simplified = sum(map(text.count, "们这国时会")) >= sum(map(text.count, "們這國時會"))
            han = "zh-Hans" if simplified else "zh-Hant"
            language = han if page["lang"] == "zh" else page["lang"]
            seen[language] += 1
            if language in CODECS and seen[language] <= PAGES_OF_A_LANGUAGE:
                yield language, text, manifest.parent / page["html"]


def pieces(corpus: Path) -> Iterator[Sample]:
    """Cut gold texts to the sizes."""
    for language, text, _ in gold(corpus):
        for codec in CODECS[language]:
            for size in SIZES:
                yield from cut(text, codec, size, str(size))


def cut(text: str, codec: str, size: int, kind: str, most: int = PIECES_OF_A_TEXT) -> list[Sample]:
    """Cut a text to pieces of so many bytes that hold something to detect."""
    samples: list[Sample] = []
    data = text.encode(codec, "ignore")
    while len(data) >= size * SHORTEST and len(samples) < most:
        piece = data[:size].decode(codec, "ignore")
        encoded = piece.encode(codec)
        data = data[max(len(encoded), 1) :]
        if not encoded.isascii():
            samples.append(Sample(encoded, piece, codec, kind))
    return samples


def pages(corpus: Path) -> Iterator[Sample]:
    """Re-encode whole pages, without what they declare."""
    for language, _, path in gold(corpus):
        html = DECLARATION.sub(b"", gzip.decompress(path.read_bytes())).decode("utf-8-sig")
        for codec in CODECS[language]:
            data = html.replace("\ufffd", "").encode(codec, "ignore")
            if not data.isascii():
                yield Sample(data, data.decode(codec), codec, "page")


def messages() -> Iterator[Sample]:
    """Cut Django's translations, which come in every language."""
    spec = importlib.util.find_spec("django")
    for language in CODECS if spec and spec.origin else ():
        locale = language.replace("-", "_")
        catalogues = Path(str(spec and spec.origin)).parent.glob(f"**/locale/{locale}/**/*.mo")
        text = "\n".join(map(catalogue_text, sorted(catalogues)))
        for codec in CODECS[language]:
            for size in (60, 300):
                yield from cut(text, codec, size, f"messages {size}", most=60)


def catalogue_text(path: Path) -> str:
    """Join the sentences of a compiled catalogue."""
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return "\n".join(text for key, text in catalogue.items() if key and isinstance(text, str))


def report(name: str, reader: Reader, samples: list[Sample]) -> None:
    """Print the share of right answers, by script, and the time."""
    start = time.perf_counter()
    right = [reader(sample.data) == sample.text for sample in samples]
    milliseconds = (time.perf_counter() - start) * 1000 / max(len(samples), 1)
    east = [ok for ok, sample in zip(right, samples, strict=True) if sample.codec in EAST_ASIAN]
    west = [ok for ok, sample in zip(right, samples, strict=True) if sample.codec not in EAST_ASIAN]
    shares = f"east {share(east)}  other {share(west)}"
    print(f"{name} {shares}  {milliseconds:6.2f} ms", flush=True)


def share(right: list[bool]) -> str:
    """Format right answers of how many."""
    return f"{100 * sum(right) / max(len(right), 1):5.1f} % of {len(right):5}"


def report_conditions(kind: str, samples: list[Sample]) -> None:
    """Print what right and wrong labels and one bad byte do."""
    east = [sample for sample in samples if sample.codec in EAST_ASIAN]
    labelled = [(one, LABELS.get(one.codec, one.codec)) for one in samples]
    rows = {
        "right label": (read(one.data, label) == one.text for one, label in labelled),
        "east as utf-8": (read(one.data, "utf-8") == one.text for one in east),
        "east as latin1": (read(one.data, "iso-8859-1") == one.text for one in east),
        "utf-8 as gb2312": (read(one.text.encode(), "gb2312") == one.text for one in samples),
        "utf-8, one bad": (survives(one, "utf-8") for one in samples),
        "east, one bad": (survives(one, one.codec) for one in east),
    }
    for name, right in rows.items():
        print(f"{kind:13}{name:20} {share(list(right))}", flush=True)


def read(data: bytes, label: str) -> str:
    """Read under a label."""
    return read_characters(data, declared=label).text


def survives(sample: Sample, codec: str) -> bool:
    """Whether the half before a bad byte is read as it was."""
    half = sample.text[: len(sample.text) // 2]
    rest = sample.text[len(half) :]
    return read_characters(half.encode(codec) + b"\xff" + rest.encode(codec)).text.startswith(half)


def report_cost() -> None:
    """Print the time of twenty megabytes, against decoding alone where they are UTF-8."""
    line = "昨天晚上，城里的公园举行了一场音乐会，很多市民带着孩子去听。\n" * 220_000
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        data = line.encode(codec)
        times = []
        for reader in (lambda data: data.decode(codec), read_characters):  # noqa: B023
            start = time.perf_counter()
            reader(data)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{len(data) / 1e6:.0f} MB {codec}: decode {times[0]:.0f} ms, ours {times[1]:.0f} ms")


if __name__ == "__main__":
    main()

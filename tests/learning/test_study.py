"""`pipeline learn` over folders: the same memories in any order and by any number of workers; and added to later."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from runs import cleaned, tree
from site_pages import END, TOP, plant_site, title
from stores import bucket, s3_server, upload

from pipeline.cli import main
from pipeline.errors import PipelineError, SettingsError
from pipeline.learning.look import Study, together
from pipeline.learning.pages import SAMPLE, Pages, Sampler, number_of
from pipeline.learning.study import learn
from pipeline.memory import load_memory
from pipeline.model import Page
from pipeline.read import Source
from pipeline.recall import open_memories
from pipeline.settings import Run, Settings
from pipeline.sites import site_of


def study(tmp_path: Path, name: str = "sites", *, update: bool = False, workers: int = 1) -> dict[str, bytes]:
    """What is learned from raw/."""
    how = Run(pages=(str(tmp_path / "raw"),), memory=str(tmp_path / name), workers=workers)
    assert learn(Settings(), how, update=update).failures == ()
    return tree(tmp_path / name)


def test_a_site_a_file(tmp_path: Path) -> None:
    """A host, a folder, and pages that lie in no folder."""
    for site in ("www.one.example", "two", "."):
        plant_site(tmp_path / "raw", site, range(5))
    found = study(tmp_path)
    assert set(found) == {"one.example.tsv", "_two.tsv", "_.tsv"}
    assert load_memory(tmp_path / "sites" / "one.example.tsv").site == "one.example"


def test_one_is_said_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one site is learned, or one page seen."""
    plant_site(tmp_path / "raw", "one.example", range(5))
    monkeypatch.chdir(tmp_path)
    assert " about 1 site in sites" in CliRunner().invoke(main, ["learn", "--workers", "1"]).stderr
    (page, *_) = sorted(path for path in (tmp_path / "raw").rglob("*") if path.is_file())
    said = CliRunner().invoke(main, ["learn", str(page), "-o", "other", "--workers", "1"]).stderr
    assert said.startswith("1 page seen, 0 failed; 0 rows about 1 site in other")


def test_any_number_of_workers_writes_the_same(tmp_path: Path) -> None:
    """Byte for byte."""
    for site in ("one.example", "two.example"):
        plant_site(tmp_path / "raw", site, range(12))
    assert study(tmp_path, "a") == study(tmp_path, "b", workers=2) != {}


def test_what_comes_later_is_added(tmp_path: Path) -> None:
    """In two steps as in one; a page that is seen again counts once."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    first = study(tmp_path, "a")
    plant_site(tmp_path / "raw", "one.example", range(6, 10))
    both = study(tmp_path, "a", update=True)
    assert first != both == study(tmp_path, "b")


def test_an_update_needs_what_was_kept(tmp_path: Path) -> None:
    """Memories that came with a checkout alone would shrink to what the new pages say."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    before = study(tmp_path)
    (tmp_path / "sites" / ".pipeline" / "pages.sqlite").unlink()
    with pytest.raises(PipelineError, match="without --update"):
        study(tmp_path, update=True)
    assert tree(tmp_path / "sites") == before


def test_sites_that_are_not_seen_again_keep_their_memory(tmp_path: Path) -> None:
    """With --update and without."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    before = study(tmp_path)
    (tmp_path / "raw" / "one.example").rename(tmp_path / "away")
    plant_site(tmp_path / "raw", "two.example", range(6))
    assert study(tmp_path, update=True).items() > before.items()


def test_marks_survive_learning(tmp_path: Path) -> None:
    """A marked row stays though it recurs no more."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    study(tmp_path)
    file = tmp_path / "sites" / "one.example.tsv"
    edited = file.read_text("utf-8").replace("\tline\t6\t6\tafter", "never\tline\t6\t6\tafter")
    file.write_text(edited + "always\tline\t0\t0\tmiddle\t港务处敬启\n", "utf-8")
    study(tmp_path)
    marks = {row.text: row.mark for row in load_memory(file).rows if row.mark}
    assert marks == {f"one.example {line}": "never" for line in END} | {"港务处敬启": "always"}


@pytest.mark.parametrize("harm", [(b"\t", b"    "), (b"site\t", b"seat\t"), (b"\n\tline", b"\nmaybe\tline")])
def test_a_damaged_memory_stops_learning_before_any_page(harm: tuple[bytes, bytes], tmp_path: Path) -> None:
    """What people marked is not thrown away, though an editor turned tabs into spaces; the file stays as it is."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    before = study(tmp_path)["one.example.tsv"]
    damaged = before.replace(b"\n\tline", b"\nnever\tline", 1).replace(*harm)
    (tmp_path / "sites" / "one.example.tsv").write_bytes(damaged)
    with pytest.raises(SettingsError) as told:
        open_memories(str(tmp_path / "sites"))
    for update in (False, True):
        with pytest.raises(SettingsError, match=r"one.example.tsv.*; .*or delete it and run pipeline learn\.") as said:
            study(tmp_path, update=update)
        assert str(said.value) == str(told.value)
    assert tree(tmp_path / "sites") == {"one.example.tsv": damaged}


def test_what_is_called_a_memory_and_is_none_is_named(tmp_path: Path) -> None:
    """Here a folder."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    (tmp_path / "sites" / "x.tsv").mkdir(parents=True)
    with pytest.raises(SettingsError, match=r"sites/x.tsv: it cannot be read \(Is a directory\); "):
        study(tmp_path)


def test_a_large_site_is_sampled_by_names_alone() -> None:
    """Whatever comes first, the same pages are kept; what a worker refuses no sample would hold."""
    names = [f"{number}.txt" for number in range(2000)]
    numbers = sorted(number_of(name, None) for name in names)[:SAMPLE]
    for seed in range(3):
        random.Random(seed).shuffle(names)
        sampler = Sampler()
        wanted = [number for name in names if sampler.wants("a", number := number_of(name, None))]
        assert sorted(wanted)[:SAMPLE] == numbers
        assert len(wanted) < SAMPLE * 5


def test_no_more_than_the_sample_is_kept(tmp_path: Path) -> None:
    """On the disk, too."""
    kept = Pages(tmp_path, fresh=True)
    for number in range(SAMPLE + 30):
        kept.put("a", SAMPLE + 30 - number, _packed(f"第{number}页"))
    kept.trim()
    assert len(kept.traces("a")) == SAMPLE
    kept.close()


def _packed(text: str) -> bytes:
    from pipeline.learning.pages import pack
    from pipeline.learning.trace import Line, Trace

    return pack(Trace([Line(text, 0)], []))


def test_two_cannot_learn_into_one_folder(tmp_path: Path) -> None:
    """The second is told so."""
    from pipeline.lock import only_run

    plant_site(tmp_path / "raw", "one.example", range(5))
    with only_run(tmp_path / "sites" / ".pipeline"), pytest.raises(PipelineError, match="another run"):
        study(tmp_path)


def test_a_page_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    """It is named, its neighbours are learned from."""
    plant_site(tmp_path / "raw", "one.example", range(5))
    (tmp_path / "raw" / "one.example" / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    how = Run(pages=(str(tmp_path / "raw"),), memory=str(tmp_path / "sites"), workers=1)
    learned = learn(Settings(), how, update=False)
    assert (learned.pages, learned.sites, len(learned.failures)) == (5, 1, 1)


def test_clean_asks_what_lies_there(tmp_path: Path) -> None:
    """The second run, with memories, cleans again what they are about; the third nothing."""
    for site in ("one.example", "two.example"):
        plant_site(tmp_path / "raw", site, range(6))
    raw, clean, sites = tmp_path / "raw", tmp_path / "clean", str(tmp_path / "sites")
    with pytest.raises(SettingsError, match=r"sites: no memories lie there; pipeline learn -o .*sites makes them"):
        cleaned(raw, clean, memory=sites)
    assert len(cleaned(raw, clean, memory="").cleaned) == 12
    study(tmp_path)
    assert len(cleaned(raw, clean, memory=sites).cleaned) == 12
    assert cleaned(raw, clean, memory=sites).pages == {}
    assert not any(
        line.encode() in data for data in tree(clean).values() for line in [f'"text": "one.example {TOP[0]}']
    )


def test_another_memory_redoes_its_own_pages(tmp_path: Path) -> None:
    """Those of the other site are looked at and left."""
    for site in ("one.example", "two.example"):
        plant_site(tmp_path / "raw", site, range(6))
    study(tmp_path)
    raw, clean, sites = tmp_path / "raw", tmp_path / "clean", str(tmp_path / "sites")
    cleaned(raw, clean, memory=sites)
    file = tmp_path / "sites" / "two.example.tsv"
    file.write_text(file.read_text("utf-8").replace("\tline\t6\t6\tafter", "never\tline\t6\t6\tafter"), "utf-8")
    again = cleaned(raw, clean, memory=sites)
    assert again.cleaned == [f"two.example/{seed}.txt" for seed in range(6)]
    assert cleaned(raw, clean, memory=sites).pages == {}
    (tmp_path / "sites" / "one.example.tsv").unlink()
    assert cleaned(raw, clean, memory=sites).cleaned == [f"one.example/{seed}.txt" for seed in range(6)]


def test_a_lost_ledger_is_made_again_under_memories(tmp_path: Path) -> None:
    """Nothing is cleaned that has its article."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    study(tmp_path)
    raw, clean, sites = tmp_path / "raw", tmp_path / "clean", str(tmp_path / "sites")
    cleaned(raw, clean, memory=sites)
    (clean / ".pipeline" / "ledger.sqlite").unlink()
    assert cleaned(raw, clean, memory=sites).cleaned == []


def test_any_number_of_workers_cleans_the_same(tmp_path: Path) -> None:
    """Memories are read by each worker."""
    for site in ("one.example", "two.example"):
        plant_site(tmp_path / "raw", site, range(6))
    study(tmp_path)
    sites = str(tmp_path / "sites")
    cleaned(tmp_path / "raw", tmp_path / "a", memory=sites)
    cleaned(tmp_path / "raw", tmp_path / "b", memory=sites, workers=2)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert title(3) in (tmp_path / "a" / "one.example" / "3.json").read_text("utf-8")


def test_memories_are_found_by_their_sites(tmp_path: Path) -> None:
    """By host with or without www, and by folder; nothing is known of standard input."""
    for site in ("one.example", "two"):
        plant_site(tmp_path / "raw", site, range(5))
    study(tmp_path)
    memories = open_memories(str(tmp_path / "sites"))
    for page in (Page("a.html", b"", url="https://www.one.example/a"), Page("one.example/a.txt", b"")):
        assert memories.of(site_of(page)) is not None
    assert memories.of(site_of(Page("two/deep/a.txt", b""))) is not None
    assert memories.of(site_of(Page("-", b""))) is None
    assert open_memories("").of("one.example") is None


def test_pages_behind_urls_teach_the_same(tmp_path: Path) -> None:
    """Fetched and not kept; what is gone or cannot be reached is a failure with its URL."""
    pytest.importorskip("s3fs")
    plant_site(tmp_path / "raw", "one.example", range(6))
    before = study(tmp_path, "here")
    with s3_server():
        url = bucket()
        upload(tmp_path / "raw", f"{url}/raw")
        for workers in (1, 2):
            how = Run(pages=(f"{url}/raw",), memory=str(tmp_path / f"far{workers}"), workers=workers)
            assert learn(Settings(), how, update=False).failures == ()
            assert tree(tmp_path / f"far{workers}") == before
        lost = Source(f"{url}/raw/lost.txt", "lost.txt")
        (kept,) = Study(Settings(), 60).look([lost])
        assert kept.failures == [f"{lost.file}: it is not there any more; see that the file is there and readable."]


def test_memories_lie_on_this_machine(tmp_path: Path) -> None:
    """The pages may lie anywhere, what is learned does not."""
    plant_site(tmp_path / "raw", "one.example", range(6))
    with pytest.raises(PipelineError, match="written to a folder of this machine"):
        learn(Settings(), Run(pages=(str(tmp_path / "raw"),), memory="s3://bucket/sites"), update=False)


def test_shards_have_so_many_sources_and_bytes() -> None:
    """In their order; what is too large for any is alone."""
    sources = [Source(str(number), str(number), size) for number, size in enumerate((1, 1, 1, 9, 2, 2))]
    assert [[source.size for source in some] for some in together(iter(sources), 2, 4)] == [[1, 1], [1], [9], [2, 2]]

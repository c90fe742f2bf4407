"""The command that serves: it prints its address, tells nobody else of it, and ends with Ctrl-C."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from runs import plant

from pipeline.cli import main
from pipeline.corrections import BlockCorrection, Corrections
from pipeline.notebook import write_corrections

COMMAND = (sys.executable, "-c", "from pipeline.cli import main; main()")
BROWSER = """#!/bin/sh
cp "${1#file://}" "$DOORS/open.html"
echo "$@" > "$DOORS/writing"
mv "$DOORS/writing" "$DOORS/told"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages that are cleaned."""
    monkeypatch.chdir(tmp_path)
    plant(tmp_path / "raw", "a.txt", "b.txt")
    assert CliRunner().invoke(main, ["clean", "-q"]).exit_code == 0
    return tmp_path


def served(project: Path, *flags: str, wait_for: Path | None = None, **more: str) -> tuple[str, int, str]:
    """The address, the exit code after Ctrl-C, and all that was said."""
    passing = project / "passing"
    passing.mkdir()
    environment = {**os.environ, "TMPDIR": str(passing), "PYTHONPATH": os.pathsep.join(sys.path), **more}
    command = (*COMMAND, "review", "--serve", *flags)
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True, env=environment) as going:
        try:
            address, said = asked(going, wait_for)
        finally:
            going.kill()
    assert list(passing.iterdir()) == []
    return address, going.returncode, said


def asked(going: "subprocess.Popen[str]", wait_for: Path | None) -> tuple[str, str]:
    """The address and all that was said by a server that answered, and then was told Ctrl-C and ended."""
    assert going.stderr is not None
    said = ""
    while (found := re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", said)) is None:
        line = going.stderr.readline()
        assert line, said
        said += line
    with urlopen(f"{found[0]}api/state", timeout=20) as answer:
        assert json.load(answer)["serve"] is True
    with urlopen(found[0], timeout=20) as answer:
        assert b"<!doctype html>" in answer.read().lower()
    while wait_for is not None and not wait_for.exists():
        time.sleep(0.02)
    going.send_signal(signal.SIGINT)
    return found[0], said + going.stderr.read()


def test_ctrl_c_ends_it_well(project: Path) -> None:
    """With code 0, without a word of complaint, and nothing left behind."""
    _, code, said = served(project, "--no-browser")
    assert code == 0
    assert "Traceback" not in said
    assert "2 pages, 2 made anew" in said
    assert not (project / "review").exists()


def test_the_browser_is_told_by_a_file_that_only_its_user_can_read(project: Path) -> None:
    """A command line is for all to see: the token is not in it."""
    doors = project / "doors"
    doors.mkdir()
    program = doors / "browser"
    program.write_text(BROWSER)
    program.chmod(0o755)
    told = {"BROWSER": str(program), "DISPLAY": ":7", "DOORS": str(doors)}
    address, code, _ = served(project, wait_for=doors / "told", **told)
    assert code == 0
    token = address.rstrip("/").rpartition("/")[2]
    assert token not in (doors / "told").read_text()
    assert f"url={address}" in (doors / "open.html").read_text()


def test_a_folder_that_is_named_keeps_the_site(project: Path) -> None:
    """For the next time."""
    assert served(project, "--no-browser", "-o", "site")[1] == 0
    assert (project / "site" / "index.html").is_file()


def test_a_port_that_is_taken_is_told_in_a_sentence(project: Path) -> None:
    """With what to do."""
    import socket

    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        port = line.getsockname()[1]
        shown = CliRunner().invoke(main, ["review", "--serve", "--no-browser", "--port", str(port)])
    assert shown.exit_code == 2
    assert f"port {port} cannot be had" in shown.stderr
    assert "name another with --port" in shown.stderr


def test_without_articles_there_is_nothing_to_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in one sentence."""
    monkeypatch.chdir(tmp_path)
    for flags in (["--serve", "--no-browser"], ["--accept", "x"]):
        shown = CliRunner().invoke(main, ["review", *flags])
        assert shown.exit_code == 2
        assert shown.stderr.count("\n") == 1


def test_the_one_page_view_tells_of_corrections(project: Path) -> None:
    """With what was thought of the block before."""
    digest = sha256((project / "raw" / "a.txt").read_bytes()).hexdigest()
    said = (BlockCorrection(2, 2, "removed", "comment"),)
    write_corrections(project / "corrections", Corrections("a.txt", None, digest, said))
    shown = CliRunner().invoke(main, ["explain", "raw/a.txt", "--html"]).stdout
    assert '"rule":"your_correction"' in shown
    assert '"was":[null,null]' in shown

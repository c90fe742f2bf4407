"""The server of corrections over real HTTP: who may ask, what is saved, and what becomes of the page."""

import hashlib
import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pages import PROSE, ROOT
from runs import cleaned, plant

from pipeline.review.desk import Desk
from pipeline.review.pages import key_of
from pipeline.review.serve import ReviewServer
from pipeline.settings import Run, Settings

JSON = {"Content-Type": "application/json"}
GONE = {"kind": "block", "from": 2, "to": 2, "verdict": "removed", "reason": "related"}


class Browser:
    """What a browser or a stranger asks of a server."""

    def __init__(self, server: ReviewServer, folder: Path) -> None:
        """Pages lie in `folder`."""
        self.server = server
        self.folder = folder

    def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] = {}, token: str | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        try:
            sent = {**(JSON if data is not None else {}), **headers}
            line.request(method, f"/{self.server.token if token is None else token}/{path}", data, sent)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            line.close()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The value of an answer that must be well."""
        status, _, told = self.send(method, path, body, headers)
        assert status == 200, told
        return json.loads(told)

    def refused(self, method: str, path: str, body: Any = None, **more: Any) -> int:
        """The status of an answer that must be a sentence about what is wrong."""
        status, _, told = self.send(method, path, body, **more)
        error = json.loads(told)["error"]
        cause, _, remedy = error.partition("; ")
        assert cause
        assert remedy.endswith(".")
        assert "\n" not in error
        assert "Traceback" not in error
        return status

    def post(self, correction: dict[str, Any], page: str = "a.txt", **more: Any) -> dict[str, Any]:
        """What is posted about a page, as the browser does."""
        digest = hashlib.sha256((self.folder / "raw" / page).read_bytes()).hexdigest()
        return {**correction, "page": page, "record": None, "sha256": digest, **more}

    def file(self, page: str = "a.txt") -> Any:
        """The file of a page's corrections."""
        return json.loads((self.folder / "corrections" / f"{page}.json").read_bytes())


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A server over three pages that are cleaned."""
    plant(tmp_path / "raw", "a.txt", "b.txt", "c/d.txt")
    cleaned(tmp_path / "raw", tmp_path / "clean")
    (tmp_path / "secret.json").write_text('{"error": "seen."}')
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><title>Review</title>")
    (site / "assets" / "app.js").write_text("'use strict';")
    (site / "assets" / "notes.txt").write_text("none of the site's")
    (site / ".review.json").write_text("{}")
    (site / "assets" / "out.json").symlink_to(tmp_path / "secret.json")
    how = Run(pages=(str(tmp_path / "raw"),), output=str(tmp_path / "clean"), corrections=str(tmp_path / "corrections"))
    server = ReviewServer(Desk(Settings(), how, tmp_path), site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Browser(server, tmp_path)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_site_s_files_are_served(browser: Browser) -> None:
    """With their kinds, and without leave to load anything from elsewhere."""
    for path, kind in (("", "text/html"), ("index.html", "text/html"), ("assets/app.js", "text/javascript")):
        status, headers, body = browser.send("GET", path)
        assert (status, headers.get_content_type()) == (200, kind)
        assert body
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
        assert "Python" not in headers["Server"]
    assert browser.send("HEAD", "")[2] == b""


def test_only_this_machine_is_listened_to(browser: Browser) -> None:
    """No other host can ask at all."""
    assert browser.server.server_address[0] == "127.0.0.1"
    assert browser.server.address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("token", ["", "x", "none", "é" * 10, "../", "a" * 32])
def test_nobody_is_answered_without_the_token(browser: Browser, token: str) -> None:
    """Nor with one that is nearly right."""
    from urllib.parse import quote

    for path in ("", "index.html", "api/state"):
        assert browser.refused("GET", path, token=quote(token)) == 404
    assert browser.refused("POST", "api/corrections", browser.post(GONE), token=browser.server.token[:-1]) == 404
    assert not (browser.folder / "corrections").exists()


def test_tokens_are_drawn_anew(tmp_path: Path) -> None:
    """Yesterday's address opens nothing."""
    tokens = set()
    for _ in range(3):
        server = ReviewServer(Desk(Settings(), Run()), tmp_path)
        tokens.add(server.token)
        server.server_close()
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 32


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "evil.example:{port}"])
def test_a_name_that_was_bent_to_this_machine_is_refused(browser: Browser, host: str) -> None:
    """DNS rebinding: the address is ours, the name in it is not."""
    name = host.format(port=browser.server.server_port)
    assert browser.refused("GET", "api/state", headers={"Host": name}) == 403
    assert browser.refused("POST", "api/corrections", browser.post(GONE), headers={"Host": name}) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_pages_of_others_may_not_ask(browser: Browser, headers: dict[str, str]) -> None:
    """Though they know the token."""
    sent = {name: value.format(port=browser.server.server_port) for name, value in headers.items()}
    assert browser.refused("POST", "api/corrections", browser.post(GONE), headers=sent) == 403
    assert browser.refused("DELETE", f"api/corrections/{'0' * 16}", headers=sent) == 403
    assert not (browser.folder / "corrections").exists()


def test_our_own_pages_may_ask_and_a_person_may_follow_a_link(browser: Browser) -> None:
    """Under either name of this machine."""
    port = browser.server.server_port
    for name in ("127.0.0.1", "localhost"):
        headers = {"Host": f"{name}:{port}", "Origin": f"http://{name}:{port}", "Sec-Fetch-Site": "same-origin"}
        assert browser.ask("GET", "api/state", None, **headers)["serve"] is True
    status, *_ = browser.send("GET", "", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert status == 200


@pytest.mark.parametrize(
    "path",
    [
        "../secret.json",
        "assets/../../secret.json",
        "%2e%2e/secret.json",
        "..%2fsecret.json",
        "assets/%2e%2e/%2e%2e/secret.json",
        "..\\secret.json",
        "/etc/passwd",
        "//etc/passwd",
        "assets/out.json",
        "assets/notes.txt",
        ".review.json",
        "assets/",
        "assets",
        "index.html%00.js",
        "none.js",
        "data/pages/../../../secret.json",
    ],
)
def test_nothing_else_is_served(browser: Browser, path: str) -> None:
    """No way up, no link that leads out, nothing hidden, no other kinds."""
    assert browser.refused("GET", path) == 404


def test_what_is_posted_is_bounded(browser: Browser) -> None:
    """By length, and by what it says it is."""
    assert browser.refused("POST", "api/corrections", b"x" * 65_537) == 413
    assert browser.refused("POST", "api/corrections", b"{}", headers={"Content-Length": "9" * 30}) == 413
    assert browser.refused("POST", "api/corrections", b"{}", headers={"Content-Length": "-1"}) == 411
    for kind in ("text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert browser.refused("POST", "api/corrections", b"{}", headers={"Content-Type": kind}) == 415
    for body in (b"{", b"[]", b"\xff", b'"x"'):
        assert browser.refused("POST", "api/corrections", body) == 400
    assert browser.refused("GET", "x" * 9000) == 414


def test_what_is_no_http_is_answered_all_the_same(browser: Browser) -> None:
    """And the next one is served."""
    for said in (b"\x16\x03\x01\x02\n\r\n", b"GET / HTTP/9\r\n\r\n", b"PUT / HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", browser.server.server_port), timeout=20) as line:
            line.sendall(said)
            assert b'{"error":"' in line.makefile("rb").read()
    assert browser.ask("GET", "api/state")["serve"] is True


def test_the_state_turns_the_buttons_on(browser: Browser) -> None:
    """With the reasons that a person may give."""
    state = browser.ask("GET", "api/state")
    assert state["serve"] is True
    assert {"related", "navigation", "undecodable"} < set(state["reasons"])


def test_a_correction_is_saved_at_once_and_told_again(browser: Browser) -> None:
    """In a file that people can read."""
    saved = browser.ask("POST", "api/corrections", browser.post(GONE, note="a list"))
    assert saved["saved"].endswith("a.txt.json")
    (told,) = browser.file()["corrections"]
    assert told == {**GONE, "note": "a list", "text": PROSE[1][:60]}
    assert browser.ask("GET", "api/corrections?page=a.txt")["corrections"] == [{**told, "id": saved["id"]}]
    assert browser.ask("GET", "api/corrections?page=b.txt") == {"corrections": []}
    assert browser.ask("GET", "api/corrections?page=a.txt&record=1") == {"corrections": []}


def test_a_preview_shows_what_becomes_of_the_page(browser: Browser) -> None:
    """In the shape of the site's data, with what was thought of a block before."""
    plain = browser.ask("POST", "api/preview", {"page": "a.txt", "record": None})
    browser.ask("POST", "api/corrections", browser.post(GONE))
    browser.ask("POST", "api/corrections", browser.post({"kind": "fact", "part": 1, "name": "title", "value": "灯塔"}))
    shown = browser.ask("POST", "api/preview", {"page": "a.txt"})
    assert PROSE[1] in json.dumps(plain["articles"], ensure_ascii=False)
    assert PROSE[1] not in json.dumps(shown["articles"], ensure_ascii=False)
    assert shown["articles"][0]["title"] == "灯塔"
    (block,) = (block for block in shown["blocks"] if block["n"] == 2)
    assert (block["reason"], block["rule"], block["was"]) == ("related", "your_correction", [None, None])
    assert (shown["key"], shown["seen"]) == (key_of("a.txt", None), "whole")


def test_the_site_s_data_of_a_corrected_page_is_fresh(browser: Browser) -> None:
    """What lies in the folder was true when it was made."""
    key = key_of("a.txt", None)
    assert browser.refused("GET", f"data/pages/{key[:2]}/{key}.js") == 404
    which = browser.ask("POST", "api/corrections", browser.post(GONE))["id"]
    assert b"your_correction" in browser.send("GET", f"data/pages/{key[:2]}/{key}.js")[2]
    browser.ask("DELETE", f"api/corrections/{which}")
    status, _, body = browser.send("GET", f"data/pages/{key[:2]}/{key}.js")
    assert (status, b"your_correction" in body) == (200, False)


def test_a_correction_can_be_taken_back(browser: Browser) -> None:
    """The last of a page takes its file along; twice is once too often."""
    one = browser.ask("POST", "api/corrections", browser.post(GONE))["id"]
    other = browser.ask("POST", "api/corrections", browser.post({**GONE, "from": 4, "to": 4}))["id"]
    assert browser.ask("DELETE", f"api/corrections/{one}") == {}
    assert [each["from"] for each in browser.file()["corrections"]] == [4]
    assert browser.refused("DELETE", f"api/corrections/{one}") == 404
    assert browser.ask("DELETE", f"api/corrections/{other}") == {}
    assert not (browser.folder / "corrections" / "a.txt.json").exists()
    assert browser.refused("DELETE", "api/corrections/../a.txt.json") == 404


def test_what_is_said_anew_goes_before_what_was_said(browser: Browser) -> None:
    """Of blocks that overlap, of one fact, of one beginning."""
    browser.ask("POST", "api/corrections", browser.post({**GONE, "from": 1, "to": 4}))
    browser.ask(
        "POST", "api/corrections", browser.post({**GONE, "from": 2, "to": 3, "verdict": "article", "reason": None})
    )
    browser.ask("POST", "api/corrections", browser.post({"kind": "fact", "part": 1, "name": "site", "value": "甲"}))
    browser.ask("POST", "api/corrections", browser.post({"kind": "fact", "part": 1, "name": "site", "value": None}))
    browser.ask("POST", "api/corrections", browser.post({"kind": "split", "at": 3}))
    browser.ask("POST", "api/corrections", browser.post({"kind": "join", "at": 3}))
    told = browser.file()["corrections"]
    blocks = [(each["from"], each["to"], each["verdict"], each["text"][:2]) for each in told if each["kind"] == "block"]
    assert blocks == [(1, 1, "removed", "老吴"), (2, 3, "article", "塔下"), (4, 4, "removed", "这一")]
    assert [each["value"] for each in told if each["kind"] == "fact"] == [None]
    assert [each["kind"] for each in told if "at" in each] == ["join"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"verdict": "gone"}, 422),
        ({"kind": "blck"}, 422),
        ({"from": 3, "to": 1}, 422),
        ({"from": 90, "to": 91}, 422),
        ({"from": 0}, 422),
        ({"reason": "ugly"}, 422),
        ({"verdict": "article", "reason": "error"}, 422),
        ({"more": 1}, 422),
        ({"sha256": "0" * 64}, 409),
        ({"sha256": "x"}, 422),
        ({"sha256": None}, 422),
        ({"page": "none.txt"}, 404),
        ({"page": "../raw/a.txt"}, 404),
        ({"page": "/etc/passwd"}, 404),
        ({"page": None}, 422),
        ({"record": "1"}, 404),
        ({"record": 1}, 422),
    ],
)
def test_what_cannot_be_saved_is_refused_in_a_sentence(browser: Browser, change: dict[str, Any], status: int) -> None:
    """And nothing is written."""
    assert browser.refused("POST", "api/corrections", {**browser.post(GONE), **change}) == status
    assert not (browser.folder / "corrections").exists()


@pytest.mark.parametrize("body", [{}, {"page": 1}, {"page": "a.txt", "record": 7}])
def test_a_preview_needs_a_page(browser: Browser, body: dict[str, Any]) -> None:
    """Or says that it does."""
    assert browser.refused("POST", "api/preview", body) == 400
    assert browser.refused("POST", "api/preview", {"page": "none.txt"}) == 404
    assert browser.refused("GET", "api/corrections") == 400
    assert browser.refused("POST", "api/nothing", {}) == 404


def test_a_page_that_has_changed_is_not_corrected_by_its_old_bytes(browser: Browser) -> None:
    """Nor are new corrections put beside those of other bytes."""
    old = browser.post(GONE)
    browser.ask("POST", "api/corrections", old)
    with (browser.folder / "raw" / "a.txt").open("a", encoding="utf-8") as file:
        file.write("\n小屋的门后来也漆成了绿色,船从很远的地方就能望见它。")
    assert browser.refused("POST", "api/corrections", old) == 409
    assert browser.refused("POST", "api/corrections", browser.post(GONE)) == 409
    assert len(browser.file()["corrections"]) == 1


def test_a_bad_file_beside_it_is_told_and_ends_nothing(browser: Browser) -> None:
    """People mend it, and go on."""
    (browser.folder / "corrections").mkdir()
    bad = browser.folder / "corrections" / "bad.json"
    bad.write_text("{")
    assert browser.refused("POST", "api/corrections", browser.post(GONE)) == 422
    bad.unlink()
    browser.ask("POST", "api/corrections", browser.post(GONE))


def test_many_at_once_are_all_saved(browser: Browser) -> None:
    """Of one page and of several."""
    facts = [
        browser.post({"kind": "fact", "part": 1, "name": name, "value": "2024"}, page)
        for name in ("title", "published", "modified", "site")
        for page in ("a.txt", "b.txt", "c/d.txt")
    ]
    blocks = [browser.post({**GONE, "from": n, "to": n}, page) for n in (1, 2) for page in ("a.txt", "b.txt")]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda body: browser.ask("POST", "api/corrections", body), facts + blocks))
    assert len({each["id"] for each in told}) == len(facts) + len(blocks)
    assert [len(browser.file(page)["corrections"]) for page in ("a.txt", "b.txt", "c/d.txt")] == [6, 6, 4]
    assert [path.suffix for path in (browser.folder / "corrections").rglob("*") if path.is_file()] == [".json"] * 3


def test_what_the_documentation_lists_can_be_asked(browser: Browser) -> None:
    """Every line of its table, with what it says is sent."""
    rows = re.findall(r"^\| `(GET|POST|DELETE) (api/\S+)` \|", (ROOT / "docs/corrections.md").read_text("utf-8"), re.M)
    which = browser.ask("POST", "api/corrections", browser.post(GONE))["id"]
    posted = {"api/corrections": browser.post(GONE), "api/preview": {"page": "a.txt"}}
    for method, path in sorted(rows, reverse=True):
        if path == "api/proposals/ID":
            assert browser.refused(method, path.replace("ID", which), {"accept": True}) == 404
        else:
            address = path.replace("ID", which).replace("page=P&record=R", "page=a.txt")
            browser.ask(method, address, posted.get(path) if method == "POST" else None)
    assert len(rows) == 7


def test_a_proposal_is_shown_and_accepted(browser: Browser) -> None:
    """Only as it is offered, and only once; then the server goes by the new settings."""
    assert browser.ask("GET", "api/proposals") == {"proposals": []}
    for name in ("a.txt", "b.txt"):
        browser.ask("POST", "api/corrections", browser.post(GONE, name))
    (found,) = browser.ask("GET", "api/proposals")["proposals"]
    assert (found["kind"], found["reason"], found["from_corrections"]) == ("phrase", "related", 2)
    assert found["also_changes"]["samples"] == [{"page": "c/d.txt", "record": None, "n": 2, "text": PROSE[1]}]
    for which, body in (("0" * 16, {"accept": True}), (found["id"], {"accept": "yes"}), (found["id"], {})):
        assert browser.refused("POST", f"api/proposals/{which}", body) == 404
    written = browser.ask("POST", f"api/proposals/{found['id']}", {"accept": True})
    assert written["written"] == "pipeline.toml"
    assert (browser.folder / "pipeline.toml").read_text("utf-8") == written["text"]
    assert browser.refused("POST", f"api/proposals/{found['id']}", {"accept": True}) == 404
    assert browser.ask("GET", "api/proposals") == {"proposals": []}
    shown = browser.ask("POST", "api/preview", {"page": "c/d.txt"})
    assert [block["rule"] for block in shown["blocks"] if block["n"] == 2] == ["site_phrase"]


def test_what_was_corrected_is_heeded_by_the_next_run(browser: Browser) -> None:
    """Of that page alone."""
    browser.ask("POST", "api/corrections", browser.post(GONE, "c/d.txt"))
    heard = cleaned(browser.folder / "raw", browser.folder / "clean", corrections=str(browser.folder / "corrections"))
    assert heard.cleaned == ["c/d.txt"]
    assert PROSE[1] not in json.loads((browser.folder / "clean" / "c" / "d.json").read_bytes())["text"]

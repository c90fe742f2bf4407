"""What tests of URLs share: an S3 server on this machine, and what lies in its buckets."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from pipeline import remote

_BUCKETS = count()


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of a server that any credentials open, as long as this lasts."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    told = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    forget()
    try:
        yield told["AWS_ENDPOINT_URL"]
    finally:
        server.stop()
        forget()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def forget() -> None:
    """Stores are opened once in a process, with the address and credentials of then; workers have their server's."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    remote._file_system.cache_clear()
    pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()


def files() -> Any:
    """The file system of S3."""
    return pytest.importorskip("s3fs").S3FileSystem(use_listings_cache=False)


def bucket() -> str:
    """The URL of a new bucket."""
    name = f"bucket-{next(_BUCKETS)}"
    files().mkdir(name)
    return f"s3://{name}"


def upload(folder: Path, url: str) -> None:
    """Every file below a folder, under its path."""
    for path in folder.rglob("*"):
        if path.is_file():
            files().pipe_file(f"{url}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def below(url: str) -> dict[str, bytes]:
    """Every file below a URL but the ledger's, as runs.tree tells those of a folder."""
    root = url.partition("://")[2]
    found = files().find(root)
    return {
        path.removeprefix(f"{root}/"): files().cat_file(path) for path in found if ".pipeline" not in path.split("/")
    }

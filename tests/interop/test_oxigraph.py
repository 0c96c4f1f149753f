"""What an Oxigraph server holds after the update that `limen diff` writes.

The server lives in requirements/interop.txt, apart from what limen and its other tests need.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from limen.model.names import Names
from limen.publish import built_of, diff, diff_update, open_registry, serialized
from limen.serialize import find_format

REGISTRY = Path(__file__).parents[2] / "registry"
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
CLAIMS = "weakness/com/anthropic/claims-activation.md"
NQUADS = find_format("nquads")

pytestmark = pytest.mark.skipif(not OXIGRAPH.is_file(), reason="needs requirements/interop.txt: oxigraph")


def nquads(root: Path) -> bytes:
    return b"".join(serialized(built_of(open_registry([root], names=Names())), NQUADS))


@pytest.fixture
def other(tmp_path) -> Path:
    """limen's own registry without one of its files and with a claim ranked anew."""
    folder = tmp_path / "registry"
    shutil.copytree(REGISTRY, folder)
    claims = folder / CLAIMS
    text = claims.read_text(encoding="utf-8")
    assert "rank: normal" in text
    claims.write_text(text.replace("rank: normal", "rank: preferred", 1), encoding="utf-8")
    (folder / "control/gov/nist/crosswalks.md").unlink()
    return folder


@contextmanager
def serving(place: Path) -> Iterator[str]:
    """Run a server on a store, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [OXIGRAPH, "serve", "--location", place, "--bind", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert "Listening" in server.stderr.readline()
            yield f"http://{address}"
        finally:
            server.terminate()


def send(address: str, data: bytes | None = None, **headers: str) -> bytes:
    request = Request(address, data, {name.replace("_", "-"): value for name, value in headers.items()})
    with urlopen(request, timeout=60) as answer:
        return answer.read()


def test_update_on_a_server(other, tmp_path):
    """A server that holds the old registry holds the new one once the update was sent to it."""
    update = "".join(diff_update(diff(REGISTRY, other, Names(), lambda _what, _done, _of: None)))
    with serving(tmp_path / "store") as server:
        send(f"{server}/store", nquads(REGISTRY), Content_Type=NQUADS.media_type)
        send(f"{server}/update", update.encode(), Content_Type="application/sparql-update")
        held = send(f"{server}/store", Accept=NQUADS.media_type)

    assert set(nquads(other).splitlines()) == set(held.splitlines())
    assert set(nquads(REGISTRY).splitlines()) != set(held.splitlines())

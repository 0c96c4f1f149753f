"""`limen serve` as its users run it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from limen.files import write_files
from limen.publish import serialized
from limen.serialize import find_format
from limen.serve.server import listen
from serving import ROOT, own

LIMEN = [sys.executable, "-m", "limen", "serve", "--port", "0"]


@contextmanager
def command(*arguments, cwd=ROOT):
    """Run the command until it listens; give the process and the address."""
    process = subprocess.Popen(
        [*LIMEN, *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline()
        found = re.fullmatch(r"limen: ([\d,]+) triples at (http://\S+/) .*\n", line)
        assert found, line + process.stderr.read()
        yield process, found[2], int(found[1].replace(",", ""))
    finally:
        process.kill()
        process.communicate()


def children(process):
    """The processes that a process has started and that still run."""
    folder = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return folder.read_text(encoding="ascii").split() if folder.is_file() else []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_and_ends_cleanly(how):
    """It says where it listens and how many triples it holds, logs each request, and ends with 0 and without heirs."""
    with command("registry") as (process, address, triples):
        assert len(own().built) == triples
        assert urlopen(f"{address}ladder").status == 200
        assert b"true" in urlopen(f"{address}sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D").read()
        heirs = children(process)
        process.send_signal(how)
        _, err = process.communicate(timeout=30)
        assert 0 == process.returncode
        assert ["GET", "GET"] == [line.split()[0] for line in err.splitlines()]
        assert re.match(r"GET /ladder 200 \d+ms \d+\n", err)
        assert not any(Path(f"/proc/{each}").exists() for each in heirs)


def test_serve_what_was_exported(tmp_path):
    """What was exported is served without its registry."""
    chunks = serialized(own().built, find_format("nq"))
    write_files(tmp_path, [("limen.nq", chunks)])
    with command("--from", "limen.nq", cwd=tmp_path) as (_, address, triples):
        assert len(own().built) == triples
        assert urlopen(f"{address}id/weakness/anthropic.com/asl").status == 200
        assert urlopen(f"{address}ladder?as-of=2025-02-01").status == 200


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_workers_end_with_the_server():
    """A server that is killed leaves no process behind."""
    with command("registry") as (process, address, _):
        assert urlopen(f"{address}sparql?query=ASK%7B%7D").status == 200
        heirs = children(process)
        process.kill()
        process.communicate()
        for each in heirs:
            gone = subprocess.run(["tail", f"--pid={each}", "-f", "/dev/null"], timeout=20, check=False)
            assert 0 == gone.returncode


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "registry"], "directory"),
        (["--from", "none.nq"], "does not exist"),
        (["--from", "README.md"], "not N-Quads"),
        (["registry", "--from", "pyproject.toml"], "not both"),
        (["none"], "no such file"),
        (["--port", "70000"], "70000"),
        (["--host", "192.0.2.1"], "cannot listen"),
        (["--base", "nonsense"], "base"),
        (["--timeout", "0"], "range"),
        (["--workers", "0"], "range"),
    ],
)
def test_serve_when_wrong(limen, monkeypatch, arguments, words):
    """Wrong use ends with 2 and a sentence."""
    monkeypatch.chdir(ROOT)
    done = limen("serve", *arguments)
    assert 2 == done.code
    assert words in done.err


def test_serve_when_the_port_is_taken(limen, monkeypatch):
    """A port that another server has is refused with a sentence."""
    monkeypatch.chdir(ROOT)
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        done = limen("serve", "--port", taken.getsockname()[1])
    assert 2 == done.code
    assert "another --port" in done.err

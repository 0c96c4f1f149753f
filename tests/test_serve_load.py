"""Many at once; the long version is `make load`."""

from __future__ import annotations

import subprocess
import sys

from serving import ROOT


def test_load():
    """Twenty clients and a query that never ends lose no answer."""
    script = [sys.executable, "benchmarks/load.py", "--clients", "20", "--seconds", "3", "--timeout", "2"]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "'200'" in done.stdout
    assert "'504'" in done.stdout

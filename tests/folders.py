"""Small registries for tests, and what a folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REGISTRY = ROOT / "registry"
UPSTREAM = ROOT.parent / "shared" / "secid" / "registry"

needs_shared = pytest.mark.skipif(not UPSTREAM.is_dir(), reason="needs ../shared")

#: An entry with nothing wrong in it.
GOOD = """\
---
type: advisory
namespace: example.org
full_name: Example
status: active
sources:
  bulletins:
    full_name: Example Bulletins
    urls:
      website: "https://example.org/bulletins"
      lookup: "https://example.org/bulletins/{id}"
    id_pattern: '^EX-[0-9]+$'
    examples: ["EX-1"]
---

# Example
"""


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}

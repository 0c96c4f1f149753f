"""The part of the changelog that tells of one release: what was written by hand, and what differs in the data."""

from __future__ import annotations

import re

from limen.diff import Graphs
from limen.publish.diff import compare_graphs
from limen.publish.diff_text import diff_markdown
from limen.publish.release.edition import Edition
from limen.publish.release.previous import Previous
from limen.publish.tally import Tally

_HEADING = re.compile(r"^## +\[?([^\]\s]+)\]?.*$", re.MULTILINE)


def changes(
    changelog: str, edition: Edition, graphs: Graphs, previous: Previous | None, counts: Tally
) -> bytes:
    """Tell of a release in Markdown; the graphs are as another reader reads them."""
    date = f" ({edition.date})" if edition.date else ""
    by_hand = changelog_part(changelog, edition.version)
    if previous:
        data = (
            f"## Data, since {previous.version}\n\n{diff_markdown(compare_graphs(previous.graphs, graphs))}"
        )
    else:
        data = f"## Data\n\nIt holds {counts}.\n"
    return "\n".join(filter(None, (f"# {edition.version}{date}\n", by_hand, data))).encode()


def changelog_part(changelog: str, version: str) -> str:
    r"""Take the part about a version out of a changelog, or else the one about what is not released yet.

    >>> print(changelog_part("# C\n\n## 1.1\n\n- one\n\n## 1.0\n\n- two\n", "1.1"))
    - one
    <BLANKLINE>
    """
    parts = _HEADING.split(changelog)
    told = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    part = told.get(version) or told.get("Unreleased", "")
    return f"{part}\n" if part else ""

"""Mending: what has one safe answer is mended, and everything else of a file stays as it is, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.parse import parse_file
from limen.parse.mend import mend

HEAD = "---\ntype: control\nnamespace: example.org\nstatus: active\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD + "---\n", HEAD + "---\n"),
        (HEAD + "---\n\n# A", HEAD + "---\n\n# A\n"),
        (HEAD + "---\r\nA", HEAD + "---\r\nA\r\n"),
        ("\ufeff" + HEAD + "---\n", HEAD + "---\n"),
        (HEAD + "note: no\n---\n", HEAD + 'note: "no"\n---\n'),
        (HEAD + "versions: [2.10, 010, a]\n---\n", HEAD + 'versions: ["2.10", "010", a]\n---\n'),
        (HEAD + "note: 2024-01-01 # day\n---\n", HEAD + 'note: "2024-01-01" # day\n---\n'),
        (
            "---\nclaims: []\n# who\nnamespace: a.example\ntype: control\nx: |\n  a\n\n  b\n---\nText\n",
            "---\ntype: control\n# who\nnamespace: a.example\nx: |\n  a\n\n  b\nclaims: []\n---\nText\n",
        ),
        ("---\nnamespace: a.example\ntype: control\ntype: entity\n---\n", None),
        ("---\n{namespace: a.example, type: control}\n---\n", None),
        ("---\nnote: [1.0\n---\n", None),
        ("---\nnote: 2.2\n", None),
        ("", ""),
    ],
    ids=lambda text: repr(text)[-30:],
)
def test_file_when_mended(before, after):
    """Quotes, the order of keys, the final newline and a byte order mark are mended; None means nothing is."""
    expected = before if after is None else after

    assert expected == mend("control/org/example.md", before.encode()).decode()


def test_json_when_mended_gets_its_newline_only():
    """JSON has no order of keys, and quotes are its own."""
    assert b'{"namespace": "a.example", "type": "control"}\n' == mend(
        "a.json", b'{"namespace": "a.example", "type": "control"}'
    )


def test_bytes_when_no_text_stay():
    """A file that is not UTF-8 has no safe answer."""
    assert b"caf\xe9" == mend("a.md", b"caf\xe9")


_VALUES = st.sampled_from(
    ["no", "2.10", "2024-01-01", "~", "'a'", '"b: c"', "plain", "[1.0, yes]", "{k: off}", ""]
)
_KEYS = st.sampled_from(["type", "namespace", "claims", "sources", "note", "status", "urls", "mappings"])


@given(st.dictionaries(_KEYS, _VALUES), st.text(alphabet="ab #\n-\r", max_size=20))
def test_file_when_mended_twice_is_as_when_mended_once(keys, body):
    """Mending is done once, and leaves nothing that it would mend."""
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n" + body
    once = mend("control/org/example.md", text.encode())

    assert once == mend("control/org/example.md", once)
    codes = {found.code for found in parse_file("control/org/example.md", once).findings}
    assert not codes & {"unquoted-scalar", "key-order", "byte-order-mark"}

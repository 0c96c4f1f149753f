"""The bytes of a Markdown file become front matter and body, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.errors import Severity
from limen.model.node import Mapping, Scalar
from limen.parse.text.decode import LARGEST_FILE, LARGEST_FRONT_MATTER, decode
from limen.parse.text.front_matter import split_front_matter

REGISTRY = Path(__file__).parents[2] / "shared" / "secid" / "registry"

scribbles = st.lists(
    st.sampled_from(
        ["---", "----", "--- ", "...", "--", "a: b", "- c", "", " ", "\t", "# d", "\r", "x\x00\u3000", "é"]
    )
)


def test_bytes_when_utf8() -> None:
    """Lines end in a line feed, however the file ends them."""
    assert ("é\n\n😀\n", ()) == decode("a.md", "é\r\n\n😀\r\n".encode())


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"caf\xe9", 1, 4),
        ("é\n😀é".encode() + b"\xff", 2, 3),
        ("a\n\n".encode("utf-16"), 1, 1),
        (b"\xef\xbb\xbfab\x80", 1, 3),
        (b"a\r\nb\xed\xa0\x80", 2, 2),
    ],
)
def test_bytes_when_not_utf8(data: bytes, line: int, column: int) -> None:
    """A byte that is not UTF-8 is an error with its line and its column in characters."""
    text, findings = decode("a.md", data)

    assert (None, line, column, "not-utf8", Severity.ERROR) == (
        text,
        findings[-1].line,
        findings[-1].column,
        findings[-1].code,
        findings[-1].severity,
    )


def test_bytes_when_marked() -> None:
    """A byte order mark is an error, and the text goes on without it."""
    text, [found] = decode("a.md", b"\xef\xbb\xbf---\na: 2.2\n---\n")

    assert ("---\na: 2.2\n---\n", 1, 1, "byte-order-mark") == (text, found.line, found.column, found.code)
    assert text
    assert ["unquoted-scalar"] == [found.code for found in split_front_matter("a.md", text)[1]]


def test_bytes_when_they_hold_controls() -> None:
    """Each kind of control character is an error once, and its place in the text is kept."""
    text, findings = decode("a.md", b"a\tb\x00\nc\x00\rd\x1b\xc2\x85\x7f")

    assert "a\tb\ufffd\nc\ufffd\ufffdd\ufffd\ufffd\ufffd" == text
    assert [(1, 4), (2, 3), (2, 5), (2, 6), (2, 7)] == [(found.line, found.column) for found in findings]
    assert {"control-character"} == {found.code for found in findings}
    assert "the character U+0000 occurs 2 times, here first" == findings[0].message


def test_bytes_when_too_many() -> None:
    """A file over the limit is refused unread; one at the limit is read."""
    text, [found] = decode("a.md", b"\xff" * (LARGEST_FILE + 1))

    assert (None, 0, "file-too-large") == (text, found.line, found.code)
    assert () == decode("a.md", b"a" * LARGEST_FILE)[1]


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes(data: bytes) -> None:
    """No bytes raise; every line feed stays, and without findings the text is the file's."""
    text, findings = decode("a.md", data)

    assert text is not None or findings
    assert text is None or text.count("\n") == data.count(b"\n")
    assert findings or text == data.decode().replace("\r\n", "\n")


def test_file_when_well_formed() -> None:
    """The front matter has the file's lines; the body is what follows, unchanged."""
    front, findings = split_front_matter("a.md", "---\n\ntype: entity\n---\n\n  # A\n---\nb: 2.2\n\n")

    assert Mapping(((Scalar("type", 3, 1), Scalar("entity", 3, 7)),), 3, 1) == front.yaml
    assert ("\n  # A\n---\nb: 2.2\n\n", 5, (1, 4), ()) == (
        front.body,
        front.body_line,
        front.fences,
        findings,
    )


@pytest.mark.parametrize(
    ("text", "body", "body_line", "fences"),
    [
        ("---\r\na: b\r\n---\r\nc\r\n", "c\n", 4, (1, 3)),
        ("\n\n---\na: b\n---\nc", "c", 6, (3, 5)),
        ("----\na: b\n---  \nc", "c", 4, (1, 3)),
        ("---\na: b\n---", "", 4, (1, 3)),
        ("---\na: b\n---\n", "", 4, (1, 3)),
        ("---\na: |\n  ---\n---\nc", "c", 5, (1, 4)),
    ],
)
def test_file_when_written_otherwise(text: str, body: str, body_line: int, fences: tuple[int, int]) -> None:
    """Blank lines before it, line ends, long fences and an empty body are fine."""
    front, findings = split_front_matter("a.md", text)

    assert front.yaml is not None
    assert fences[0] + 1 == front.yaml.line
    assert (body, body_line, fences, ()) == (front.body, front.body_line, front.fences, findings)


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), (" \n\n", 1), ("\n# A\n\n---\na: b\n---\n", 2), ("+++\na = 1\n+++\n", 1)]
)
def test_file_when_without_front_matter(text: str, line: int) -> None:
    """A file that does not begin with a fence is all body, and an error says so."""
    front, [found] = split_front_matter("a.md", text)

    assert (None, text, 1, ()) == (front.yaml, front.body, front.body_line, front.fences)
    assert (line, 1, "no-front-matter", Severity.ERROR) == (
        found.line,
        found.column,
        found.code,
        found.severity,
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("---\na: b\n# C\n", 1, 1, "front-matter-not-closed"),
        ("\n---\na: b\n--\n", 2, 1, "front-matter-not-closed"),
        ("---\na: b\n...\n# C\n", 3, 1, "front-matter-not-closed"),
        ("---\na: b\n...\ntext\n\n---\nc", 4, 1, "yaml-syntax"),
        ("---\n---\n# C\n", 1, 1, "front-matter-empty"),
        ("---\n# a: b\n---\n", 1, 1, "front-matter-empty"),
        ("---\n\n- a\n- b\n---\n", 3, 1, "front-matter-not-a-mapping"),
        ("---\njust text\n---\n", 2, 1, "front-matter-not-a-mapping"),
        ("---\na: b\na: c\n---\n", 3, 1, "duplicate-key"),
        ("---\na:\n  - 2.10\n---\n", 3, 5, "unquoted-scalar"),
        ("---\na:\n\tb: c\n---\n", 3, 1, "yaml-syntax"),
        ("---\na: [b\n---\nc\n", 2, 4, "yaml-syntax"),
        ("---\na: b: c\n---\n", 2, 5, "yaml-syntax"),
        ("---\na: !!python/object:x {}\n---\n", 2, 4, "yaml-tag"),
        ("---\n" + "[" * 60_000 + "\n---\n", 2, 101, "yaml-too-deep"),
        ("---\n" + "a" * LARGEST_FRONT_MATTER + "\n---\n", 1, 1, "front-matter-too-large"),
    ],
)
def test_file_when_front_matter_is_bad(text: str, line: int, column: int, code: str) -> None:
    """Front matter that other readers drop, bend or choke on is one error with its place."""
    _, [found] = split_front_matter("a.md", text)

    assert (line, column, code, Severity.ERROR) == (found.line, found.column, found.code, found.severity)
    assert found.hint


def test_body_when_front_matter_is_bad() -> None:
    """The body keeps its place although the front matter cannot be read."""
    front, _ = split_front_matter("a.md", "---\na: [\n---\n# C\n")

    assert (None, "# C\n", 4, (1, 3)) == (front.yaml, front.body, front.body_line, front.fences)


@given(st.text(st.characters()) | scribbles.map("\n".join))
def test_any_text(text: str) -> None:
    """No text raises; the body is the file from its line on, and there is front matter or a finding."""
    front, findings = split_front_matter("a.md", text)
    lines = text.replace("\r\n", "\n").split("\n")

    assert front.yaml is not None or findings
    assert len(front.fences) == 1 or "\n".join(lines[front.body_line - 1 :]) == front.body
    assert all(lines[fence - 1].strip().startswith("---") for fence in front.fences)
    assert all(1 <= found.line <= len(lines) + 1 for found in findings)


@given(scribbles.map("\n".join))
def test_body_when_compared_with_the_library(text: str) -> None:
    """Where front matter is accepted, the body is the library's but for blank space around it."""
    front, findings = split_front_matter("a.md", text)

    assert findings or frontmatter.parse(text)[1] == front.body.strip()


@pytest.mark.skipif(not REGISTRY.is_dir(), reason="needs ../shared")
def test_registry_when_read() -> None:
    """In a real registry only notes lack front matter, and only a template's null is an error."""
    found: dict[str, set[str]] = {}
    for path in REGISTRY.rglob("*.md"):
        name = path.relative_to(REGISTRY).as_posix()
        text, findings = decode(name, path.read_bytes())
        assert text is not None
        front, more = split_front_matter(name, text)
        assert frontmatter.loads(text).content == front.body.strip()
        for each in findings + more:
            found.setdefault(each.code, set()).add(name)

    notes = {path.name for path in REGISTRY.glob("*.md")}
    assert {"no-front-matter": notes, "unquoted-scalar": {"reference/_template.md"}} == found

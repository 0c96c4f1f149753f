"""What the fuzzer feeds to limen: files that exist, spoilt, and texts made from nothing by small grammars.

A case is a pure function of its kind and its seed, so a seed is all that a report needs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from limen.check.explain import read_page
from limen.identifier import SECID_TYPES

ROOT = Path(__file__).parents[1]
#: The longest text that a case is allowed to be, in bytes.
LONGEST = 20_000
BASE = "https://w3id.org/limen/"

#: Bytes that have broken readers of text, YAML, JSON, Markdown, tables or IRIs before.
HOSTILE = [
    *"\0|\x07|\x1b[31m|\x7f|\x85|\u2028|\u2029|\ufeff|\u202e|\u200b|\ufffe|é|e\u0301|ß|İ|\U0001f600".split("|"),
    *r"""--- ... %YAML --- | > >- |2- !!python/object:os.system !x &a *a <<: ? : - -- # {} [] {[ }] ' " = ~""".split(),
    *r"null yes NO on 0o7 0x1f 1_000 1e999 .inf .nan -0 2025-02-30 2025-13 12:30:45 1e400 -0.0 00 true false".split(),
    *r"""\u0000 \ud800 \udc00\ud800 \x \ NaN Infinity {"a":1,"a":2} "a"@en-x "a"^^<b> @prefix <urn:a> _:b a:b""".split(),
    *r"| || |- |---| \| `|` [x](y) ![x][y] <!-- --> <b> ``` ~~~ ==== ---- ## ####### **_x_** 1) &amp; &#0;".split(),
    *r"%2F %2f %25 %252F %C2%A7 %FF %ED%A0%80 % %4 %zz /../ /./ // @ # ? ?a=b&c #@ @@ secid: SECID: ://".split(),
    *r"(a+)+$ (?i) (?P<x> [ ( \ (?=x) \1 {99999} {1,} ^$ $^ [^]] (?# curie_map: #mapping_set_id:".split(),
    *"secid:weakness/example.org/levels#L-1 secid:entity/a.b@1#c@2 xn--mnchen-3ya.de xn--a a..b .a a.".split(),
    *["\r", "\r\n", "\n", "\n\n", "\n  ", "\n- ", "\t", " ", "  \n", ": ", " #", "\n---\n", "\n...\n"],
]  # fmt: skip
_KEYS = """
type namespace aliases sources names items versions versions_available id_pattern id_patterns examples urls url
claims mappings definitions arguments assessments evaluations id subject predicate object relation source order
next previous kind label full_name status from through quote version match_nodes patterns data children
known_values lookup_table absent operator input confidence if then of in finding
""".split()
_WORDS = """
weakness control entity example.org example.com level standard policy active draft "1" '2025-05-22' L-1 L-2 levels
secid:weakness/example.org/levels#L-1 secid:entity/example.org ^L-[0-9]+$ https://example.org/{id} exactMatch
activationStatus preferred read quoted null true 1 1.5 2025 [] {} ""
""".split()


def case_of(kind: str, seed: int) -> bytes:
    """Make the case of a kind that a seed stands for."""
    random = Random(f"{kind}{seed}")
    made = _MAKERS[kind](random)
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        made = random.choice(_DAMAGES)(made, random, kind)
    return made[:LONGEST]


@cache
def samples(kind: str) -> tuple[bytes, ...]:
    """Files of a kind, as they are found in this project; the shorter ones."""
    pages = [
        read_page(page.stem, page.read_text("utf-8")) for page in sorted((ROOT / "findings").glob("*.md"))
    ]
    shown = [file for page in pages for example in (page.fails, page.passes) for file in example.files]
    found = [file.content for file in shown if _kind(file.name) == kind and file.times == 1]
    folders = ("docs/example/registry", "tests/data", "registry/weakness", "registry/reference/org", "shapes")
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*")) if file.is_file()]
    found += [file.read_bytes() for file in files if _kind(file.name) == kind]
    return tuple(each for each in found if each and len(each) < 8_000)


def _kind(name: str) -> str:
    endings = {
        ".sssom.tsv": "sssom",
        ".ttl": "turtle",
        ".json": "json",
        ".md": "markdown",
        ".md.yaml": "sidecar",
    }
    return next((kind for ending, kind in endings.items() if name.endswith(ending)), "")


def _sample(kind: str) -> Callable[[Random], bytes]:
    return lambda random: random.choice(samples(kind))


def _either(*makers: Callable[[Random], bytes]) -> Callable[[Random], bytes]:
    return lambda random: random.choice(makers)(random)


# -- grammars


def _yaml(random: Random, depth: int = 0, indent: str = "") -> str:
    """Write a mapping in block style, with values of every form and some in the wrong place."""
    lines = []
    for _ in range(random.randint(1, 7)):
        key = random.choice(_KEYS) if random.random() < 0.9 else random.choice(HOSTILE)
        form = random.random()
        if depth > 4 or form < 0.5:
            lines.append(f"{indent}{key}: {_scalar(random)}")
        elif form < 0.75:
            lines += [f"{indent}{key}:", _yaml(random, depth + 1, indent + "  ")]
        elif form < 0.9:
            lines.append(f"{indent}{key}:")
            for _ in range(random.randint(0, 3)):
                inner = _yaml(random, depth + 2, indent + "    ").lstrip(" ")
                lines.append(
                    f"{indent}  - {inner}" if random.random() < 0.6 else f"{indent}  - {_scalar(random)}"
                )
        else:
            lines.append(f"{indent}{key}: {_flow(random, depth)}")
    return "\n".join(lines)


def _scalar(random: Random) -> str:
    word = random.choice(_WORDS) if random.random() < 0.7 else random.choice(HOSTILE)
    return random.choice(('"{}"', "'{}'", "{}", "{}", "{} {}", "{}{}")).format(word, random.choice(HOSTILE))


def _flow(random: Random, depth: int) -> str:
    """Write a value as JSON does, which YAML reads too."""
    form = random.random()
    if depth > 6 or form < 0.4:
        quoted = random.choice((*_WORDS, *HOSTILE)).replace('"', '\\"')
        return random.choice((f'"{quoted}"', f'"{quoted}"', "null", "true", "0", "-1.50", "1e5", quoted))
    items = [_flow(random, depth + 1) for _ in range(random.randint(0, 4))]
    if form < 0.6:
        return "[" + ", ".join(items) + "]"
    return "{" + ", ".join(f'"{random.choice(_KEYS)}": {item}' for item in items) + "}"


def _deep(random: Random) -> str:
    """Nest one thing in itself."""
    pairs = (
        ("[", "]"),
        ("{a: ", "}"),
        ('{"a":', "}"),
        ("> ", ""),
        ("- ", ""),
        ("* ", ""),
        ("(", ")"),
        ("**", "**"),
    )
    opening, closing = random.choice(pairs)
    times = random.choice((10, 70, 300, 3000))
    return opening * times + "x" + (closing * times if random.random() < 0.8 else "")


def _markdown(random: Random) -> bytes:
    head = f"type: {random.choice(('weakness', 'control', 'entity'))}\nnamespace: example.org\n"
    matter = head + (_deep(random) if random.random() < 0.03 else _yaml(random))
    return f"---\n{matter}\n---\n{_body(random)}".encode("utf-8", "replace")


def _body(random: Random) -> str:
    """Write headings, tables, lists and fences, each in a way that somebody might."""
    blocks = []
    for _ in range(random.randint(0, 8)):
        cells = [random.choice((*_WORDS, *HOSTILE, "**L-1**", "Level")) for _ in range(random.randint(1, 5))]
        row = "| " + " | ".join(cells) + " |"
        heads = ("## Levels", "### Format", "## levels", "Title\n====", "# " + cells[0])
        blocks.append(
            random.choice(
                (
                    random.choice(heads),
                    "\n".join([row, "|" + "---|" * random.randint(1, 5), *[row] * random.randint(0, 3)]),
                    "\n".join(f"{random.choice(('-', '1.', '*'))} **{cell}** - {cell}" for cell in cells),
                    "```\n" + cells[0] + random.choice(("\n```", "")),
                    "> " + " ".join(cells),
                    f"- {cells[0]}: `{cells[-1]}` [{cells[0]}]({cells[-1]})",
                    _deep(random) if random.random() < 0.1 else cells[0],
                )
            )
        )
    return random.choice(("\n", "\n\n", "\r\n\r\n")).join(blocks)


def _json(random: Random) -> bytes:
    if random.random() < 0.05:
        return _deep(random).encode()
    nodes = ", ".join(_node(random, 0) for _ in range(random.randint(0, 3)))
    rest = "".join(f', "{random.choice(_KEYS)}": {_flow(random, 3)}' for _ in range(3))
    return f'{{"type": "control", "namespace": "example.org", "match_nodes": [{nodes}]{rest}}}'.encode(
        "utf-8", "replace"
    )


def _node(random: Random, depth: int) -> str:
    patterns = random.choice(
        ('["(?i)^levels$"]', '["^L-[0-9]+$"]', '["^(a+)+$"]', '["["]', "[]", _flow(random, 5))
    )
    data = f'{{"examples": {_flow(random, 4)}, "{random.choice(_KEYS)}": {_flow(random, 4)}}}'
    children = ", ".join(_node(random, depth + 1) for _ in range(random.randint(0, 2))) if depth < 4 else ""
    return f'{{"patterns": {patterns}, "description": "x", "weight": 1, "data": {data}, "children": [{children}]}}'


def _identifier(random: Random) -> bytes:
    type_ = random.choice((*sorted(SECID_TYPES), "Weakness", "x", ""))
    known = (
        "example.org",
        "example.org/levels",
        "example.com",
        "EXAMPLE.org.",
        "münchen.de/a",
        "xn--mnchen-3ya.de/b",
    )
    text = f"{random.choice(('secid:', 'secid:', 'SecID:', ''))}{type_}/{random.choice((*known, *HOSTILE))}"
    for _ in range(random.randint(0, 5)):
        text += random.choice("/@#?%") + random.choice((*HOSTILE, "L-1", "1.0", "levels", "a b", "A" * 2000))
    return text.encode("utf-8", "surrogatepass")


def _iri(random: Random) -> bytes:
    text = _identifier(random).decode("utf-8", "surrogatepass").partition(":")[2]
    front = random.choice((f"{BASE}id/", f"{BASE}id/", BASE, "https://", ""))
    return (front + text).encode("utf-8", "surrogatepass")


def _sssom(random: Random) -> bytes:
    slots = "subject_id predicate_id object_id mapping_justification subject_label confidence mapping_date x".split()
    columns = random.sample(slots, random.randint(1, len(slots)))
    head = f"#curie_map:\n#  a: https://example.org/\n#{_yaml(random).replace(chr(10), chr(10) + '#')}\n"
    values = (
        "a:b",
        "a:c",
        "skos:exactMatch",
        "skos:broadMatch",
        "semapv:ManualMappingCuration",
        "0.5",
        "2",
        "",
    )
    rows = [
        "\t".join(random.choice((*values, *HOSTILE)) for _ in columns) for _ in range(random.randint(0, 6))
    ]
    return (random.choice((head, "")) + "\n".join(["\t".join(columns), *rows]) + "\n").encode(
        "utf-8", "replace"
    )


# -- damages


def _flip(data: bytes, random: Random, _kind: str) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.randint(1, 4)):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, random: Random, _: str) -> bytes:
    start, end = sorted((_at(data, random), _at(data, random)))
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random, _: str) -> bytes:
    start = _at(data, random)
    block = data[start : start + random.choice((1, 8, 80, 800))]
    return data[:start] + block * random.choice((2, 3, 50, 2000)) + data[start:]


def _insert(data: bytes, random: Random, _: str) -> bytes:
    start = _at(data, random)
    return data[:start] + random.choice(HOSTILE).encode("utf-8", "surrogatepass") + data[start:]


def _splice(data: bytes, random: Random, kind: str) -> bytes:
    other = random.choice(samples(kind) or (data,))
    return data[: _at(data, random)] + other[_at(other, random) :]


def _swap_lines(data: bytes, random: Random, _: str) -> bytes:
    lines = data.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _recode(data: bytes, random: Random, _: str) -> bytes:
    return data.decode("utf-8", "replace").encode(
        random.choice(("utf-16", "utf-8-sig", "cp1252", "utf-7")), "replace"
    )


def _at(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


_DAMAGES = (_flip, _cut, _cut, _repeat, _insert, _insert, _splice, _swap_lines, _recode)
_MAKERS = {
    "markdown": _either(_sample("markdown"), _markdown, _markdown),
    "json": _either(_sample("json"), _json, _json),
    "sidecar": _sample("sidecar"),
    "identifier": _identifier,
    "iri": _iri,
    "sssom": _either(_sample("sssom"), _sssom),
    "turtle": _sample("turtle"),
}
#: The kinds of cases, those that are quick to try more often.
KINDS = (*("markdown", "json", "identifier", "iri") * 4, "sidecar", *("sssom",) * 2, "turtle")

"""Rows of an SSSOM table as front matter of the registry format; nothing of them is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from urllib.parse import quote, unquote

from limen.errors import Finding, Severity
from limen.model.records import MAPPING
from limen.model.schema import Rule, Value
from limen.model.words import JUSTIFICATIONS, RELATIONS
from limen.parse.sssom import KEYS, SssomRow, SssomTable
from limen.term import is_iri

#: Slots that repeat what the registry says elsewhere; they help the eye only.
_REPEATED = frozenset({"subject_label", "object_label", "predicate_label", "predicate_type"})
#: Slots whose values the registry format writes as words.
_WORDED = (
    ("predicate_id", "relation", "unknown-predicate", RELATIONS),
    ("mapping_justification", "justification", "unknown-justification", JUSTIFICATIONS),
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@-]*(?::[A-Za-z0-9_./@%-]+)?(?:#[A-Za-z0-9_./@%-]+)?\Z")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
# What a JSON string may hold and YAML text may not.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DELIMITERS = frozenset("@#%?;&")
_LEGIBLE = re.compile(r"\S(?:[^\x00-\x1f]*\S)?\Z")


def format_mappings(table: SssomTable, base: str) -> str:
    r"""Write a table as the `mappings` of an entry, its metadata before it as comments.

    A slot that the format has no key for keeps its own name as key. IRIs under
    the base become SecIDs.

    >>> slots = {"subject_id": ("https://x.org/id/weakness/a.org/l",), "see_also": ("https://a.org/",)}
    >>> print(format_mappings(SssomTable((), (SssomRow(2, slots),)), "https://x.org/"), end="")
    mappings:
      - id: sssom-1981755bce0c
        subject: secid:weakness/a.org/l
        see_also: https://a.org/
    """
    lines = [f"# {key}: {_scalar(value)}" for key, value in table.metadata]
    lines.append("mappings:" if table.rows else "mappings: []")
    for row in table.rows:
        first, *more = _record(row, base)
        lines += [f"  - {first}", *(f"    {line}" for line in more)]
    return "\n".join(lines) + "\n"


def mapping_findings(path: str, table: SssomTable, base: str) -> tuple[Finding, ...]:
    """Say which values a curator has to replace before the mappings can stand in a registry."""
    findings: list[Finding] = []
    for row in table.rows:
        if not row.slots.get("mapping_source"):
            message, hint = "the row names no mapping_source", "name the document that says so under `source`"
            findings.append(Finding(path, row.line, 1, Severity.WARNING, "no-source", message, hint))
        findings += _unknown_words(path, row)
        for slot, values in row.slots.items():
            rule = MAPPING.get(KEYS.get(slot, ""))
            for value in values if rule and rule.value is Value.SECID else ():
                if not value.startswith(f"{base}id/"):
                    message = f"{slot} {value!r} has no SecID here"
                    hint = f"give the thing an entry, or say with --base what replaces {base}"
                    findings.append(
                        Finding(path, row.line, 1, Severity.WARNING, "not-a-secid", message, hint)
                    )
    return tuple(sorted(findings))


def _unknown_words(path: str, row: SssomRow) -> Iterator[Finding]:
    """Say which terms SSSOM knows and the format has no word for."""
    for slot, kind, code, words in _WORDED:
        for value in row.slots.get(slot, ()):
            if is_iri(value) and f"<{value}>" not in words.values():
                message = f"limen knows no {kind} {value}"
                hint = f"limen's {kind}s are {', '.join(words)}"
                yield Finding(path, *row.place(slot), Severity.ERROR, code, message, hint)


def _record(row: SssomRow, base: str) -> Iterator[str]:
    """Write one record: its id, the keys of the format in their order, then all others."""
    id = _id(row.slots, base)
    yield f"id: {_scalar(id)}"
    yield from (f"# {slot}: {_values(row.slots[slot])}" for slot in sorted(_REPEATED & row.slots.keys()))
    own: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}
    for slot, values in row.slots.items():
        key = KEYS.get(slot, slot)
        if key in MAPPING:
            own[key] = own.get(key, ()) + tuple(_word(each, MAPPING[key], base) for each in values)
        elif slot not in _REPEATED and not (slot == "record_id" and _named(values[0], base)):
            others[slot] = values
    yield from (f"{key}: {_values(own[key])}" for key in MAPPING if key in own)
    for slot, values in others.items():
        if slot == "limen:extra":
            yield from (line for value in values for line in _extra(value))
        else:
            yield f"{slot}: {_values(values)}"


def _id(slots: Mapping[str, tuple[str, ...]], base: str) -> str:
    """The id that the record's IRI holds, or one made from what the mapping relates."""
    named = _named(slots.get("record_id", ("",))[0], base)
    if named:
        return named
    related = "\n".join(
        "|".join(slots.get(slot, ()))
        for slot in ("subject_id", "predicate_id", "predicate_modifier", "object_id")
    )
    return f"sssom-{sha256(related.encode()).hexdigest()[:12]}"


def _named(iri: str, base: str) -> str:
    """The id of a record whose IRI limen made; empty for any other."""
    rest = iri.removeprefix(f"{base}mapping/")
    id = unquote(rest)
    return id if rest != iri and id.strip() and quote(id, safe="/~") == rest else ""


def _word(text: str, rule: Rule, base: str) -> str:
    """Write a value as the format does: a SecID, or the word of a term."""
    if rule.value is Value.SECID:
        return _secid(text, base)
    words = {term.strip('<>"'): word for word, term in rule.choices.items()}
    return words.get(text, text)


def _secid(iri: str, base: str) -> str:
    """Write an IRI as a SecID, without escapes where that cannot be read otherwise.

    >>> _secid("https://x.org/id/control/nist.gov/ai-rmf#GOVERN%201.1", "https://x.org/")
    'secid:control/nist.gov/ai-rmf#GOVERN 1.1'
    >>> _secid("https://x.org/id/advisory/cert.org/vu#VU%23867593", "https://x.org/")
    'secid:advisory/cert.org/vu#VU%23867593'
    """
    rest = iri.removeprefix(f"{base}id/")
    if rest == iri:
        return iri
    try:
        plain = unquote(rest, errors="strict")
    except UnicodeDecodeError:
        return f"secid:{rest}"
    same = all(rest.count(each) == plain.count(each) for each in _DELIMITERS - {"%"} | {"/"})
    return f"secid:{plain}" if same and "%" not in plain and _LEGIBLE.match(plain) else f"secid:{rest}"


def _extra(text: str) -> Iterator[str]:
    """Write a field that limen kept as JSON as the field that it was."""
    try:
        kept = json.loads(text)
    except ValueError:
        kept = {"limen:extra": text}
    for key, value in kept.items() if isinstance(kept, dict) else [("limen:extra", kept)]:
        yield f"{_scalar(str(key))}: {_readable(json.dumps(value, ensure_ascii=False))}"


def _values(values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return _scalar(values[0])
    return f"[{', '.join(_scalar(each) for each in values)}]"


def _scalar(text: str) -> str:
    """Write a text so that every reader of YAML takes it for that text.

    >>> _scalar("relatedMatch"), _scalar("2.10"), _scalar("no")
    ('relatedMatch', '"2.10"', '"no"')
    """
    if _PLAIN.match(text) and text.lower() not in _WORDS:
        return text
    return _readable(json.dumps(text, ensure_ascii=False))


def _readable(quoted: str) -> str:
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04X}", quoted)

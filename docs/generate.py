"""Prints what follows from the code: docs/registry.md, docs/findings.md, and the output in console blocks."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from limen.identifier import SECID_TYPES
from limen.model.records import RECORDS
from limen.model.schema import THING, Rule, Table
from limen.model.words import KINDS, PREDICATES, RELATIONS
from limen.vocab import compact

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_KEPT = "kept as written"


def registry_page() -> str:
    """Write the page on the registry format from the model's tables."""
    parts = [(Path(__file__).parent / "parts" / "registry.md").read_text(encoding="utf-8")]
    parts.append("## Keys of a namespace, source, version or item\n")
    parts.append(_table({key: rule for key, rule in THING.items() if rule.meaning != _KEPT}))
    kept = ", ".join(f"`{key}`" for key, rule in THING.items() if rule.meaning == _KEPT)
    parts.append(f"These further SecID keys are known and kept as JSON text under `limen:extra`: {kept}.\n")
    parts.append("## Kinds\n\n`kind` says what a source or item is.\n")
    parts.append(_rows(("kind", "class"), ((k, ", ".join(map(compact, c))) for k, c in KINDS.items())))
    for kind in RECORDS:
        parts.append(
            f"## Keys of {_article(kind.word)} {kind.word}\n\nUnder `{kind.key}`, a list. Required: {_codes(kind.required)}.\n"
        )
        parts.append(_table(kind.table))
    parts.append(f"## Words\n\nTypes of entries: {_codes(sorted(SECID_TYPES))}.\n")
    parts.append(f"Predicates of claims: {_codes(PREDICATES)}.\n")
    parts.append(f"Relations of mappings: {_codes(RELATIONS)}.\n")
    return "\n".join(parts)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _table(table: Table) -> str:
    return _rows(
        ("key", "meaning", "written as", "property"),
        (
            (f"`{key}`", _meaning(rule), rule.value.value, f"`{compact(rule.predicate)}`")
            for key, rule in table.items()
        ),
    )


def _meaning(rule: Rule) -> str:
    return f"{rule.meaning}: {_codes(rule.choices)}" if rule.choices else rule.meaning


def _codes(words: object) -> str:
    return ", ".join(f"`{word}`" for word in words)  # type: ignore[attr-defined]


def _rows(head: tuple[str, ...], rows: object) -> str:
    lines = [head, tuple("---" for _ in head), *rows]  # type: ignore[misc]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def filled(text: str, conftest: ModuleType) -> str:
    """Put what each command prints today below it; blocks with … are left to their author."""

    def fill(match: re.Match[str]) -> str:
        block = match.group()
        if "…" in block or "make test" in block:
            return block
        return "".join(f"$ {command}\n{conftest._run(command)}" for command, _ in conftest._commands(block))

    return _BLOCK.sub(fill, text)


def bare(text: str) -> str:
    """Take what was printed out of the console blocks and leave the commands."""
    return _BLOCK.sub(lambda block: re.sub(r"^(?!\$ ).*\n", "", block.group(), flags=re.MULTILINE), text)


def findings_page() -> str:
    """Write the page on findings from their catalogue."""
    page: str = _load(Path(__file__).parent / "generate_findings.py").findings_page()
    return page


def _load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write every page anew."""
    (ROOT / "docs" / "registry.md").write_text(registry_page(), encoding="utf-8")
    (ROOT / "docs" / "findings.md").write_text(findings_page(), encoding="utf-8")
    conftest = _load(ROOT / "conftest.py")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        page.write_text(filled(text, conftest), encoding="utf-8")


if __name__ == "__main__":
    main()

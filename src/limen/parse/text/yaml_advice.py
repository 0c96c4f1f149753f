"""Says what is wrong with a YAML text, and what to do, in words for its author."""

from __future__ import annotations

import re

import yaml

from limen.errors import Finding, Severity

_STANDARD = "tag:yaml.org,2002:"
_KINDS = {"int": "number", "float": "number", "bool": "truth value", "timestamp": "date", "null": "value"}
# Read by YAML 1.1 and written back, these are the same text again.
_SURVIVES = {"int": re.compile("0|-?[1-9][0-9]*"), "bool": re.compile("true|false")}
_LONGEST_SHOWN = 40

# Words of the parser's complaint, what is wrong, what to do.
_ADVICE = (
    ("tab character", "a tab stands where YAML wants spaces", "indent with spaces"),
    ("cannot start any token", "a value cannot begin with this character", "put the value in quotes"),
    ("undefined tag", "a value cannot begin with '!'", "put the value in quotes"),
    ("alphabetic or numeric", "a value cannot begin with '*' or '&'", "put the value in quotes"),
    ("mapping values are", "a value without quotes holds a colon and a space", "put the value in quotes"),
    ("unexpected end of stream", "the quotes that open here are never closed", "close them"),
    ("expected ':'", "this line is not of the form 'key: value'", "add the colon, or indent the line"),
    ("escape", "YAML knows no such escape in double quotes", "double the backslash"),
    ("',' or ']'", "a list in square brackets lacks a comma or its end", "add ',' or ']'"),
    ("',' or '}'", "a mapping in braces lacks a comma or its end", "add ',' or '}'"),
    ("node content", "a bracket is not closed, or too many are", "let the brackets match"),
    ("sequence entries", "a list item cannot begin here", "begin each item on a line of its own"),
    ("document start", "there is more text after the end of the YAML", "let '---' end it, and only once"),
    ("'-' indicator", "this line does not belong to the list above", "check how far it is indented"),
    ("expected key", "this line does not fit the mapping above", "check its indentation and quotes"),
    ("<block end>", "this line does not fit the lines above", "check its indentation and quotes"),
)


def syntax_finding(path: str, text: str, error: Exception, first_line: int) -> Finding:
    """Report what stopped the YAML parser, where its author should look."""
    problem = str(getattr(error, "problem", None) or error)
    mark = _blamed(text, error)
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    if mark and text[mark.index : mark.index + 1] == "\t":
        problem = "tab character"
    complaint = (problem, f"YAML cannot be read here: {problem}", "check indentation and quotes")
    _, message, hint = next((advice for advice in _ADVICE if advice[0] in problem), complaint)
    return Finding(path, line, column, Severity.ERROR, "yaml-syntax", message, hint)


def _blamed(text: str, error: Exception) -> yaml.Mark | None:
    """Choose between the place where the parser gave up and the one where the trouble began."""
    gave_up: yaml.Mark | None = getattr(error, "problem_mark", None)
    began: yaml.Mark | None = getattr(error, "context_mark", None)
    if gave_up is None or began is None:
        return gave_up or began
    at_the_end = gave_up.index >= len(text.rstrip())
    return began if at_the_end or "simple key" in str(getattr(error, "context", "")) else gave_up


def unquoted_severity(text: str, tag: str) -> Severity | None:
    """Decide how bad it is that a text without quotes has this tag in YAML 1.1.

    An empty value is fine, and so is one that would be written back as it was.

    >>> unquoted_severity("1987", "tag:yaml.org,2002:int")
    >>> unquoted_severity("010", "tag:yaml.org,2002:int").word
    'error'
    """
    kind = tag.removeprefix(_STANDARD)
    survives = _SURVIVES.get(kind)
    if not text or kind == "str" or (survives and survives.fullmatch(text)):
        return None
    return Severity.ERROR


def unquoted_finding(path: str, line: int, column: int, text: str, tag: str) -> Finding | None:
    """Report a text without quotes that other YAML readers take for something else.

    >>> print(unquoted_finding("a.md", 3, 5, "no", "tag:yaml.org,2002:bool"))
    a.md:3:5: error[unquoted-scalar]: no without quotes is the truth value false to other readers (use quotes)
    """
    severity = unquoted_severity(text, tag)
    if severity is None:
        return None
    kind = _KINDS.get(tag.removeprefix(_STANDARD), "value")
    message = f"{_shown(text)} without quotes is {_as_read(text, kind)} to other readers"
    return Finding(path, line, column, severity, "unquoted-scalar", message, "use quotes")


def _as_read(text: str, kind: str) -> str:
    if len(text) > _LONGEST_SHOWN:
        return f"a {kind}"
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return f"a {kind} that cannot be"
    if value is None:
        return "no value"
    return f"the {kind} {str(value).lower() if isinstance(value, bool) else value}"


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"

"""The fingerprint of a dataset."""

from __future__ import annotations

import pytest

from limen.store import canonical_hash

TURTLE = b"@prefix x: <x:> . x:a x:p x:b , 'c' ."


def test_hash_when_syntax_and_order_differ():
    """The same graph has the same fingerprint in every syntax and order."""
    ntriples = b'<x:a> <x:p> "c" .\n<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> .\n'
    assert canonical_hash(TURTLE, "text/turtle") == canonical_hash(ntriples, "application/n-triples")


def test_hash_when_the_graph_differs():
    """Another graph has another fingerprint, and so has another graph name."""
    one = canonical_hash(b"<x:a> <x:p> <x:b> <x:g> .", "application/n-quads")
    other = canonical_hash(b"<x:a> <x:p> <x:b> <x:h> .", "application/n-quads")
    assert one != other != canonical_hash(TURTLE, "text/turtle")


def test_hash_when_the_file_is_broken():
    """A file that is no RDF has no fingerprint."""
    with pytest.raises(SyntaxError):
        canonical_hash(b"<x:a>", "text/turtle")

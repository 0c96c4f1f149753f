"""The dataset as one SQLite database: every triple of every graph, and views of nodes, edges and claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from limen.term import Triple, iri_of, is_literal, literal, literal_parts
from limen.vocab import RDF, XSD, compact

_STRING = iri_of(XSD.string)
_LANGUAGE_STRING = f"{RDF.namespace}langString"
#: An empty datatype says that the object is an IRI; names holds the short names of properties and classes.
_TABLES = """
CREATE TABLE triples (
  graph TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL,
  object TEXT NOT NULL, datatype TEXT NOT NULL, language TEXT NOT NULL,
  PRIMARY KEY (subject, predicate, object, datatype, language, graph)
) WITHOUT ROWID;
CREATE INDEX triples_by_object ON triples (predicate, object);
CREATE TABLE names (iri TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""
#: Several sources of one claim stand in one cell, with a space between.
_VIEWS = """
CREATE VIEW said (subject, property, object, datatype, language) AS
  SELECT DISTINCT subject, name, object, datatype, language FROM triples JOIN names ON iri = predicate;
CREATE VIEW types (subject, type) AS
  SELECT DISTINCT subject, name FROM triples JOIN names ON iri = object
  WHERE predicate = (SELECT iri FROM names WHERE name = 'rdf:type');
CREATE VIEW edges (source, property, target) AS
  SELECT subject, property, object FROM said WHERE datatype = '' AND property <> 'rdf:type';
CREATE VIEW nodes (id, label, types) AS
  SELECT id,
    (SELECT min(object) FROM said WHERE subject = id AND property = 'skos:prefLabel'),
    (SELECT group_concat(type, ';') FROM (SELECT type FROM types WHERE subject = id ORDER BY type))
  FROM (SELECT subject AS id FROM triples UNION SELECT target FROM edges);
CREATE VIEW claims AS
  SELECT subject AS claim,
    min(CASE property WHEN 'skos:prefLabel' THEN object END) AS label,
    min(CASE property WHEN 'rdf:subject' THEN object END) AS subject,
    min(CASE property WHEN 'rdf:predicate' THEN object END) AS property,
    min(CASE property WHEN 'rdf:object' THEN object END) AS object,
    min(CASE property WHEN 'schema:about' THEN object END) AS about,
    min(CASE property WHEN 'limen:modality' THEN object END) AS modality,
    min(CASE property WHEN 'wikibase:rank' THEN object END) AS rank,
    min(CASE property WHEN 'limen:confidence' THEN object END) AS confidence,
    min(CASE property WHEN 'schema:validFrom' THEN object END) AS valid_from,
    min(CASE property WHEN 'schema:validThrough' THEN object END) AS valid_through,
    min(CASE property WHEN 'prov:wasAttributedTo' THEN object END) AS attributed_to,
    group_concat(CASE property WHEN 'dcterms:source' THEN object END, ' ') AS source,
    min(CASE property WHEN 'limen:quote' THEN object END) AS quote
  FROM (SELECT subject, property, object FROM said
    WHERE subject IN (SELECT subject FROM types WHERE type = 'limen:Claim') ORDER BY 1, 2, 3)
  GROUP BY 1;
"""


def database(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> bytes:
    """Write graphs as a database; the bytes are the same for one version of SQLite."""
    held = tuple((graph, tuple(triples)) for graph, triples in graphs)
    named = {term for _, triples in held for _, p, o in triples for term in _named(p, o)}
    rows = sorted(
        (graph, iri_of(s), iri_of(p), *_object(o)) for graph, triples in held for s, p, o in triples
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES + _VIEWS)
        connection.executemany("INSERT INTO triples VALUES (?, ?, ?, ?, ?, ?)", rows)
        names = sorted((iri_of(term), compact(term).strip("<>")) for term in named)
        connection.executemany("INSERT INTO names VALUES (?, ?)", names)
        connection.commit()
        return connection.serialize()


def _named(predicate: str, object_: str) -> tuple[str, ...]:
    return (predicate, object_) if predicate == RDF.type else (predicate,)


def _object(term: str) -> tuple[str, str, str]:
    """An object as three cells: its text, its datatype, its language."""
    if not is_literal(term):
        return iri_of(term), "", ""
    value, language, datatype = literal_parts(term)
    return value, datatype or (_LANGUAGE_STRING if language else _STRING), language


def database_graphs(data: bytes) -> dict[str, set[Triple]]:
    """Read the graphs back out of a database.

    Raises:
        ValueError: if the bytes are no database of this kind, or it is damaged.
    """
    found: dict[str, set[Triple]] = {}
    rows = database_rows(data, "SELECT graph, subject, predicate, object, datatype, language FROM triples")
    for graph, subject, predicate, object_, datatype, language in rows:
        term = _term(object_, datatype, language)
        found.setdefault(graph, set()).add((f"<{subject}>", f"<{predicate}>", term))
    return found


def _term(text: str, datatype: str, language: str) -> str:
    return literal(text, language, "" if language else datatype) if datatype else f"<{text}>"


def database_rows(data: bytes, query: str) -> Iterator[tuple[str, ...]]:
    """Ask a database that is held in memory, after looking whether it is sound.

    Raises:
        ValueError: if the bytes are no database of this kind, or it is damaged.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            sound = connection.execute("PRAGMA integrity_check").fetchall()
            if sound != [("ok",)]:
                raise ValueError(f"the database is damaged: {sound[0][0]}")
            yield from connection.execute(query)
    except sqlite3.Error as error:
        raise ValueError(f"is no database of limen: {error}") from error

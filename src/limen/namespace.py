"""limen's vocabulary for rdflib: `LIMEN.SafetyLevel`, closed, so that a misspelt term fails."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from limen.vocab import LIMEN as _TERMS
from limen.vocab import NS


class LIMEN(DefinedNamespace):
    """The terms of limen.

    >>> LIMEN.SafetyLevel
    rdflib.term.URIRef('https://w3id.org/limen/ns#SafetyLevel')
    """

    _NS = Namespace(NS)
    _fail = True
    __annotations__ = dict.fromkeys(sorted(_TERMS.terms), URIRef)

"""The SHACL terms that pySHACL obeys; any other in a shapes file is refused.

pySHACL passes over what it does not know and says that the data conforms, so
SHACL 1.2 and the Advanced Features would be silent.
"""

from __future__ import annotations

from collections.abc import Iterable

from limen import vocab
from limen.errors import LimenError

SH = vocab.SH.namespace

#: SHACL Core and SHACL-SPARQL (2017), without entailment and $shapesGraph.
_KNOWN = frozenset(
    """
    NodeShape PropertyShape targetClass targetNode targetObjectsOf targetSubjectsOf
    property path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    name description group order defaultValue PropertyGroup
    message severity Violation Warning Info deactivated
    class datatype nodeKind BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang
    equals disjoint lessThan lessThanOrEquals
    not and or xone node
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
    closed ignoredProperties hasValue in
    sparql SPARQLConstraint select ask prefixes declare prefix namespace PrefixDeclaration
    ConstraintComponent Parameter parameter optional labelTemplate validator nodeValidator propertyValidator
    SPARQLAskValidator SPARQLSelectValidator
    """.split()
)


class ShapesRefused(LimenError):
    """The shapes cannot be trusted to check: they are broken, or say more than the engine obeys."""


def refuse_unknown(iris: Iterable[str], name: str) -> None:
    """Refuse a file of shapes that uses a SHACL term which would be passed over.

    >>> refuse_unknown(["http://www.w3.org/ns/shacl#minCount", "http://schema.org/name"], "a.ttl")
    >>> refuse_unknown(["http://www.w3.org/ns/shacl#mincount"], "a.ttl")
    Traceback (most recent call last):
    limen.check.known.ShapesRefused: a.ttl uses sh:mincount, which would not be checked

    Raises:
        ShapesRefused: naming the file and all such terms.
    """
    if unknown := unknown_terms(iris):
        raise ShapesRefused(f"{name} uses {', '.join(unknown)}, which would not be checked")


def unknown_terms(iris: Iterable[str]) -> tuple[str, ...]:
    """Give the SHACL terms that would be passed over, with their usual prefix, sorted.

    >>> unknown_terms(["http://www.w3.org/ns/shacl#rule", "http://www.w3.org/ns/shacl#path"])
    ('sh:rule',)
    """
    local = {iri.removeprefix(SH) for iri in iris if iri.startswith(SH)}
    return tuple(f"sh:{each}" for each in sorted(local - _KNOWN - {""}))

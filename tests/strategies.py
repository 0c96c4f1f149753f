"""Values for property tests, drawn to be awkward."""

from __future__ import annotations

from hypothesis import strategies as st

from limen.identifier import SECID_TYPES, Identifier, IdentifierIndex, Namespace, has_iri

# Delimiters, escapes, what IRIs forbid, what nobody sees, what normalises to
# something else, what a URI cannot hold, and what only looks like an end.
AWKWARD = (
    "/@#?%:&=+ .-_~!$'()*,;[]<>\"{}|\\^`\t\n\0\x7f\xa0\u200b\u202e\ue000\ufdd0\U000f0000\U0010ffff§Åüß東🜁aZ09"
)

#: Any text that can be written as UTF-8, mostly awkward.
texts = st.text(st.sampled_from(AWKWARD) | st.characters(exclude_categories=["Cs"]), max_size=12)
#: Texts with escapes of every kind in them, right and wrong.
escaped = st.lists(
    st.sampled_from(
        ["%2F", "%2f", "%25", "%252F", "%C2%A7", "%FF", "%", "%4", "%20", "/", "a", "@", "#", "?"]
    )
    | texts,
    max_size=5,
).map("".join)

#: Namespaces, one registered inside another, one in another script, one with a capital.
NAMESPACES = ("anthropic.com", "github.com", "github.com/pull", "münchen.de", "Commvault.com")
namespaces = st.sampled_from(NAMESPACES).map(str.lower) | texts.filter(lambda text: text and "/" not in text)


def index_of(*namespaces: str) -> IdentifierIndex:
    """Make an index that knows namespaces of every type and no names in them."""
    return IdentifierIndex.of(Namespace(type, name) for type in sorted(SECID_TYPES) for name in namespaces)


REGISTERED = index_of(*NAMESPACES)


def _identifier(type: str, path: str, version: str, subpath: str, item_version: str) -> Identifier:
    return Identifier(type, *REGISTERED.split(type, path), version, subpath, item_version)


#: Identifiers that can be published and whose namespace ends where `REGISTERED` ends it.
identifiers = st.builds(
    _identifier,
    st.sampled_from(sorted(SECID_TYPES)),
    st.builds("{}/{}".format, namespaces, texts) | namespaces,
    texts,
    texts,
    texts,
).filter(has_iri)

"""The catalogue in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Iterable

from limen.model.names import Names
from limen.publish.built import Built
from limen.publish.catalogued import KEYWORDS, PUBLISHER, Catalogued
from limen.publish.written import Written
from limen.term import iri_of
from limen.vocab import BASE, CC0, DEVELOPERS, SCHEMA


def catalog_jsonld(
    built: Built,
    names: Names,
    version: str,
    files: Iterable[Written] = (),
    *,
    downloads: str = "",
) -> dict[str, object]:
    """Describe a dataset as schema.org does, as JSON-LD that can stand in a page."""
    catalog = Catalogued(built, names, version, tuple(files), "", downloads)
    publisher = {"@type": "Organization", "@id": iri_of(DEVELOPERS), "name": PUBLISHER, "url": BASE}
    said: dict[str, object] = {
        "@context": SCHEMA.namespace,
        "@type": "Dataset",
        "@id": iri_of(catalog.dataset),
        "url": names.base,
        "name": catalog.title,
        "description": catalog.description,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "version": version,
        "dateModified": built.day,
        "temporalCoverage": f"../{built.day}" if built.day else "",
        "distribution": [_download(catalog, each) for each in catalog.files],
    }
    if catalog.is_own:
        said |= {"license": iri_of(CC0), "creator": publisher, "publisher": publisher}
        said |= {"keywords": list(KEYWORDS)}
    return {key: value for key, value in said.items() if value}


def _download(catalog: Catalogued, file: Written) -> dict[str, object]:
    said = {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": catalog.address(file),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
    return {key: value for key, value in said.items() if value}

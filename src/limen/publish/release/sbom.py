"""The bill of materials: what limen needs to run, in CycloneDX 1.6, from the lock file and from nothing else."""

from __future__ import annotations

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from limen.publish.release.edition import Edition, release_prefix
from limen.publish.release.manifest import written_json

_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_PURL = "pkg:pypi/{}@{}"


def sbom(lock: str, edition: Edition, limen: str) -> bytes:
    """Say which libraries, in which versions, the limen that made a release was locked to."""
    made_with = _component("application", "limen", limen)
    libraries = [_component("library", *each) for each in locked(lock)]
    name = release_prefix(edition.names)[1:] + edition.version
    data = {"type": "data", "bom-ref": name, "name": "limen", "version": edition.version}
    content = {
        "version": 1,
        "metadata": {"component": data},
        "components": [made_with, *libraries],
        "dependencies": [
            {"ref": name, "dependsOn": [made_with["bom-ref"]]},
            {"ref": made_with["bom-ref"], "dependsOn": [each["bom-ref"] for each in libraries]},
        ],
    }
    serial = uuid5(NAMESPACE_URL, name + written_json(content).decode())
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}"}
    return written_json(head | content)


def locked(lock: str) -> tuple[tuple[str, str], ...]:
    r"""Read the names and versions in a lock file of pip, sorted.

    >>> locked("b==2.0 ; python_version < '3.12' \\\n    --hash=sha256:00\na==1\n")
    (('a', '1'), ('b', '2.0'))
    """
    return tuple(sorted(set(_LOCKED.findall(lock))))


def _component(type_: str, name: str, version: str) -> dict[str, Any]:
    """One component; PyPI's names are lower case with hyphens in a package URL."""
    purl = _PURL.format(re.sub(r"[-_.]+", "-", name).lower(), version)
    return {"type": type_, "bom-ref": purl, "name": name, "version": version, "purl": purl}

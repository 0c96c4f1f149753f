"""A company's own entries laid over a registry, in graphs of their own, without touching the public ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from limen.errors import WrongUse
from limen.files import Found
from limen.model.names import OVERLAY, Names
from limen.publish.registry import Progress, Registry, open_registry

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Overlay(NamedTuple):
    """Private entries: the name that their graphs bear, and the folder that they lie in."""

    name: str
    root: Path


def read_overlays(texts: Iterable[str]) -> tuple[Overlay, ...]:
    """Read `DIR` or `NAME=DIR`; a folder without a name has its own.

    Raises:
        WrongUse: if a name cannot stand in an IRI, or stands for two folders.

    >>> read_overlays(["acme", "lab=notes/2026"])
    (Overlay(name='acme', root=PosixPath('acme')), Overlay(name='lab', root=PosixPath('notes/2026')))
    """
    overlays = tuple(map(_overlay, texts))
    names = [each.name for each in overlays]
    for name, root in overlays:
        if not _NAME.fullmatch(name):
            raise WrongUse(f"the overlay {root} needs a name of letters and digits: --overlay NAME={root}")
        if names.count(name) > 1:
            raise WrongUse(f"two overlays are named {name!r}; give one of them a name: --overlay NAME={root}")
    return overlays


def _overlay(text: str) -> Overlay:
    name, is_named, folder = text.partition("=")
    if is_named and _NAME.fullmatch(name):
        return Overlay(name, Path(folder))
    return Overlay(Path(text).resolve().name, Path(text))


def open_overlaid(
    roots: Iterable[Path], overlays: tuple[Overlay, ...], *, names: Names, about: str = "", progress: Progress
) -> Registry:
    """Open registries and lay private entries over them, if there are any.

    Raises:
        NoSuchInput: if a folder is not there.
        WrongUse: if `about` is not the SecID of something.
    """
    registry = open_registry(roots, names=names, about=about, progress=progress)
    return lay_over(registry, overlays, progress) if overlays else registry


def lay_over(registry: Registry, overlays: Iterable[Overlay], progress: Progress) -> Registry:
    """Lay private entries over a registry: they know the public ones, and these do not know them.

    Raises:
        NoSuchInput: if the folder of an overlay is not there.
    """
    for overlay in overlays:
        private = open_registry([overlay.root], names=registry.names, progress=progress)
        registry = _joined(registry, private, f"{OVERLAY}{overlay.name}/")
    return registry.indexed()


def _joined(public: Registry, private: Registry, prefix: str) -> Registry:
    """Put the entries of a registry behind those of another, under paths that begin with the prefix."""

    def moved(found: Found) -> Found:
        return found._replace(path=prefix + found.path)

    entries = {prefix + path: replace(entry, path=prefix + path) for path, entry in private.kept.items()}
    return replace(
        public,
        found=(*public.found, *map(moved, private.found)),
        deriving=public.deriving | {prefix + path for path in private.deriving},
        findings=tuple(sorted({*public.findings, *private.findings})),
        left_out=(*public.left_out, *(prefix + path for path in private.left_out)),
        kept=MappingProxyType({**public.kept, **entries}),
        enclosing=public.enclosing and _joined(public.enclosing, private, prefix),
    )

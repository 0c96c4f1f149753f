"""A page as HTML: the templates, strict and escaping."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from limen.pages.view import Page

_PACKAGE = __package__ or ""


def render(page: Page) -> str:
    """Write a page as HTML; whatever is in its texts is shown as text."""
    return _template().render(page=page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["script"] = _script_text
    return environment.get_template("page.html")


def _script_text(json: str) -> Markup:
    """Make JSON safe inside a script element, which knows no escapes of HTML."""
    text = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(text)  # noqa: S704 - nothing in it can end the element


def assets() -> dict[str, bytes]:
    """Give the files that pages use, by name: the stylesheet, the icon, and scripts where they are built."""
    folder = files(_PACKAGE) / "assets"
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
        if file.is_file() and not file.name.startswith(".")
    }

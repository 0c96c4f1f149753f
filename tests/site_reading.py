"""Reading pages as a browser would: what they link to, what can be linked to, and whether they are whole."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr circle line".split())
BLOCKS = frozenset("p li dt dd td th h1 h2 h3 h4 div span".split())
#: Attributes by which a page loads something.
LOADING = {"script": "src", "img": "src", "link": "href", "source": "src", "iframe": "src", "use": "href"}


class PageReader(HTMLParser):
    """Gathers ids, links and headings, and finds elements that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if len(values) != len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        self.tags.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        is_canonical = values.get("rel") in {"canonical", "alternate"}
        if LOADING.get(tag) in values and not is_canonical:
            self.loaded.append(values[LOADING[tag]])
        if tag == "link" and values.get("rel") == "alternate":
            self.links.append(values["href"])
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"{tag} has a style or a script of its own")
        if (
            tag in {"ul", "ol", "dl", "div", "table", "section", "article", "form", "p", "blockquote"}
            and "p" in self._open
        ):
            self.faults.append(f"{tag} inside p")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.text.append(" ")
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"{tag} closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data):
        if not self._open or self._open[-1] != "script":
            self.text.append(data)

    @property
    def words(self) -> str:
        """The text of the page, its white space made single."""
        return " ".join("".join(self.text).split())


def target(page: str, href: str) -> tuple[str, str]:
    """The file that a link of a page leads to, and the fragment."""
    parts = urlsplit(urljoin(f"https://site.test/{page}", href))
    path = unquote(parts.path).removeprefix("/")
    return (path if path and not path.endswith("/") else f"{path}index.html"), parts.fragment

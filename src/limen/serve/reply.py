"""What is said to a client, and how it reaches one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from falcon.asgi import Request, Response

_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """A status, a body with its type, and further headers; a body that can be kept has an entity tag."""

    status: int
    body: bytes = b""
    media_type: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    is_kept: bool = field(default=False)

    @cached_property
    def tag(self) -> str:
        """The strong entity tag: one for each sequence of bytes (RFC 9110, section 8.8.3)."""
        return f'"{sha256(self.body).hexdigest()[:32]}"'

    def along(self, headers: Iterable[tuple[str, str]]) -> Reply:
        """The same with more headers."""
        return replace(self, headers=(*self.headers, *headers))

    def give(self, request: Request, response: Response) -> None:
        """Answer a request; with 304 if the client has the body already."""
        response.status = self.status
        for name, value in self.headers:
            response.append_header(name, value)
        if self.is_kept:
            response.set_header("ETag", self.tag)
            response.set_header("Cache-Control", "no-cache")
            if self.status == 200 and _is_among(self.tag, request.get_header("If-None-Match") or ""):
                response.status = 304
                return
        if self.media_type:
            response.content_type = self.media_type
        response.data = self.body


def _is_among(tag: str, known: str) -> bool:
    """Say whether an If-None-Match header names a tag (RFC 9110, section 13.1.2)."""
    tags = [each.strip().removeprefix("W/") for each in known.split(",")]
    return tag in tags or known.strip() == "*"


def message(status: int, text: str, *headers: tuple[str, str]) -> Reply:
    """Say one sentence."""
    return Reply(status, f"{text}\n".encode(), _TEXT, headers)


def page(body: str, status: int = 200) -> Reply:
    """Give an HTML page."""
    return Reply(status, body.encode(), "text/html; charset=utf-8", is_kept=status == 200)


def told(value: object, status: int = 200) -> Reply:
    """Give JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Reply(status, text.encode(), "application/json", is_kept=status == 200)


def sent_to(status: int, address: str) -> Reply:
    """Send the client to another address."""
    return message(status, f"See {address}", ("Location", address))

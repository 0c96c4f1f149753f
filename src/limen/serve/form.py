"""What a client sent: the fields of an address or of a form, read strictly."""

from __future__ import annotations

from urllib.parse import parse_qsl

_MOST_FIELDS = 100


class Unreadable(Exception):
    """What a client sent cannot be read; the text says why."""


class Fields:
    """Fields with their values, in the order in which they came."""

    def __init__(self, text: str) -> None:
        """Read `name=value&…`.

        Raises:
            Unreadable: if it is not UTF-8, or holds too many fields.
        """
        try:
            self._pairs = parse_qsl(
                text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS, separator="&"
            )
        except ValueError as error:
            raise Unreadable(f"The fields cannot be read: {error}.") from error

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field.

        >>> Fields("a=1&b=%20&a=2").all("a")
        ('1', '2')
        """
        return tuple(value for each, value in self._pairs if each == name)

    def one(self, name: str, default: str | None = None) -> str:
        """The one value of a field.

        Raises:
            Unreadable: if there are several, or none and no default.

        >>> Fields("a=1").one("a"), Fields("").one("a", "")
        ('1', '')
        """
        values = self.all(name)
        if len(values) > 1 or (not values and default is None):
            count = "more than once" if values else "nowhere"
            raise Unreadable(f"The field {name!r} should be given once; it is given {count}.")
        return values[0] if values else str(default)


def utf8(body: bytes) -> str:
    """Read text.

    Raises:
        Unreadable: if it is not UTF-8.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"The text is not UTF-8: {error.reason} at byte {error.start}.") from error

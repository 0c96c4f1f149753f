"""How much a client may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and numbers, each of them counted anew for every request."""

    workers: int = 2  # queries that are answered at the same time
    seconds: float = 10.0  # to answer a query
    answer: int = 50_000_000  # bytes of an answer
    memory: int = 2_000_000_000  # bytes that answering may take
    waiting: int = 500  # queries that may wait for their turn
    patience: float = 60.0  # seconds that a query may wait for its turn
    query: int = 200_000  # bytes of a query
    address: int = 32_000  # bytes of an address and its headers
    upload: float = 20.0  # seconds to send a request

"""Many clients ask a server at once, one of them for what never ends: no answer may get lost.

python benchmarks/load.py --clients 200 --seconds 30
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parents[1]
HANGING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUERIES = [
    "SELECT ?l ?o { ?l a limen:SafetyLevel ; limen:order ?o } ORDER BY ?o",
    "SELECT ?c ?s { ?c a limen:Claim ; dcterms:source ?s } LIMIT 50",
    "ASK { ?s limen:activationStatus ?o }",
    "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a limen:SafetyLevel ; skos:prefLabel ?o }",
]
PATHS = [
    *(f"/sparql?query={quote(each)}" for each in QUERIES),
    "/doc/id/weakness/anthropic.com/asl.ttl",
    "/ladder",
    "/doc/claim/asl-if-then-summit",
]


@dataclass
class Told:
    """What the clients were told, and how long it took."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    hanging: Counter[str] = field(default_factory=Counter)


async def ask(place: tuple[str, int], path: str) -> str:
    """Ask once, and give the status of a whole answer."""
    try:
        async with asyncio.timeout(60):
            reader, writer = await asyncio.open_connection(*place)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {place[0]}\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read()
            writer.close()
            await writer.wait_closed()
    except (OSError, TimeoutError) as error:
        return type(error).__name__
    head, _, body = answer.partition(b"\r\n\r\n")
    lengths = [line.split()[1] for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    is_whole = lengths and int(lengths[0]) == len(body)
    return head.split()[1].decode() if is_whole else "cut"


async def client(place: tuple[str, int], start: int, until: float, told: Told) -> None:
    """Ask one thing after the other until the time is over."""
    for path in cycle(PATHS[start:] + PATHS[:start]):
        before = time.monotonic()
        if before >= until:
            return
        told.statuses[await ask(place, path)] += 1
        told.times.append(time.monotonic() - before)


async def hanging_client(place: tuple[str, int], until: float, told: Told) -> None:
    """Ask again and again for what never ends."""
    while time.monotonic() < until:
        told.hanging[await ask(place, f"/sparql?query={quote(HANGING)}")] += 1


async def load(place: tuple[str, int], clients: int, seconds: float) -> Told:
    """Let all ask at once."""
    told, until = Told(), time.monotonic() + seconds
    several = (client(place, number % len(PATHS), until, told) for number in range(clients))
    await asyncio.gather(hanging_client(place, until, told), *several)
    return told


def main() -> int:
    """Start a server, load it, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--timeout", type=float, default=10)
    asked = parser.parse_args()
    command = ["-m", "limen", "serve", "--port", "0", "--timeout", str(asked.timeout)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            address = urlsplit(server.stdout.readline().split(" at ")[1].split()[0])
            place = (address.hostname, address.port)
            told = asyncio.run(load(place, asked.clients, asked.seconds))
        finally:
            server.terminate()
    cuts = quantiles(told.times, n=100)
    print(f"{asked.clients} clients, {asked.seconds:g} s: {len(told.times):,} answers, {dict(told.statuses)}")
    print(f"median {cuts[49] * 1000:.0f} ms, 99th percentile {cuts[98] * 1000:.0f} ms")
    print(f"the query that never ends: {dict(told.hanging)}")
    return int(set(told.statuses) != {"200"} or set(told.hanging) != {"504"})


if __name__ == "__main__":
    sys.exit(main())

"""What a client may ask for: the rest is ended, refused or put off, and others are answered meanwhile."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from limen.serve import Limits
from limen.serve.pool import Busy, Gone, Pool, TooSlow
from limen.store import Query
from serving import HANGING, QUICK, own, serving, small

HUNGRY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
ALL = "SELECT * { ?s ?p ?o }"


class Asking(threading.Thread):
    """Someone who asks beside others."""

    def __init__(self, client, query):
        super().__init__()
        self.client, self.query, self.got = client, query, None
        self.start()

    def run(self):
        self.got = self.client.query(self.query)


def pooled(limits, work):
    """Do some work with a pool of processes."""

    async def run():
        pool = Pool(own().packed, limits)
        await pool.start()
        try:
            return await work(pool)
        finally:
            await pool.stop()

    return asyncio.run(run())


def test_slow_query_is_ended():
    """A query over its time is ended with its process, by force, and another process takes its place."""

    async def work(pool):
        (worker,) = pool._workers
        with pytest.raises(TooSlow):
            await pool.ask(Query(HANGING))
        await worker.ended()
        answer = await pool.ask(Query(QUICK))
        return worker._process.returncode, answer.data, worker in pool._workers

    code, data, is_still_there = pooled(Limits(workers=1, seconds=0.5), work)
    assert -9 == code
    assert b"true" in data
    assert not is_still_there


def test_hungry_query_is_ended():
    """A query that takes more memory than it may ends with its process; the next one is answered."""

    async def work(pool):
        with pytest.raises(Gone):
            await pool.ask(Query(HUNGRY))
        return (await pool.ask(Query(QUICK))).data

    assert b"true" in pooled(Limits(workers=1, seconds=30, memory=300_000_000), work)


def test_process_can_open_nothing():
    """Where a call to another server passed unseen, no connection could be opened for it."""

    async def work(pool):
        (worker,) = pool._workers
        return Path(f"/proc/{worker._process.pid}/limits").read_text(encoding="ascii")  # noqa: ASYNC240

    try:
        limits = pooled(Limits(workers=1), work)
    except FileNotFoundError:
        pytest.skip("there is no /proc")
    (files,) = [line.split()[3:5] for line in limits.splitlines() if line.startswith("Max open files")]
    assert ["0", "0"] == files


def test_queue_has_an_end():
    """When all are at work and enough wait, the next is refused at once."""

    async def work(pool):
        hanging = [asyncio.create_task(pool.ask(Query(HANGING))) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.ask(Query(QUICK))
        for each in hanging:
            each.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
        return (await pool.ask(Query(QUICK))).data

    assert b"true" in pooled(Limits(workers=1, seconds=30, waiting=1), work)


def test_wait_has_an_end():
    """Who has waited too long for a turn is refused."""

    async def work(pool):
        hanging = asyncio.create_task(pool.ask(Query(HANGING)))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.ask(Query(QUICK))
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)

    pooled(Limits(workers=1, seconds=30, patience=0.1), work)


def test_others_are_answered_meanwhile():
    """While one query hangs others are answered; the hanging one gets 504 with a sentence."""
    with serving(own(), Limits(workers=2, seconds=3)) as client:
        hanging = Asking(client, HANGING)
        assert [200] * 20 == [client.query(QUICK).status for _ in range(20)]
        assert 200 == client.get("/ladder").status
        assert hanging.is_alive()
        hanging.join()
        assert 504 == hanging.got.status
        assert "3 seconds" in hanging.got.text


def test_all_hang_and_the_server_recovers():
    """When every process hangs the server ends them all, and answers again."""
    with serving(own(), Limits(workers=2, seconds=0.5)) as client:
        hanging = [Asking(client, HANGING) for _ in range(3)]
        assert 200 == client.query(QUICK).status
        for each in hanging:
            each.join()
        assert [504] * 3 == [each.got.status for each in hanging]
        assert 200 == client.query(QUICK).status


def test_large_answer_is_ended():
    """An answer over its size is refused with a sentence; the same query with LIMIT is answered."""
    with serving(own(), Limits(workers=1, answer=10_000)) as client:
        got = client.query(ALL)
        assert 413 == got.status
        assert "10,000 bytes" in got.text
        assert 200 == client.query(f"{ALL} LIMIT 10").status


def test_full_queue_is_put_off():
    """When too many wait, a client is told when to come again."""
    with serving(own(), Limits(workers=1, seconds=20, waiting=0)) as client:
        gone = hang_up_later(client)
        got = client.query(QUICK)
        while got.status == 200:  # the hanging query may arrive second
            got = client.query(QUICK)
        assert (503, "20") == (got.status, got.headers["retry-after"])
        gone.close()


def hang_up_later(client):
    """Ask something that takes for ever, on a connection that can be closed."""
    connection = socket.create_connection(("127.0.0.1", client.port), timeout=20)
    connection.sendall(f"GET /sparql?query={quote(HANGING)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return connection


def test_client_that_hangs_up_frees_its_place():
    """When a client leaves, its query ends, and the next is answered long before the time would be over."""
    with serving(own(), Limits(workers=1, seconds=600)) as client:
        hang_up_later(client).close()
        assert 200 == client.query(QUICK).status
        hang_up_later(client).close()
        assert 200 == client.query(QUICK).status
    assert any(" 499 " in line for line in client.log)


def test_client_that_reads_slowly_blocks_nobody():
    """Who asks for much and reads nothing holds no process."""
    with serving(own(), Limits(workers=1, seconds=20)) as client:
        slow = [socket.create_connection(("127.0.0.1", client.port), timeout=20) for _ in range(5)]
        for each in slow:
            each.sendall(f"GET /sparql?query={quote(ALL)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert [200] * 5 == [client.query(QUICK).status for _ in range(5)]
        for each in slow:
            each.close()


def test_client_that_writes_slowly_blocks_nobody():
    """Who never ends a request holds nothing, and is told so when the time is over."""
    with (
        serving(own(), Limits(workers=1, upload=0.5)) as client,
        closing(socket.create_connection(("127.0.0.1", client.port), timeout=20)) as slow,
    ):
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nquery=")
        assert 200 == client.query(QUICK).status
        assert b" 408 " in slow.recv(1000)


@pytest.fixture(scope="module")
def client():
    with serving(small(("<https://x.org/a>", "<https://x.org/p>", '"x"'))) as found:
        yield found


def raw(client, data):
    """Send bytes as they are, and give the first line of the answer."""
    with closing(socket.create_connection(("127.0.0.1", client.port), timeout=20)) as connection:
        connection.sendall(data)
        return connection.recv(1000).partition(b"\r\n")[0]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: aaaaaaaaaa\r\n" * 10_000 + b"\r\n", b"400"),
        (b"GET /../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /assets/../../pyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /assets/..%2F..%2Fpyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /downloads/..%2Fmanifest.json HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET //etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /a%0d%0aX:%20y HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
    ],
)
def test_hostile_request(client, data, status):
    """What no browser sends is refused, and the server goes on."""
    assert status == raw(client, data).split()[1]
    assert 200 == client.query(QUICK).status


def test_deeply_nested_query(client):
    """A query that is nested too deeply ends at most its own process."""
    deep = "ASK { " + "{" * 30_000 + "}" * 30_000 + " }"
    got = client.ask("POST", "/sparql", deep, Content_Type="application/sparql-query")
    assert got.status in {400, 503}
    assert 200 == client.query(QUICK).status


def test_log_has_one_line_for_each_request():
    """A line says method, path, status, time and bytes; nothing of a request can begin a line of its own."""
    with serving(small(("<https://x.org/a>", "<https://x.org/p>", '"x"'))) as client:
        client.query(QUICK)
        client.get("/a%0aGET%20/x%20200%201ms%201")
        client.ask("HEAD", "/")
    assert 3 == len(client.log)
    assert client.log[0].startswith("GET /sparql 200 ")
    assert client.log[1].startswith("GET /a%0aGET%20/x%20200%201ms%201 404 ")
    assert client.log[2].startswith("HEAD / 200 ")
    assert client.log[2].endswith("ms 0")

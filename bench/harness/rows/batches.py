"""Many look-ups per request: octets against the C twin, Redis and PostgreSQL; lines and JSON."""

import json

from harness.http import Connection
from harness.peers import postgres
from harness.peers.redis import KEY
from harness.processes import BenchError
from harness.rounds import AGAIN, SERVICE, Row, warm_up
from harness.service import topology

OCTETS, LINES, JSON = "application/octet-stream", "text/plain", "application/json"
SIZE = 100_000
TWIN, REDIS = "C twin", "Redis, pipelined"


class Batches:
    """The request bodies, the expected answers, and the servers."""

    def __init__(self, bench):
        self.bench = bench
        asked = bench.questions
        self.path = f"{topology(bench.name)}/lookup"
        addresses = json.dumps({"addresses": [hex(address) for address in asked.addresses]}).encode()
        self.bodies = {
            OCTETS: (bench.file("octets", asked.octets()), bench.file("octet-answers", asked.octet_answers())),
            LINES: (bench.file("lines", asked.lines()), bench.file("line-answers", asked.line_answers())),
            JSON: (bench.file("json", addresses), bench.folder / "json-answers"),
        }

    def ours(self, media):
        return self.asks(self.bench.service.pid, self.bench.service.port, self.path, media)

    def asks(self, pid, port, path, media):
        body, expected = self.bodies[media]
        bench = self.bench
        return lambda: bench.load.batches(pid, port, path, media, body, expected, SIZE, bench.seconds)

    def check_json(self):
        """Checks once that the bytes encode the right nodes; the C client then compares bytes."""
        connection = Connection(self.bench.service.port)
        answer = connection.require("POST", self.path, self.bodies[JSON][0].read_bytes(), JSON)
        if json.loads(answer)["nodes"] != self.bench.questions.nodes:
            raise BenchError("JSON batch: nodes are not the expected ones")
        self.bodies[JSON][1].write_bytes(answer)

    def octet_contenders(self):
        contenders = {SERVICE: self.ours(OCTETS), AGAIN: self.ours(OCTETS)}
        bench = self.bench
        twin, redis, database = bench.peer("twin"), bench.peer("redis"), bench.peer("postgres")
        if twin:
            contenders[TWIN] = self.asks(twin.pid, twin.port, "/", OCTETS)
        if redis:
            octets, answers = self.bodies[OCTETS]
            contenders[REDIS] = lambda: bench.load.redis(redis.port, KEY, octets, answers, SIZE, bench.seconds)
        if database:
            for kind in postgres.JOINS:
                contenders[kind] = lambda kind=kind: self.joins(database, kind)
        return contenders

    def joins(self, database, kind):
        if database.nodes(kind, 1000) != self.bench.questions.nodes[:1000]:
            raise BenchError(f"{kind}: nodes are not the expected ones")
        seconds = database.seconds(kind, postgres.checksum(self.bench.questions.nodes), self.bench.joins)
        return {"per_second": SIZE / seconds}


def measured(bench):
    batches = Batches(bench)
    contenders = batches.octet_contenders()
    try:
        warm_up("binary batch", contenders[SERVICE], "cpu_us", bench.warm_ups)
    except BenchError as failure:
        return [Row("binary batch", "all", failure=str(failure))] + others(bench, batches, None)
    results = bench.interleaved("binary batch", contenders)
    what = f"binary batch, {SIZE:,} addresses"
    rows = results.rows(f"{what}, server CPU", [TWIN], "cpu_us", "µs", least=0.6)
    rows += results.rows(f"{what}, wall", [TWIN], "wall_us", "µs", least=0.6)
    what = f"{what}, addresses/s"
    bounds = {REDIS: 200, postgres.BTREE: 400, postgres.GIST: 400}
    for peer in (peer for peer in bounds if peer in contenders):
        rows.append(results.row(what, peer, "per_second", "", True, least=bounds[peer]))
    return rows + others(bench, batches, contenders[SERVICE])


def others(bench, batches, octets):
    """Lines and JSON, against the service's own binary batch: what a format costs."""
    rows = []
    for what, media in (("text batch", LINES), ("JSON batch", JSON)):
        contenders = {SERVICE: batches.ours(media), AGAIN: batches.ours(media)}
        if octets:
            contenders["the service's binary batch"] = octets
        try:
            if media == JSON:
                batches.check_json()
            warm_up(what, contenders[SERVICE], "cpu_us", bench.warm_ups)
        except BenchError as failure:
            rows.append(Row(what, "itself", failure=str(failure)))
            continue
        results = bench.interleaved(what, contenders)
        peers = ["the service's binary batch"]
        rows += results.rows(f"{what}, {SIZE:,} addresses, addresses/s", peers, "per_second", "", True)
    return rows

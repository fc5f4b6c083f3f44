"""The load clients. Each is a process of its own, so that the CPU time of a server contains no client."""

import json

from harness.processes import BenchError, cpu_seconds, run
from harness.tools import HERE, compiled, program

CONNECTIONS = 8


class Load:
    """The load clients, compiled once."""

    def __init__(self, folder):
        self.folder = folder
        self.batch_client = compiled("load/batch.c", folder)
        self.flood_client = compiled("load/flood.c", folder)
        self.resp_client = compiled("load/resp.c", folder)

    def single(self, pid, port, paths, seconds, key=None):
        """Server CPU time a request in microseconds, over kept connections, after a second of warm-up."""
        wrk = program("wrk", "wrk")
        url = f"http://127.0.0.1:{port}/"
        asked = ["-t1", f"-c{CONNECTIONS}", "-s", HERE / "load" / "paths.lua", url, paths, *([key] if key else [])]
        run([wrk, "-d1s", *asked])
        before = cpu_seconds(pid)
        said = run([wrk, f"-d{seconds}s", *asked])
        spent = cpu_seconds(pid) - before
        measured = json.loads(said[said.rindex('{"requests"') :])
        if measured["failed"] or not measured["requests"]:
            raise BenchError(f"{measured['failed']} of {measured['requests']} requests failed")
        measured["cpu_us"] = spent * 1e6 / measured["requests"]
        measured["per_second"] = measured["requests"] / measured["seconds"]
        return measured

    def batches(self, pid, port, path, media, body, expected, size, seconds):
        """Server CPU and wall time a batch in microseconds, and addresses a second, over one connection.
        The warm-up is a quarter of the time, so that the server's previous work does not matter."""
        asked = [self.batch_client, port, path, media, body, expected]
        run([*asked, seconds / 4])
        before = cpu_seconds(pid)
        measured = json.loads(run([*asked, seconds]))
        spent = cpu_seconds(pid) - before
        requests = measured["requests"]
        measured["cpu_us"] = spent * 1e6 / requests
        measured["wall_us"] = measured["wall_ns"] / requests / 1000
        measured["per_second"] = size * requests / measured["wall_ns"] * 1e9
        return measured

    def redis(self, port, key, addresses, expected, size, seconds):
        measured = json.loads(run([self.resp_client, port, key, addresses, expected, seconds]))
        measured["per_second"] = size * measured["requests"] / measured["wall_ns"] * 1e9
        return measured

    def flood(self, port, path, segments, count):
        return json.loads(run([self.flood_client, port, path, segments, count], seconds=7200))

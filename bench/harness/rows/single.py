"""One look-up per request: server CPU of the service, of an empty controller in the same process, and of nginx."""

import json

from harness.http import Connection
from harness.peers.nginx import require_lua
from harness.processes import BenchError
from harness.rounds import AGAIN, SERVICE, warm_up
from harness.service import EMPTY as EMPTY_APPLICATION
from harness.service import topology

WHAT = "single look-up, server CPU per request"
WITH_KEY = "single look-up with an API key"
EMPTY = "empty JSON controller, same server"
UNSECURED = "empty JSON controller, no access control"
KEYED = "service with API keys"
KEY = "benchmark-key-of-one-run"
STATIC = "nginx, constant answer"
LUA = "nginx + Lua binary search"


def checked(port, paths, asked, measure, key=None):
    """Measures, after it has checked the node on each path."""

    def check_and_measure():
        check(port, paths, asked, key)
        return measure()

    return check_and_measure


def check(port, paths, asked, key):
    connection = Connection(port, key)
    for path, node in zip(paths, asked.nodes):
        answered = json.loads(connection.require("GET", path))["targetNode"]
        if answered != node:
            raise BenchError(f"{path}: {answered} instead of {node}")
    connection.close()


def measured(bench):
    asked = bench.questions.first(1000)
    ours = [f"{topology(bench.name)}/lookup?address={address:#x}" for address in asked.addresses]
    theirs = [f"/lookup?address={address:#x}" for address in asked.addresses]
    files = {
        "ours": bench.file("paths-ours", ours),
        "lua": bench.file("paths-lua", theirs),
        "empty": bench.file("paths-empty", ["/bench/empty"]),
        "static": bench.file("paths-static", ["/static"]),
    }
    service, load, seconds = bench.service, bench.load, bench.seconds
    lookups = checked(
        service.port, ours, asked, lambda: load.single(service.pid, service.port, files["ours"], seconds)
    )
    keyed = bench.stack.enter_context(bench.package.start("keyed", key=KEY))
    keyed.put(bench.name, bench.layout.json())
    unsecured = bench.stack.enter_context(bench.package.start("unsecured", main=EMPTY_APPLICATION))
    contenders = {
        SERVICE: lookups,
        EMPTY: lambda: load.single(service.pid, service.port, files["empty"], seconds),
        KEYED: checked(
            keyed.port, ours, asked, lambda: load.single(keyed.pid, keyed.port, files["ours"], seconds, KEY), KEY
        ),
        UNSECURED: lambda: load.single(unsecured.pid, unsecured.port, files["empty"], seconds),
        AGAIN: lookups,
    }
    nginx = bench.peer("nginx")
    if nginx:
        contenders[STATIC] = lambda: load.single(nginx.worker, nginx.port, files["static"], seconds)
        with bench.skipping():
            require_lua(nginx)
            contenders[LUA] = checked(
                nginx.port, theirs, asked, lambda: load.single(nginx.worker, nginx.port, files["lua"], seconds)
            )
    for warm in (SERVICE, EMPTY, KEYED, UNSECURED):
        warm_up(warm, contenders[warm], "cpu_us", bench.warm_ups)
    results = bench.interleaved("single look-up", contenders)
    rows = [
        results.row(WHAT, EMPTY, "cpu_us", "µs", least=1.2),
        results.row(WITH_KEY, SERVICE, "cpu_us", "µs", service=KEYED, least=0.91),
        results.row(WITH_KEY, UNSECURED, "cpu_us", "µs", service=KEYED, least=1.1),
    ]
    return rows + results.rows(WHAT, (STATIC, LUA), "cpu_us", "µs")

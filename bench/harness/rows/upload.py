"""From an upload that is a new revision to its first answer."""

import json
import os
import time

from harness.http import Connection
from harness.layouts import layout
from harness.processes import BenchError, say
from harness.rounds import Row
from harness.service import topology

BLOCKS = "2048"
NAME = "uploaded"


class Uploads:
    """Machines that differ in the node of one window, asked for just that window."""

    def __init__(self, bench):
        self.upload = layout(BLOCKS).upload()
        self.windows = [range_ for range_ in self.upload["memory"] if range_["type"] == "cxl-window"]
        self.connection = Connection(bench.service.port)
        self.count = 0

    def next_milliseconds(self):
        window = self.windows[self.count % len(self.windows)]
        window["node"] = 16 + (window["node"] - 16 + 1) % 500
        self.count += 1
        body = json.dumps(self.upload).encode()
        path = f"{topology(NAME)}/lookup?address={window['start']}"
        before = time.perf_counter()
        self.connection.require("PUT", topology(NAME), body, "application/json")
        answer = self.connection.require("GET", path)
        taken = time.perf_counter() - before
        if json.loads(answer)["targetNode"] != window["node"]:
            raise BenchError(f"after upload {self.count}: {answer[:200]}")
        return taken * 1000


class Disk:
    """A file that grows on the same disk: how much of an upload is its flush."""

    def __init__(self, bench):
        self.file = os.open(bench.folder / "flushed", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.bytes = os.urandom(128 << 10)  # about the document of an upload

    def next_milliseconds(self):
        before = time.perf_counter()
        os.write(self.file, self.bytes)
        os.fdatasync(self.file)
        return (time.perf_counter() - before) * 1000


def measured(bench):
    uploads, disk = Uploads(bench), Disk(bench)
    say(f"upload to first look-up: {bench.uploads} times")
    for _ in range(bench.uploads // 3):
        uploads.next_milliseconds()
    taken, flushed = [], []
    for _ in range(bench.uploads):
        taken.append(uploads.next_milliseconds())
        flushed.append(disk.next_milliseconds())
    bench.measurements["upload to first look-up, ms"] = taken
    bench.measurements["write and flush, ms"] = flushed
    what = f"upload to first look-up, {int(BLOCKS):,} blocks, {bench.uploads} uploads"
    flush = "the disk alone: 128 KiB written and flushed, by turns with the uploads"
    rows = [row(what, taken, 50, None), row(what, taken, 99, 20)]
    return rows + [row(flush, flushed, percent, None) for percent in (50, 99)]


def row(what, taken, percent, most):
    """A/A: those with an even number against those with an odd one."""
    same = percentile(taken[0::2], percent) / percentile(taken[1::2], percent)
    return Row(f"{what}, p{percent}", "", "ms", [percentile(taken, percent)], [], [], [same], most=most)


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]

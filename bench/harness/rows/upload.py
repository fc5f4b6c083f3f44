"""From an upload of a new revision to its first answer; and the upload of a 2 MiB acpidump."""

import json
import os
import random
import struct
import time

from harness.http import Connection
from harness.layouts import layout
from harness.processes import BenchError, say
from harness.rounds import Row
from harness.service import topology

BLOCKS = "2048"
NAME = "uploaded"
DUMPED = "dumped"
DUMP_BYTES = 2 << 20
DUMP_UPLOADS = 200
WARM_UPS = 2  # multiples of the counted uploads, after which the JVM compiles little more


class Uploads:
    """Machines that differ only in the node of one window, and a look-up of that window."""

    def __init__(self, port):
        self.upload = layout(BLOCKS).upload()
        self.windows = [range_ for range_ in self.upload["memory"] if range_["type"] == "cxl-window"]
        self.connection = Connection(port)
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
    """A file that grows on the same disk: shows the share of the flush in an upload."""

    def __init__(self, bench):
        self.file = os.open(bench.folder / "flushed", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.bytes = os.urandom(128 << 10)  # about the document of an upload

    def next_milliseconds(self):
        before = time.perf_counter()
        os.write(self.file, self.bytes)
        os.fdatasync(self.file)
        return (time.perf_counter() - before) * 1000


def table(signature, body, revision=1):
    header = struct.pack("<4sIBB6s8sI4sI", signature, 36 + len(body), 1, 0, b"BENCH ", b"BENCH   ", revision, b"BENC", 1)
    return header + body


def dumped(signature, content):
    lines = [f"{signature} @ 0x0000000000000000"]
    for offset in range(0, len(content), 16):
        row = content[offset : offset + 16]
        shown = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
        lines.append(f"    {offset:04X}: {row.hex(' ').upper():<48} {shown}")
    return "\n".join(lines) + "\n\n"


class Dumps:
    """The acpidump of a server: an SRAT of two nodes, a CEDT of one window, and other tables as filler."""

    def __init__(self, bench):
        self.connection = Connection(bench.service.port)
        window = struct.pack("<BBHIQQBBHIHHI", 1, 0, 40, 0, 1 << 40, 1 << 38, 0, 0, 0, 0, 6, 0, 7)
        self.rest = dumped("CEDT", table(b"CEDT", window))
        programs = random.Random(1)
        while len(self.rest) < DUMP_BYTES - 4096:
            size = min(256 << 10, (DUMP_BYTES - 4096 - len(self.rest)) // 5 + 64)
            self.rest += dumped("SSDT", table(b"SSDT", programs.randbytes(size)))
        self.count = 0

    def next_milliseconds(self):
        """Each body differs in the revision field of its SRAT."""
        self.count += 1
        memory = b"".join(
            struct.pack("<BBIHQQIIQ", 1, 40, node, 0, node << 36, 1 << 36, 0, 1, 0) for node in range(2)
        )
        srat = table(b"SRAT", struct.pack("<IQ", 1, 0) + memory, self.count)
        body = (dumped("SRAT", srat) + self.rest).encode()
        before = time.perf_counter()
        self.connection.require("PUT", topology(DUMPED), body, "text/plain")
        return (time.perf_counter() - before) * 1000


def measured(bench):
    uploads, disk = Uploads(bench.service.port), Disk(bench)
    say(f"upload to first look-up: {bench.uploads} times, after {WARM_UPS} times as many")
    for _ in range(WARM_UPS * bench.uploads):
        uploads.next_milliseconds()
    taken, flushed = [], []
    for _ in range(bench.uploads):
        taken.append(uploads.next_milliseconds())
        flushed.append(disk.next_milliseconds())
    bench.measurements["upload to first look-up, ms"] = taken
    bench.measurements["write and flush, ms"] = flushed
    what = f"upload to first look-up, {int(BLOCKS):,} blocks, {bench.uploads} uploads"
    dumps = Dumps(bench)
    count = min(bench.uploads, DUMP_UPLOADS)
    say(f"acpidump of 2 MiB: {count} times")
    for _ in range(count // 3):
        dumps.next_milliseconds()
    dump = [dumps.next_milliseconds() for _ in range(count)]
    bench.measurements["acpidump of 2 MiB, ms"] = dump
    whole = f"upload of an acpidump of 2 MiB, {count} uploads"
    flush = "the disk alone: 128 KiB written and flushed, by turns with the uploads"
    rows = [row(what, taken, 50, None), row(what, taken, 99, 20), row(whole, dump, 50, None), row(whole, dump, 99, 100)]
    return rows + [row(flush, flushed, percent, None) for percent in (50, 99)]


def row(what, taken, percent, most):
    """A/A: the even-numbered uploads against the odd-numbered ones."""
    same = percentile(taken[0::2], percent) / percentile(taken[1::2], percent)
    return Row(f"{what}, p{percent}", "", "ms", [percentile(taken, percent)], [], [], [same], most=most)


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]

"""One batch that is larger than memory, over one connection, to a separate service with a small heap."""

from harness.processes import BenchError, peak_memory_bytes, say
from harness.rounds import Row
from harness.service import topology

HEAP = "-Xmx256m"


def measured(bench):
    what = f"{bench.long_batch:,} addresses through one connection, {HEAP}"
    say(what)
    try:
        with bench.package.start("long", [HEAP]) as service:
            service.put(bench.name, bench.layout.json())
            done = bench.load.flood(service.port, f"{topology(bench.name)}/lookup", bench.segments_file, bench.long_batch)
            memory = peak_memory_bytes(service.pid) / (1 << 20)
    except BenchError as failure:
        return [Row(what, "", failure=str(failure))]
    speed = done["addresses"] / done["wall_ns"] * 1e9
    return [
        Row(f"{what}, all answers checked, checksum {done['checksum']}, addresses/s", "", "", [speed]),
        Row(f"{what}, peak memory of the whole process", "", "MiB", [memory]),
    ]

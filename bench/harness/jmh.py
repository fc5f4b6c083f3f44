"""Runs the resolver's JMH benchmarks or reads their output."""

import re
from pathlib import Path

from harness.processes import BenchError, run, say
from harness.tools import PROJECT, program

BENCHMARK = "ResolverBenchmark"
COMMAND = ["-B", "-f", "bench/pom.xml", "process-test-classes", f"-Dbench={BENCHMARK}"]
LAYOUTS = PROJECT / "src/jmh/java/io/targetnode/resolve/Layout.java"
SCORE = re.compile(rf"{BENCHMARK}\.(\w+)\s+(\w+)\s+avgt\s+(?:\d+\s+)?([\d.]+)(?:\s+\S+\s+([\d.]+))?\s+ns/op")


def scores(options):
    """Nanoseconds per address by (method, layout); empty without --jmh and --jmh-log."""
    if options.jmh:
        say(f"mvn {' '.join(COMMAND)}")
        return read(run([program("mvn", "maven"), *COMMAND], 7200, cwd=PROJECT))
    if options.jmh_log:
        return read(Path(options.jmh_log).read_text(encoding="utf-8", errors="replace"))
    return {}


def read(text):
    found = {(method, layout): float(score) for method, layout, score, _ in SCORE.findall(text)}
    if not found:
        raise BenchError(f"no figures of {BENCHMARK} in JMH's output")
    return found

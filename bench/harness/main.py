"""A run, from the jar to the table."""

import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from http.client import HTTPException
from pathlib import Path

from harness import options as command_line
from harness.bench import Bench
from harness.processes import BenchError, run, say
from harness.report import machine_readable, markdown
from harness.rounds import Row
from harness.rows import batches, first, long, resolver, single, startup, upload
from harness.tools import PROJECT, built_jar, packaged_jar, versions

MEASURES = {module.__name__.rsplit(".", 1)[1]: module for module in (single, batches, upload, first, startup, long, resolver)}


def main(arguments):
    options = command_line.parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="targetnode-bench-", dir=options.work))
    try:
        return measure(options, folder)
    except BenchError as failure:
        say(f"bench/run: {failure}")
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(options, folder):
    begin, load = time.monotonic(), os.getloadavg()[0]
    bench = Bench(options, folder, jar(options))
    try:
        bench.start()
        rows = [row for name in options.only for row in rows_of(name, bench)]
    finally:
        bench.close()
    facts = described(options, bench, time.monotonic() - begin, load)
    publish(options, facts, rows, bench)
    return 1 if any(row.failure for row in rows) else 0


def rows_of(name, bench):
    try:
        return MEASURES[name].measured(bench)
    except (BenchError, OSError, HTTPException, ValueError) as failure:
        return [Row(name, "", failure=f"{type(failure).__name__}: {failure}")]


def jar(options):
    if options.jar:
        if not Path(options.jar).is_file():
            raise BenchError(f"--jar {options.jar}: no such file")
        return Path(options.jar)
    if options.reuse:
        return built_jar()
    say("building the jar")
    return packaged_jar()


def publish(options, facts, rows, bench):
    table = markdown(facts, rows, bench.skipped)
    print(table, end="")
    if options.out:
        Path(options.out).write_text(table, encoding="utf-8")
    if options.json:
        text = machine_readable(facts, rows, bench.skipped, bench.measurements)
        Path(options.json).write_text(text, encoding="utf-8")


def described(options, bench, seconds, load):
    version = subprocess.run([bench.java_home / "bin" / "java", "-version"], capture_output=True, text=True, check=True)
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    kind = "quick: shows that it works, not for publishing" if options.quick else "full"
    return {
        "run": f"{kind}; {options.rounds} rounds, {seconds:.0f} s",
        "machine": f"{os.cpu_count()} x {model}, Linux {platform.release()}",
        "load before and after": f"{load:.1f}, {os.getloadavg()[0]:.1f}",
        "JVM": " ".join([version.stderr.splitlines()[1], *options.jvm_option]),
        "peers": "; ".join(versions()),
        "layout of look-ups and batches": f"{bench.name} blocks",
        "commit": commit() + (" (of the bench; the jar was named)" if options.jar else ""),
    }


def commit():
    try:
        changed = run(["git", "-C", PROJECT, "status", "--porcelain", "--untracked-files=no"]).strip()
        return run(["git", "-C", PROJECT, "rev-parse", "--short", "HEAD"]).strip() + (" with changes" if changed else "")
    except (BenchError, OSError):
        return "unknown"

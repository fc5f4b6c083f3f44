"""CPU and wall time from the start of the process to readiness, for each form of the jar."""

import signal
import time

from harness.archive import Archive
from harness.http import is_ready
from harness.processes import Server, cpu_seconds, free_port
from harness.rounds import AGAIN, SERVICE, Results, Row
from harness.service import environment

PLAIN = "plain jar"


class Starts:
    """The forms of the jar on one JDK. Each start has an empty store."""

    def __init__(self, package, home, version, quick):
        self.package = package
        self.folder = package.folder
        self.java = home / "bin" / "java"
        self.version = version
        self.archive = Archive(version)
        self.quick = quick
        self.count = 0

    def contenders(self):
        extracted = self.package.extracted / "targetnode.jar"
        options = self.archive.made(self.java, extracted, self.folder, self.quick)
        return {
            PLAIN: lambda: self.start(self.package.jar),
            "extracted": lambda: self.start(extracted),
            self.archive.name: lambda: self.start(extracted, options),
            AGAIN: lambda: self.start(self.package.jar),
        }

    def start(self, jar, options=()):
        self.count += 1
        port = free_port()
        name = f"start-{self.version}-{self.count}"
        begin = time.perf_counter()
        command = [self.java, *options, "-jar", jar]
        log = str(self.folder / f"{name}.log")
        with Server(command, log, cwd=self.folder, env=environment(port, self.folder / f"data-{name}")) as server:
            server.wait_until(lambda: is_ready(port))
            taken = {"wall_ms": (time.perf_counter() - begin) * 1000, "cpu_ms": cpu_seconds(server.pid) * 1000}
            server.close(signal.SIGKILL)
        return taken


def measured(bench):
    rows = []
    for version in (17, 25):
        home = bench.jdk(version)
        if not home:
            bench.skip(f"start-up on JDK {version}: not found (--jdk{version} HOME, or JDK{version}_HOME)")
            continue
        starts = Starts(bench.package, home, version, bench.options.quick)
        results = bench.interleaved(f"start-up, JDK {version}", starts.contenders(), bench.starts)
        rows += compared(starts, results)
    return rows


def compared(starts, results):
    """Each form as a fraction of the plain jar: less is better."""
    rows = []
    for figure, unit in (("cpu_ms", "CPU"), ("wall_ms", "time to ready")):
        for form in ("extracted", starts.archive.name):
            bound = {"most": 0.6} if (form, unit) == ("AOT cache", "CPU") else {}
            rows.append(part(results, form, figure, f"start-up, JDK {starts.version}, {form}, {unit}", bound))
        rows.append(part(results, AGAIN, figure, f"A/A: start-up, JDK {starts.version}, {unit}", {}))
    return rows


def part(results, form, figure, what, bound):
    """A row with the form as the service and the plain jar as the peer; the ratio is form / plain."""
    for name in (form, PLAIN, AGAIN):
        if name in results.failures:
            return Row(what, PLAIN, failure=f"{name}: {results.failures[name]}", **bound)
    taken = {SERVICE: results.rounds[PLAIN], form: results.rounds[form], AGAIN: results.rounds[AGAIN]}
    turned = Results(taken, {}).row(what, form, figure, "ms", **bound)
    return Row(what, PLAIN, "ms", turned.theirs, turned.ours, turned.ratios, turned.same, **bound)

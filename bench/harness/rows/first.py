"""The first uploads of a service that just started, with and without the AOT cache."""

from harness.archive import Archive
from harness.rounds import AGAIN, SERVICE
from harness.rows.upload import BLOCKS, Uploads, percentile
from harness.service import Service

COUNT = 300
WITHOUT = "without AOT cache"


def measured(bench):
    archive = Archive(bench.options.jdk)
    java, jar = bench.package.java, bench.package.extracted / "targetnode.jar"
    cached = archive.made(java, jar, bench.folder, bench.options.quick)
    contenders = {
        SERVICE: lambda: first(bench, [java, *cached, "-jar", jar]),
        WITHOUT: lambda: first(bench, [java, "-jar", jar]),
        AGAIN: lambda: first(bench, [java, *cached, "-jar", jar]),
    }
    results = bench.interleaved(f"first {COUNT} uploads", contenders, bench.starts)
    what = f"upload to first look-up, {int(BLOCKS):,} blocks, the first {COUNT} of a service with the {archive.name}"
    return [row for figure in ("p50", "p99") for row in results.rows(f"{what}, {figure}", [WITHOUT], figure, "ms")]


def first(bench, command):
    with Service(command, bench.folder, "first") as service:
        uploads = Uploads(service.port)
        taken = [uploads.next_milliseconds() for _ in range(COUNT)]
    return {"p50": percentile(taken, 50), "p99": percentile(taken, 99)}

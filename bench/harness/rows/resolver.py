"""The resolver: JMH's figures, and on the same blocks and addresses the kernel's scan and a copy in C."""

import json
import os

from harness import jmh
from harness.processes import BenchError, run
from harness.rounds import Row
from harness.tools import HERE, compiled

# Layout: its label, the least ratio to the kernel's scan in Java and in C, and the greatest ratio to the copy.
BOUNDS = {
    "BLOCKS_8": ("8 blocks", 5, 3, None),
    "BLOCKS_64": ("64 blocks", 20, 8, None),
    "BLOCKS_512": ("512 blocks", 120, 40, 6),
    "BLOCKS_2000": ("2,000 blocks", None, 100, None),
    "BLOCKS_4000": ("4,000 blocks", 250, None, 14),
    "MIXED_4000": ("4,000 blocks, sizes mixed", None, None, None),
    "SKEWED_4000": ("4,000 blocks, skewed", 200, None, None),
}
WHAT = "resolver, random addresses, {}, per address"


def measured(bench):
    layouts = written_layouts(bench)
    programs = {level: compiled("twin/scan.c", bench.folder, level) for level in ("-O2", "-O3")}
    contenders = {}
    for name in layouts:
        for again in (name, f"{name} again"):
            contenders[again] = scan(bench, programs["-O2"], name)
    contenders["-O3"] = scan(bench, programs["-O3"], layouts[0])
    results = bench.interleaved("the kernel's scan in C", contenders)
    scores = jmh.scores(bench.options)
    if not scores:
        command = f"mvn {' '.join(jmh.COMMAND)}"
        bench.skip(f"the resolver's own figures: --jmh runs {command}, --jmh-log FILE reads its output")
    rows = [row for name in layouts for row in rows_of(results, scores, name)]
    for level, name in (("-O2", layouts[0]), ("-O3", "-O3")):
        what = f"u64 -> i32 copy in C, gcc {level}, in cache, per address"
        rows.append(Row(what, "", "ns", results.figures(name, "copy_ns")))
    return rows


def written_layouts(bench):
    """Makes JMH's layouts write their blocks, addresses and answers; returns their names."""
    java, path = bench.java_home / "bin", f"{bench.package.class_path}:{bench.folder}"
    sources = [jmh.LAYOUTS, HERE / "twin" / "Blocks.java"]
    run([java / "javac", "--release", "17", "-proc:none", "-cp", path, "-d", bench.folder, *sources])
    run([java / "java", "-cp", path, "io.targetnode.resolve.Blocks", bench.folder])
    written = [name for name in BOUNDS if os.path.exists(bench.folder / f"{name}.csv")]
    if not written:
        raise BenchError("the layouts in JMH's output have unexpected names")
    return written


def scan(bench, program, name):
    files = [bench.folder / f"{name}.{kind}" for kind in ("csv", "u64", "i32")]
    return lambda: json.loads(run([program, *files, bench.scan_milliseconds]))


def rows_of(results, scores, name):
    called, in_java, in_c, copies = BOUNDS[name]
    if name in results.failures or f"{name} again" in results.failures:
        return [Row(WHAT.format(called), "the kernel's scan in C", failure=results.failures.get(name, "A/A"))]
    taken, again = results.figures(name, "scan_ns"), results.figures(f"{name} again", "scan_ns")
    same = [b / a for a, b in zip(taken, again)]
    ours = scores.get(("compiled", name))
    what = WHAT.format(called)
    if ours is None:
        return [Row(f"the kernel's scan in C, gcc -O2, {called}, per address", "", "ns", taken, same=same)]
    rows = [Row(what, "the kernel's scan in C, gcc -O2", "ns", [ours], taken, [ns / ours for ns in taken], same, least=in_c)]
    kernels, copied = scores.get(("kernelScan", name)), scores.get(("copy", name))
    if kernels:
        rows.append(Row(what, "the kernel's way, JMH", "ns", [ours], [kernels], [kernels / ours], least=in_java))
    if copied:
        rows.append(Row(what, "u64 -> i32 copy, JMH", "ns", [ours], [copied], [ours / copied], most=copies))
    return rows

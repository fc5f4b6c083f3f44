"""The command line."""

import argparse

ABOUT = "Measures the service against named peers and prints one table."
ROWS = ("single", "batches", "upload", "first", "startup", "long", "resolver")
FULL = {"rounds": 7, "seconds": 4, "warm_ups": 3, "uploads": 900, "starts": 7, "joins": 3}
FULL |= {"long_batch": 1_000_000_000, "scan_milliseconds": 500}
QUICK = {"rounds": 3, "seconds": 1, "warm_ups": 2, "uploads": 100, "starts": 1, "joins": 1}
QUICK |= {"long_batch": 20_000_000, "scan_milliseconds": 60}


def parse(arguments):
    parser = argparse.ArgumentParser(prog="bench/run", description=ABOUT)
    add = parser.add_argument
    add("--quick", action="store_true", help="about two minutes: shows that it works, not how fast it is")
    add("--only", help=f"some of {','.join(ROWS)}")
    add("--jar", help="the packaged jar to measure (default: build it)")
    add("--reuse", action="store_true", help="use the jar in target")
    add("--jdk", type=int, choices=(17, 25), default=25, help="runs the service (default: 25, as in the image)")
    add("--jdk17", metavar="HOME")
    add("--jdk25", metavar="HOME")
    add("--jvm-option", action="append", default=[], help="for the service; may be repeated: --jvm-option=-Xmx1g")
    add("--blocks", default="512", help="layout of look-ups and batches: a number, or skewed (default: 512)")
    add("--postgres", metavar="BIN", help="directory of PostgreSQL's programs")
    add("--out", metavar="FILE", help="also write the table to this file, as Markdown")
    add("--json", metavar="FILE", help="also write every figure of every round to this file")
    add("--work", metavar="DIR", help="directory of the run's files and the service's store (default: a new one)")
    add("--jmh", action="store_true", help="run JMH for the resolver's rows: takes some minutes")
    add("--jmh-log", metavar="FILE", help="read JMH's output of an earlier run on this machine instead")
    for name, value in FULL.items():
        add(f"--{name.replace('_', '-')}", type=int, help=f"(default: {value}; quick: {QUICK[name]})")
    options = parser.parse_args(arguments)
    for name, value in (QUICK if options.quick else FULL).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    options.only = tuple(options.only.split(",")) if options.only else ROWS
    unknown = set(options.only) - set(ROWS)
    if unknown:
        parser.error(f"--only: no {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    return options

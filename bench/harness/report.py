"""The table for people and the file for programs."""

import json
from dataclasses import asdict
from statistics import median

from harness.rounds import number

HEAD = ["what", "against", "service", "peer", "ratio", "A/A", "at least", "reached"]


def spread(values, unit=""):
    """The median and, with more than one value, the least and the greatest."""
    if not values:
        return ""
    middle = f"{number(median(values))}{unit}"
    return middle if len(values) == 1 else f"{middle} ({number(min(values))}..{number(max(values))})"


def cells(row):
    reached = {None: "", True: "yes", False: "**no**"}[row.reached()]
    if row.failure:
        return [row.what, row.peer, "", "", f"FAILED: {row.failure}", "", row.bound(), "**no**"]
    unit = f" {row.unit}" if row.unit else ""
    ratios = [spread(row.ratios), spread(row.same)]
    return [row.what, row.peer, spread(row.ours, unit), spread(row.theirs, unit), *ratios, row.bound(), reached]


def markdown(facts, rows, skipped):
    lines = [f"* {name}: {value}" for name, value in facts.items()]
    lines += ["", line(HEAD), line(["---"] * len(HEAD))]
    lines += [line([str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells(row)]) for row in rows]
    lines += [""] + [f"SKIPPED: {reason}" for reason in skipped]
    return "\n".join(lines).rstrip() + "\n"


def line(texts):
    return "| " + " | ".join(texts) + " |"


def machine_readable(facts, rows, skipped, measurements):
    listed = [{**asdict(row), "bound": row.bound(), "reached": row.reached()} for row in rows]
    whole = {"facts": facts, "rows": listed, "skipped": skipped, "measurements": measurements}
    return json.dumps(whole, indent=1) + "\n"

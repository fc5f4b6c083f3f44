"""Interleaved rounds of measurements, and the rows of the table made of them."""

from dataclasses import dataclass, field
from statistics import median

from harness.processes import BenchError, say

SERVICE = "service"
AGAIN = "service again"  # the A/A contender: the service, measured a second time in each round


@dataclass
class Row:
    """A line of the table."""

    what: str
    peer: str
    unit: str = ""
    ours: list = field(default_factory=list)
    theirs: list = field(default_factory=list)
    ratios: list = field(default_factory=list)
    same: list = field(default_factory=list)  # the ratios of A/A
    least: float = None
    most: float = None
    failure: str = None

    def reached(self):
        """Whether the median meets the bound; None without a bound."""
        if self.failure or (self.least is None and self.most is None):
            return False if self.failure else None
        value = median(self.ratios or self.ours)
        return value >= self.least if self.least is not None else value <= self.most

    def bound(self):
        if self.least is not None:
            return f"≥ {number(self.least)}x"
        if self.most is None:
            return ""
        return f"≤ {number(self.most)}{'x' if self.ratios else ' ' + self.unit}"


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


@dataclass
class Results:
    """The results of one measurement: for each contender a dictionary of figures a round."""

    rounds: dict
    failures: dict

    def figures(self, name, figure):
        return [measured[figure] for measured in self.rounds[name]]

    def row(self, what, peer, figure, unit, more_is_better=False, service=SERVICE, **bounds):
        """Compares the service with a peer, round by round: how many times better the service is."""
        for name in (service, AGAIN, peer):
            if name in self.failures:
                return Row(what, peer, failure=f"{name}: {self.failures[name]}", **bounds)
        ours, theirs = self.figures(service, figure), self.figures(peer, figure)
        better = (lambda a, b: a / b) if more_is_better else (lambda a, b: b / a)
        same = [better(a, b) for a, b in zip(self.figures(SERVICE, figure), self.figures(AGAIN, figure))]
        return Row(what, peer, unit, ours, theirs, [better(a, b) for a, b in zip(ours, theirs)], same, **bounds)

    def rows(self, what, peers, figure, unit, more_is_better=False, **bounds):
        present = [peer for peer in peers if peer in self.rounds or peer in self.failures]
        rows = [self.row(what, peer, figure, unit, more_is_better, **bounds) for peer in present]
        return rows + [self.row(f"A/A: {what}", AGAIN, figure, unit, more_is_better)]


def warm_up(what, measure, figure, stale):
    """Measures until the figure (less is better) has not improved `stale` times."""
    best, waited = float("inf"), 0
    for turn in range(10 * stale):
        value = measure()[figure]
        say(f"{what}: warm-up {turn + 1}: {number(value)}")
        best, waited = (value, 0) if value < 0.95 * best else (best, waited + 1)
        if waited >= stale:
            return


def interleaved(what, contenders, rounds):
    """Measures every contender once in each round, in changing order. A contender that fails is left out from then on."""
    results = Results({name: [] for name in contenders}, {})
    for turn in range(rounds):
        say(f"{what}: round {turn + 1} of {rounds}")
        for name in rotated(list(contenders), turn):
            if name in results.failures:
                continue
            try:
                results.rounds[name].append(contenders[name]())
            except (BenchError, OSError) as failure:
                say(f"{what}: {name} FAILED: {failure}")
                results.failures[name] = str(failure)
    return results


def rotated(names, turn):
    """The order of a round: it starts with another contender each time and every second round is reversed."""
    at = turn % len(names)
    order = names[at:] + names[:at]
    return order[::-1] if turn % 2 else order

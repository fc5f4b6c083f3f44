"""Machines for the look-ups: RAM and CXL windows between, the same in every run.

A layout has the number of blocks in its name, half of them in meminfo and half in the reserved list. Adjacent RAM blocks
have different nodes, so that numa_cleanup_meminfo() does not join them, with one exception: in one unit of 64 a window lies
in a hole of its node's RAM, so that the joined block covers it and the rule decides. All addresses are below 2^53.
"""

import json
from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30
FIRST_ADDRESS = 4 * GIB
RAM_NODES = 16
WINDOW_NODES = 500
SKEWED = "skewed"
SKEWED_BLOCKS = 4000


class Draw:
    """splitmix64: numbers that are the same in every language and version."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % (1 << 64)
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % (1 << 64)
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % (1 << 64)
        return z ^ (z >> 31)

    def below(self, bound):
        return self.bits() * bound >> 64


@dataclass(frozen=True)
class Block:
    """A range of addresses, end inclusive, and its node."""

    start: int
    end: int
    node: int


@dataclass(frozen=True)
class Layout:
    """The upload, and the two lists that a kernel makes of it."""

    name: str
    described: tuple  # of (type, Block)
    meminfo: tuple
    reserved: tuple

    def upload(self):
        return {
            "kernel": "7.3",
            "memory": [
                {"start": hex(block.start), "end": hex(block.end), "type": kind, "node": block.node}
                for kind, block in self.described
            ],
        }

    def json(self):
        return json.dumps(self.upload()) + "\n"

    def csv(self):
        lists = (("reserved", self.reserved), ("meminfo", self.meminfo))
        lines = (f"{name},{b.start:#x},{b.end:#x},{b.node}\n" for name, blocks in lists for b in blocks)
        return "".join(lines)


def layout(name):
    """A layout of a number of blocks ("512"), or SKEWED: 4,000 blocks, nine tenths of them in a ten-thousandth of the addresses."""
    skewed = name == SKEWED
    units = (SKEWED_BLOCKS if skewed else int(name)) // 2
    draw, described, meminfo, reserved = Draw(units), [], [], []
    at = FIRST_ADDRESS
    node = 0
    for unit in range(units):
        size = (lambda: skewed_size(draw, unit, units)) if skewed else (lambda: 256 * MIB * (1 + draw.below(4)))
        node = (node + 1 + draw.below(RAM_NODES - 1)) % RAM_NODES
        window_node = RAM_NODES + unit % WINDOW_NODES
        ram = Block(at, at + size() - 1, node)
        window = Block(ram.end + 1, ram.end + size(), window_node)
        described += [("system-ram", ram), ("cxl-window", window)]
        reserved.append(window)
        last = window.end
        if unit % 64 == 1:
            rest = Block(last + 1, last + size(), node)
            described.append(("system-ram", rest))
            last = rest.end
            ram = Block(ram.start, last, node)
        meminfo.append(ram)
        at = last + 1 + (size() if unit % 4 == 3 else 0)
    return Layout(name, tuple(described), tuple(meminfo), tuple(reserved))


def skewed_size(draw, unit, units):
    if unit < units * 9 // 10:
        return 64 * 1024 * (1 + draw.below(16))
    return 64 * GIB * (1 + draw.below(4))

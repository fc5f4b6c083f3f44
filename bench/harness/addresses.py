"""Addresses to look up and their expected nodes, computed with the kernel's rule and not with the measured map."""

import array
import sys
from bisect import bisect_right
from dataclasses import dataclass

from harness.layouts import Draw

NO_NODE = -1


@dataclass(frozen=True)
class Questions:
    """Addresses with their nodes."""

    addresses: list
    nodes: list

    def octets(self):
        return little("Q", self.addresses)

    def octet_answers(self):
        return little("i", self.nodes)

    def lines(self):
        return "".join(f"{address:#x}\n" for address in self.addresses).encode()

    def line_answers(self):
        return "".join(f"{node}\n" for node in self.nodes).encode()

    def first(self, count):
        return Questions(self.addresses[:count], self.nodes[:count])


def little(kind, values):
    octets = array.array(kind, values)
    if sys.byteorder != "little":
        octets.byteswap()
    return octets.tobytes()


def node_of(chosen, address):
    """docs/kernel-rules.md 2.11, fixed: the first match in reserved, else the first match in meminfo, else -1."""
    for blocks in (chosen.reserved, chosen.meminfo):
        for block in blocks:
            if block.start <= address <= block.end:
                return block.node
    return NO_NODE


def edges(chosen):
    """The addresses at which answers change, and their neighbours."""
    blocks = chosen.reserved + chosen.meminfo
    step = max(1, len(blocks) // 60)
    for block in blocks[::step]:
        yield from (block.start - 1, block.start, block.end, block.end + 1)


def drawn(chosen, count, seed):
    """Seven of eight addresses in a random block, the others anywhere from 0 to a little after the last block."""
    draw = Draw(seed)
    blocks = chosen.reserved + chosen.meminfo
    top = max(block.end for block in blocks) + (1 << 30)
    for _ in range(count):
        if draw.below(8) == 0:
            yield draw.below(top)
        else:
            block = blocks[draw.below(len(blocks))]
            yield block.start + draw.below(block.end - block.start + 1)


def questions(chosen, count, seed=1):
    """Some edges first, then random addresses. The first thousand are answered by the walk over both lists, block by
    block; the rest, where a walk would take minutes, by stretches of equal answers, which the first thousand check."""
    addresses = (list(edges(chosen))[: min(count, 1000) // 2] + list(drawn(chosen, count, seed)))[:count]
    stretches = Stretches(chosen)
    nodes = [stretches.node_of(address) for address in addresses]
    for address, node in zip(addresses[:1000], nodes):
        if node_of(chosen, address) != node:
            raise AssertionError(f"{address:#x}: the bench's own stretches answer {node}")
    return Questions(addresses, nodes)


class Stretches:
    """Ascending start addresses of the stretches with equal answers."""

    def __init__(self, chosen):
        blocks = chosen.reserved + chosen.meminfo
        cuts = sorted({0} | {block.start for block in blocks} | {block.end + 1 for block in blocks})
        self.starts = array.array("Q", cuts)
        self.nodes = [node_of(chosen, cut) for cut in cuts]

    def node_of(self, address):
        return self.nodes[bisect_right(self.starts, address) - 1]

    def segments(self):
        """The stretches that have a node, adjacent ones with the same node joined: (start, end, node)."""
        joined = []
        ends = list(self.starts[1:]) + [0]
        for start, end, node in zip(self.starts, ends, self.nodes):
            if node == NO_NODE:
                continue
            if joined and joined[-1][1] + 1 == start and joined[-1][2] == node:
                start = joined.pop()[0]
            joined.append((start, end - 1, node))
        return joined

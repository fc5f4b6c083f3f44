#!/usr/bin/env python3
"""Reads the binary map of GET /api/v1/topologies/{name}/segments, in the format of docs/map-format.md. Standard library only.

As a command:  python3 targetnode_map.py map.bin 0x20000000 ...    the node of each address, one per line
               python3 targetnode_map.py map.bin                    the header and the segments of the map
As a module:   TargetNodeMap.open("map.bin").node(0x20000000)
"""

import hashlib
import mmap
import struct
import sys

NO_NODE = -1
BACKINGS = ("hole", "system-ram", "cxl-window", "persistent", "soft-reserved", "hotplug", "no-ram")

_MAGIC = b"\x89TNMAP\r\n"
_HEADER = struct.Struct("<8sIIIIQQQiIQ128s160s32s")
_SEGMENT = struct.Struct("<QQiB")
_DIGEST_BYTES = 32


class DamagedMap(ValueError):
    """The bytes are not a map that this reader can use; the message says why."""


class NotInMap(LookupError):
    """The map is partial and has no answer for the address."""


def _require(condition, fault):
    if not condition:
        raise DamagedMap(fault)


class TargetNodeMap:
    """A map. The constructor checks all of it."""

    def __init__(self, data):
        """data: the file's bytes, read or mapped."""
        _require(len(data) >= 16 and data[:8] == _MAGIC, "not a map")
        version, self._header_bytes = struct.unpack_from("<II", data, 8)
        _require(version == 1, "unknown version")
        _require(self._header_bytes >= _HEADER.size and self._header_bytes % 8 == 0, "bad header length")
        end = len(data) - _DIGEST_BYTES
        _require(end >= self._header_bytes, "wrong length")
        (_, _, _, self._stride, flags, self.count, self.first, self.last, node, self.revision, _, *texts) = (
            _HEADER.unpack_from(data))
        _require(self._stride >= 24 and self._stride % 8 == 0, "bad segment length")
        _require(flags <= 1, "unknown flags")
        _require(end - self._header_bytes == self.count * self._stride, "wrong length")
        _require(self.first <= self.last and node >= NO_NODE, "bad header")
        self.only_node = node if flags else None
        self.topology, self.kernel, self.rule = (text.rstrip(b"\0").decode("ascii", "replace") for text in texts)
        self._data = data
        self._check_segments()
        with memoryview(data) as view, view[:end] as content:
            _require(hashlib.sha256(content).digest() == data[end:], "wrong digest")

    @classmethod
    def open(cls, path):
        """Maps a file into memory."""
        with open(path, "rb") as file:
            try:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as empty:
                raise DamagedMap("not a map") from empty
        return cls(data)

    def node(self, address):
        """The node of an address, or NO_NODE. Raises NotInMap."""
        return self.look_up(address)[0]

    def look_up(self, address):
        """The node and the backing of an address; the backing as in name_of. Raises NotInMap."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self._segment(middle)[0] <= address:
                low = middle + 1
            else:
                high = middle
        if low > 0:
            _, end, node, backing = self._segment(low - 1)
            if address <= end:
                return node, name_of(backing)
        if self.only_node is not None or not self.first <= address <= self.last:
            raise NotInMap(f"the map has no answer for {address:#x}")
        return NO_NODE, BACKINGS[0]

    def __iter__(self):
        """The segments, ascending: start, end (inclusive), node, backing."""
        for index in range(self.count):
            start, end, node, backing = self._segment(index)
            yield start, end, node, name_of(backing)

    def _segment(self, index):
        return _SEGMENT.unpack_from(self._data, self._header_bytes + index * self._stride)

    def _check_segments(self):
        before = -1
        for index in range(self.count):
            start, end, node, _ = self._segment(index)
            _require(self.first <= start <= end <= self.last, "bad range")
            _require(start > before, "segments overlap or are not in order")
            _require(node >= NO_NODE and self.only_node in (None, node), "bad node")
            before = end


def name_of(backing):
    """The name of a backing; the code itself if this reader does not know it."""
    return BACKINGS[backing] if backing < len(BACKINGS) else backing


def main(path, *addresses):
    targetnode_map = TargetNodeMap.open(path)
    for address in addresses:
        print(targetnode_map.node(int(address, 0)))
    if not addresses:
        print(f"{targetnode_map.topology}, revision {targetnode_map.revision}, kernel {targetnode_map.kernel}, "
              f"{targetnode_map.rule}, {targetnode_map.first:#x}-{targetnode_map.last:#x}"
              + ("" if targetnode_map.only_node is None else f", node {targetnode_map.only_node} only"))
        for start, end, node, backing in targetnode_map:
            print(f"{start:#x}-{end:#x}  {node}  {backing}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (OSError, DamagedMap, NotInMap, ValueError) as fault:
        sys.exit(f"{sys.argv[1]}: {fault}")

"""Answers the lines of the tests: "open FILE" and addresses."""

import sys

sys.path.insert(0, sys.argv[1])
from targetnode_map import BACKINGS, DamagedMap, NotInMap, TargetNodeMap  # noqa: E402

opened = None
for line in map(str.strip, sys.stdin):
    if line.startswith("open "):
        try:
            opened = TargetNodeMap.open(line[5:])
            print(opened.topology, opened.revision, opened.kernel, opened.rule)
        except DamagedMap as fault:
            print("refused:", fault)
        continue
    try:
        node, backing = opened.look_up(int(line, 0))
        print(node, BACKINGS.index(backing) if backing in BACKINGS else backing)
    except NotInMap:
        print("not in map")

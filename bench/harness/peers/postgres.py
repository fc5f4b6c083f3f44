"""A cluster of PostgreSQL for this run alone: the segments with a btree and with a GiST index, and tables of addresses."""

import os
import pwd
import re
import shutil
import tempfile
from pathlib import Path
from subprocess import DEVNULL

from harness.processes import BenchError, run
from harness.tools import program

BTREE = "PostgreSQL, btree"
GIST = "PostgreSQL, GiST"
JOINS = {
    BTREE: "left join lateral (select s.last, s.node from segments s where s.first <= a.address"
    " order by s.first desc limit 1) f on f.last >= a.address",
    GIST: "left join ranges f on f.range @> a.address",
}
FOUND = "coalesce(f.node, -1)"
SETUP = """
create table segments (first bigint, last bigint, node int);
copy segments from stdin csv;
{segments}\\.
create unique index on segments (first) include (last, node);
create table ranges as select int8range(first, last, '[]') as range, node from segments;
create index on ranges using gist (range);
create table addresses (id int primary key, address bigint);
copy addresses from stdin csv;
{addresses}\\.
vacuum analyze;
"""


class Postgres:
    """Runs a command as the user postgres if the bench runs as root: PostgreSQL refuses root."""

    def __init__(self, binaries=None):
        self.bin = folder_of_binaries(binaries)
        user = user_of_postgres() if os.geteuid() == 0 else None
        self.prefix = [program("runuser", "util-linux"), "-u", "postgres", "--"] if user else []
        self.folder = Path(tempfile.mkdtemp(prefix="targetnode-bench-postgres-"))
        self.data = self.folder / "data"
        if user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        try:
            self.run("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale")
            options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c shared_buffers=256MB"
            start = ["-D", self.data, "-w", "-o", options, "-l", self.folder / "log", "start"]
            # The server inherits pg_ctl's standard output: a pipe would stay open.
            self.run("pg_ctl", *start, capture_output=False, stdout=DEVNULL, stderr=DEVNULL)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def run(self, name, *arguments, **options):
        return run([*self.prefix, self.bin / name, *arguments], cwd=self.folder, **options)

    def psql(self, text):
        arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "bench", "-d", "postgres"]
        return self.run("psql", *arguments, stdin=None, input=text)

    def load(self, segments, addresses):
        rows = "".join(f"{start},{end},{node}\n" for start, end, node in segments)
        asked = "".join(f"{at},{address}\n" for at, address in enumerate(addresses))
        self.psql(SETUP.format(segments=rows, addresses=asked))

    def nodes(self, kind, count):
        asked = f"select {FOUND} from addresses a {JOINS[kind]} where a.id < {count} order by a.id;"
        return [int(node) for node in self.psql(asked).split()]

    def seconds(self, kind, expected, times):
        """The fastest of some joins of all addresses, in one session that has run one before. Its answer is one sum, so
        nothing but the join is timed."""
        join = f"select sum({FOUND}::bigint * (a.id % 1009 + 1)) from addresses a {JOINS[kind]};\n"
        said = self.psql(join + "\\timing on\n" + join * times)
        sums = {int(line) for line in said.splitlines() if re.fullmatch(r"-?\d+", line)}
        if sums != {expected}:
            raise BenchError(f"{kind}: sums {sums} instead of {expected}")
        return min(float(ms) for ms in re.findall(r"^Time: ([\d.]+) ms", said, re.MULTILINE)) / 1000

    def close(self):
        try:
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def user_of_postgres():
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise BenchError("root cannot run PostgreSQL and there is no user postgres (apt-get install postgresql)") from None


def checksum(nodes):
    return sum(node * (at % 1009 + 1) for at, node in enumerate(nodes))


def folder_of_binaries(named):
    found = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found or not (found[-1] / "initdb").is_file():
        raise BenchError("PostgreSQL is not installed (apt-get install postgresql)")
    return found[-1]

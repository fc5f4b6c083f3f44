"""The state of a run: options, service, peers, skipped rows."""

from contextlib import ExitStack, contextmanager

from harness.addresses import Stretches, questions
from harness.layouts import layout
from harness.load import Load
from harness.peers.nginx import Nginx
from harness.peers.postgres import Postgres
from harness.peers.redis import Redis
from harness.peers.twin import Twin
from harness.processes import BenchError, say
from harness.rounds import interleaved
from harness.rows.batches import SIZE
from harness.service import Package, require_tables
from harness.tools import jdk


class Bench:
    def __init__(self, options, folder, jar):
        self.options = options
        self.folder = folder
        self.skipped = []
        self.stack = ExitStack()
        self.peers = {}
        self.measurements = {}  # all figures of all rounds, by measurement and contender
        self.rounds, self.seconds, self.warm_ups = options.rounds, options.seconds, options.warm_ups
        self.uploads, self.starts, self.joins = options.uploads, options.starts, options.joins
        self.long_batch, self.scan_milliseconds = options.long_batch, options.scan_milliseconds
        self.java_home = self.jdk(options.jdk)
        if not self.java_home:
            raise BenchError(f"JDK {options.jdk} not found: --jdk{options.jdk} HOME, or --jdk for another version")
        self.package = Package(jar, folder, self.java_home)
        self.name = options.blocks
        self.layout = layout(options.blocks)
        self.questions = questions(self.layout, SIZE)
        self.load = Load(folder)

    def jdk(self, version):
        return jdk(version, getattr(self.options, f"jdk{version}", None))

    def start(self):
        """Starts the service with its layout, and every installed peer with the service's segments."""
        self.service = self.stack.enter_context(self.package.start("service", self.options.jvm_option))
        upload = self.layout.json()
        self.service.put(self.name, upload)
        require_tables(self.service, self.name, self.layout)
        segments = joined(self.service.segments(self.name, upload))
        if segments != Stretches(self.layout).segments():
            raise BenchError("the service's segments are not what the rule gives")
        lines = [f"{start:#x},{end:#x},{node}" for start, end, node in segments]
        self.segments_file = self.file("segments.csv", lines)
        self.add("twin", lambda: Twin(self.folder, self.segments_file))
        self.add("nginx", lambda: Nginx(self.folder, self.segments_file))
        self.add("redis", lambda: Redis(self.folder, segments))
        self.add("postgres", lambda: self.postgres(segments))

    def postgres(self, segments):
        database = Postgres(self.options.postgres)
        database.load(segments, self.questions.addresses)
        return database

    def add(self, name, begin):
        with self.skipping():
            self.peers[name] = self.stack.enter_context(begin())

    @contextmanager
    def skipping(self):
        """Starts a peer; skips it, with a message, if it is not installed."""
        try:
            yield
        except BenchError as missing:
            self.skip(str(missing))

    def skip(self, reason):
        say(f"SKIPPED: {reason}")
        self.skipped.append(reason)

    def peer(self, name):
        return self.peers.get(name)

    def interleaved(self, what, contenders, rounds=None):
        results = interleaved(what, contenders, rounds or self.rounds)
        self.measurements[what] = results.rounds
        return results

    def file(self, name, content):
        """A file of this run, of bytes or of lines."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else "".join(f"{line}\n" for line in content).encode())
        return path

    def close(self):
        self.stack.close()


def joined(segments):
    """Joins adjacent segments with the same node: the service splits them by what backs the range."""
    found = []
    for start, end, node in segments:
        if found and found[-1][1] + 1 == start and found[-1][2] == node:
            start = found.pop()[0]
        found.append((start, end, node))
    return found

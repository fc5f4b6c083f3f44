"""Redis: a sorted set of the segments, the end of each as its score. Scores are doubles, so addresses stay below 2^53."""

import socket

from harness.processes import BenchError, Server, free_port
from harness.tools import program

KEY = "segments"
EXACT = 1 << 53


class Redis(Server):
    name = "Redis, pipelined"

    def __init__(self, folder, segments):
        if segments[-1][1] >= EXACT:
            raise BenchError("a segment reaches 2^53: a Redis score would not be exact")
        self.port = free_port()
        command = [program("redis-server", "redis-server"), "--port", self.port, "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", folder]
        super().__init__(command, str(folder / "redis.log"))
        self.wait_for_port(self.port)
        for at in range(0, len(segments), 500):
            self.add(segments[at : at + 500])

    def add(self, segments):
        words = ["ZADD", KEY]
        for start, end, node in segments:
            words += [str(end), f"{start}:{node}"]
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(command(words))
            reply = connection.recv(100)
        if reply != b":%d\r\n" % len(segments):
            raise BenchError(f"Redis: {reply!r}")


def command(words):
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word.encode()) for word in words)

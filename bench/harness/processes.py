"""Starts and ends processes, and reads their CPU time."""

import os
import signal
import socket
import subprocess
import sys
import time

CPU_CLOCK = 2  # CPUCLOCK_SCHED of a whole process


class BenchError(Exception):
    """A measurement that cannot be made or that is not valid; the text says why."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """utime + stime of a process with all its threads, ended ones included: as in /proc/PID/stat, but finer than 10 ms."""
    return time.clock_gettime((~pid << 3) | CPU_CLOCK)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as listed:
        return [int(child) for child in listed.read().split()]


def peak_memory_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def run(command, seconds=600, **options):
    """Runs a command and returns its output."""
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, **options}
    try:
        done = subprocess.run([str(part) for part in command], timeout=seconds, check=False, **options)
    except subprocess.TimeoutExpired as late:
        raise BenchError(f"{os.path.basename(str(command[0]))}: not done after {seconds} s") from late
    if done.returncode:
        said = (done.stderr or done.stdout or "").strip().splitlines()
        raise BenchError(f"{os.path.basename(str(command[0]))}: {' / '.join(said[-3:]) or done.returncode}")
    return done.stdout


class Server:
    """A server process that runs until it is closed. Its output goes to a file."""

    def __init__(self, command, log, **options):
        self.log = log
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **options,
            )
        self.pid = self.process.pid

    def wait_until(self, ready, seconds=120, pause=0.02):
        until = time.monotonic() + seconds
        while not ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise BenchError(f"{os.path.basename(self.log)}: did not become ready: {self.last_words()}")
            time.sleep(pause)

    def wait_for_port(self, port):
        self.wait_until(lambda: is_open(port))

    def last_words(self):
        with open(self.log, encoding="utf-8", errors="replace") as lines:
            return " / ".join(lines.read().strip().splitlines()[-3:])

    def close(self, order=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(order)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def is_open(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0

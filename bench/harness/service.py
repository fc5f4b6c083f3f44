"""Extracts, starts and queries the packaged service."""

import json
import os
import shutil

from harness.http import API, Connection, is_ready
from harness.layouts import Block
from harness.processes import BenchError, Server, free_port, run
from harness.tools import HERE

MAIN = "io.targetnode.app.TargetnodeApplication"
EMPTY = "empty.EmptyApplication"
JVM = ["-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError"]  # as in the image


class Package:
    """The jar, extracted as the image has it, with the empty controller beside it."""

    def __init__(self, jar, folder, java_home):
        self.folder = folder
        self.java = java_home / "bin" / "java"
        self.jar = folder / "targetnode.jar"
        self.extracted = folder / "extracted"
        shutil.copy2(jar, self.jar)
        run([self.java, "-Djarmode=tools", "-jar", self.jar, "extract", "--destination", self.extracted])
        self.classes = folder / "empty"
        path = f"{self.extracted / 'targetnode.jar'}:{self.extracted / 'lib'}/*"
        sources = sorted((HERE / "empty").glob("*.java"))
        javac = java_home / "bin" / "javac"
        run([javac, "--release", "17", "-proc:none", "-parameters", "-cp", path, "-d", self.classes, *sources])
        self.class_path = f"{path}:{self.classes}"

    def start(self, name, options=(), main=MAIN, key=None):
        """Starts the service on a free port with a data directory of its own, and with an API key if one is given."""
        command = [self.java, *JVM, *options, "-cp", self.class_path, main]
        return Service(command, self.folder, name, key)


class Service(Server):
    """A service that is ready."""

    def __init__(self, command, folder, name, key=None):
        self.key = key
        self.port = free_port()
        data = folder / f"data-{name}"
        shutil.rmtree(data, ignore_errors=True)
        super().__init__(command, str(folder / f"{name}.log"), env=environment(self.port, data, key), cwd=folder)
        try:
            self.wait_until(lambda: is_ready(self.port))
        except BaseException:
            self.close()
            raise
        self.connection = Connection(self.port, key)

    def put(self, name, text):
        return self.connection.require("PUT", topology(name), text.encode(), "application/json")

    def blocks(self, name):
        """Both tables from the service: (meminfo, reserved)."""
        shown = self.connection.json(f"{topology(name)}/meminfo")
        return tuple(tuple(map(block, shown[field])) for field in ("meminfo", "reservedMeminfo"))

    def segments(self, name, upload):
        """The compiled map: (start, end, node), ascending, without the segments that have no node."""
        status, _, _ = self.connection.ask("GET", f"{topology(name)}/segments")
        if status == 200:
            shown = self.connection.json(f"{topology(name)}/segments")
        else:
            shown = json.loads(self.connection.require("POST", f"{API}/replay", upload.encode(), "application/json"))
        listed = [(int(s["start"], 16), int(s["end"], 16), s["targetNode"]) for s in shown["segments"]]
        return [segment for segment in listed if segment[2] >= 0]


def environment(port, data, key=None):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SPRING_", "TARGETNODE_"))}
    keys = {"TARGETNODE_API_KEYS": f"{key}:read+write"} if key else {}
    return {**inherited, **keys, "SERVER_PORT": str(port), "TARGETNODE_DATA_DIR": str(data)}


def topology(name):
    return f"{API}/topologies/{name}"


def block(shown):
    return Block(int(shown["start"], 16), int(shown["end"], 16), shown["node"])


def require_tables(service, name, chosen):
    """Checks that the service made the tables that the layout expects."""
    if service.blocks(name) != (chosen.meminfo, chosen.reserved):
        raise BenchError(f"{name}: the service's tables are not those of the layout")

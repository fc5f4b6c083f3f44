"""Finds the installed programs and builds the jar and the C programs."""

import os
import shutil
from pathlib import Path
from subprocess import PIPE, STDOUT

from harness.processes import BenchError, run

HERE = Path(__file__).resolve().parent.parent
PROJECT = HERE.parent
C_FLAGS = ["-std=gnu11", "-Wall", "-Wextra", "-pthread"]
JDK_FOLDERS = ("/usr/lib/jvm", "/opt")


def program(name, package):
    """The path of an installed program."""
    found = shutil.which(name) or next((p for p in (f"/usr/sbin/{name}", f"/sbin/{name}") if os.access(p, os.X_OK)), None)
    if not found:
        raise BenchError(f"{name} is not installed (apt-get install {package})")
    return found


def compiled(source, folder, optimisation="-O2"):
    """Compiles a C program of this directory."""
    output = folder / (Path(source).stem + optimisation)
    run([program("gcc", "gcc libc6-dev"), optimisation, *C_FLAGS, "-o", output, HERE / source])
    return output


def jdk(version, named=None):
    """The home of an installed JDK: as named, JDK25_HOME, JAVA_HOME_25, JAVA_HOME, or the usual directories."""
    names = [named, *map(os.environ.get, (f"JDK{version}_HOME", f"JAVA_HOME_{version}", "JAVA_HOME"))]
    installed = (home for folder in JDK_FOLDERS for home in sorted(Path(folder).glob(f"*{version}*")))
    for home in [*filter(None, names), *installed]:
        if release(Path(home)) == str(version):
            return Path(home)
    return None


def release(home):
    """The major version of the JDK in a directory."""
    described = home / "release"
    if not described.is_file() or not os.access(home / "bin" / "javac", os.X_OK):
        return None
    lines = described.read_text(encoding="utf-8").splitlines()
    return next((line.split('"')[1].split(".")[0] for line in lines if line.startswith("JAVA_VERSION=")), None)


def packaged_jar():
    """Builds the jar, without tests."""
    run([program("mvn", "maven"), "-B", "-q", "-Dmaven.test.skip=true", "package"], 1800, cwd=PROJECT)
    return built_jar()


def built_jar():
    jars = sorted((PROJECT / "target").glob("targetnode-*.jar"))
    if not jars:
        raise BenchError("no jar in target: leave --reuse out, or name one with --jar")
    return jars[-1]


def versions():
    """The versions of the programs that a run needs or measures, one a line, without the missing ones."""
    commands = (["nginx", "-v"], ["redis-server", "--version"], ["psql", "--version"], ["gcc", "--version"])
    for command in commands:
        found = shutil.which(command[0]) or shutil.which(command[0], path="/usr/sbin:/sbin")
        if found:
            said = run([found, *command[1:]], capture_output=False, stdout=PIPE, stderr=STDOUT)
            yield said.splitlines()[0].split(" sha=")[0]

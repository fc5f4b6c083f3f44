"""The class archive of a JDK, made as the image makes it: an AOT cache from JDK 24 on, else a CDS archive."""

from harness.processes import BenchError, free_port, run, say
from harness.service import environment
from harness.tools import PROJECT

SHORT_TRAINING = {"TRAINING_UPLOADS": "20", "TRAINING_LOOKUPS": "500"}


class Archive:
    def __init__(self, version):
        self.version = version
        self.is_aot = version >= 24
        self.name = "AOT cache" if self.is_aot else "CDS archive"

    def made(self, java, jar, folder, quick=False):
        """Makes the archive for an extracted jar. Returns the options of a start that uses it."""
        file = folder / f"classes-{self.version}"
        if not file.is_file():
            say(f"training the {self.name} of JDK {self.version}")
            port = free_port()
            variables = environment(port, folder / "data-training")
            if self.is_aot:
                variables |= {"TRAINING_PORT": str(port)} | (SHORT_TRAINING if quick else {})
                command = [PROJECT / "docker" / "train", file, PROJECT / "examples", java, "-jar", jar]
            else:
                command = [java, f"-XX:ArchiveClassesAtExit={file}", "-Dspring.context.exit=onRefresh", "-jar", jar]
            run(command, cwd=folder, env=variables)
        if not file.is_file():
            raise BenchError(f"no {self.name} was made")
        return [f"-XX:AOTCache={file}" if self.is_aot else f"-XX:SharedArchiveFile={file}"]

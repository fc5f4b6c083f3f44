"""The C twin of the binary batch."""

from harness.processes import Server, free_port
from harness.tools import compiled


class Twin(Server):
    name = "C twin"

    def __init__(self, folder, segments):
        self.port = free_port()
        super().__init__([compiled("twin/twin.c", folder), self.port, segments], str(folder / "twin.log"))
        self.wait_for_port(self.port)

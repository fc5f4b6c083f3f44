"""nginx with one worker: a constant answer, and a binary search in Lua over the same segments."""

import os
import re
from pathlib import Path
from subprocess import PIPE, STDOUT

from harness.processes import BenchError, Server, children, free_port, run
from harness.tools import HERE, program

MODULES = ("ndk_http_module.so", "ngx_http_lua_module.so")


class Nginx(Server):
    def __init__(self, folder, segments):
        self.port = free_port()
        binary = program("nginx", "nginx")
        self.lua = lua_modules(binary)
        where = folder / "nginx"
        where.mkdir()
        (where / "nginx.conf").write_text(self.configuration(segments, where), encoding="utf-8")
        command = [binary, "-p", where, "-c", where / "nginx.conf", "-e", "stderr"]
        super().__init__(command, str(folder / "nginx.log"))
        self.wait_for_port(self.port)
        self.wait_until(lambda: children(self.pid))
        self.worker = children(self.pid)[0]

    def configuration(self, segments, where):
        text = (HERE / "nginx" / "nginx.conf").read_text(encoding="utf-8")
        lua = (HERE / "nginx" / "lua.conf").read_text(encoding="utf-8") if self.lua else ""
        replaced = {
            "@MODULES@": "".join(f"load_module {module};\n" for module in self.lua),
            "@USER@": "user root;" if os.geteuid() == 0 else "",
            "@LUA_INIT@": f"init_by_lua_block {{ nodes = require('nodes'); nodes.load('{segments}') }}" if self.lua else "",
            "@LUA_PATH@": f"lua_package_path '{HERE}/nginx/?.lua;;';" if self.lua else "",
            "@LUA_LOCATION@": lua,
            "@PORT@": str(self.port),
            "@FOLDER@": str(where),
        }
        for name, value in replaced.items():
            text = text.replace(name, value)
        return text


def lua_modules(binary):
    """The paths of nginx's Lua modules; empty if they are not installed."""
    described = run([binary, "-V"], capture_output=False, stdout=PIPE, stderr=STDOUT)
    folder = re.search(r"--modules-path=(\S+)", described)
    paths = [Path(folder.group(1)) / module for module in MODULES] if folder else []
    return [str(path) for path in paths] if paths and all(path.is_file() for path in paths) else []


def require_lua(nginx):
    if not nginx.lua:
        raise BenchError("nginx has no Lua (apt-get install libnginx-mod-http-lua)")

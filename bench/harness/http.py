"""A client with one kept connection for occasional requests; the load comes from the C clients and wrk."""

import http.client
import json

from harness.processes import BenchError

API = "/api/v1"


class Connection:
    """Sends a request and returns (status, headers, body)."""

    def __init__(self, port, key=None):
        self.key = key
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, method, path, body=None, media=None, accept="application/json"):
        headers = {"Accept": accept, **({"Content-Type": media} if media else {})}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()

    def require(self, method, path, body=None, media=None, accept="application/json"):
        """Sends a request that must be answered with 2xx and returns the body."""
        status, _, answer = self.ask(method, path, body, media, accept)
        if not 200 <= status < 300:
            raise BenchError(f"{method} {path.split('?')[0]}: {status} {answer[:300].decode('utf-8', 'replace')}")
        return answer

    def json(self, path):
        return json.loads(self.require("GET", path))

    def close(self):
        self.connection.close()


def is_ready(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/actuator/health/readiness")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

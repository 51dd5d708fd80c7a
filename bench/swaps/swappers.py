"""How each proxy is told its next configuration, in the way its makers recommend."""

import json
import signal
import urllib.request

from rig import peers


class Change:
    """Change n: weights differ each time, one backend of each pool comes and goes, and a route is replaced by another."""

    def __init__(self, number, web, echo):
        self.number = number
        self.web = [(web[0], 1 + number % 3)]
        if number % 2:
            self.web.append((web[1], 1 + number % 5))
        if number // 2 % 2:
            self.web.append((web[2], 1))
        self.echo = [(echo[0], 1 + number % 2)]
        if number % 4 != 3:
            self.echo.append((echo[1], 1))
        self.prefix = f"/extra-{number}"


class FarolSwapper(peers.Farol):
    """The file replaced, then SIGHUP."""

    def __init__(self, stage, first, hosted):
        super().__init__(stage, hosted)
        del self.document["listeners"][1:], self.document["certificates"]
        self._take(first)

    def apply(self, change):
        self._take(change)
        self.write()
        self.program.signal(signal.SIGHUP)

    def _take(self, change):
        revision = {"set": [{"name": "X-Revision", "value": str(change.number)}]}
        self.document["pools"] = [peers.pool(name, *zip(*backends, strict=True)) for name, backends in (("web", change.web), ("echo", change.echo))]
        self.document["routes"] = [
            {"name": "all", "pool": "web", "response_headers": revision},
            {"name": "echo", "path_prefix": "/ws", "pool": "echo"},
            {"name": change.prefix, "path_prefix": change.prefix, "pool": "web", "response_headers": revision},
        ]


class NginxSwapper(peers.Nginx):
    """The file replaced, then SIGHUP to the master."""

    def __init__(self, stage, first, _):
        super().__init__(stage)
        self.change = first

    def configuration(self, **_):
        def servers(backends):
            return " ".join(f"server 127.0.0.1:{port} weight={weight};" for port, weight in backends)

        return super().configuration(
            web=servers(self.change.web), echo=servers(self.change.echo),
            more=f"add_header X-Revision {self.change.number}; location {self.change.prefix} {{ proxy_set_header Connection \"\"; proxy_pass http://web; }}")

    def apply(self, change):
        self.change = change
        self.stage.write("nginx.conf", self.configuration())
        self.program.signal(signal.SIGHUP)


class HAProxySwapper(peers.HAProxy):
    """Master and worker; the file replaced, then SIGUSR2 to the master, which passes its listening sockets on."""

    def __init__(self, stage, first, _):
        super().__init__(stage)
        self.change = first

    def configuration(self, **_):
        def servers(backends):
            return "\n    ".join(f"server s{port} 127.0.0.1:{port} weight {weight}" for port, weight in backends)

        return super().configuration(
            web=servers(self.change.web), echo=servers(self.change.echo),
            more=f"http-response set-header X-Revision {self.change.number}\n    use_backend web if {{ path_beg {self.change.prefix} }}",
            global_more=f"stats socket {self.folder}/haproxy.sock mode 600 level admin expose-fd listeners")

    def command(self):
        return ["haproxy", "-W", "-db", "-f", self.stage.write("haproxy.cfg", self.configuration())]

    def apply(self, change):
        self.change = change
        self.stage.write("haproxy.cfg", self.configuration())
        self.program.signal(signal.SIGUSR2)


class CaddySwapper(peers.Caddy):
    """POST /load to its admin API."""

    MAX_SECONDS = 60

    def __init__(self, stage, first, _):
        super().__init__(stage)
        self.change = first

    def configuration(self, **_):
        def addresses(backends):
            return [f"127.0.0.1:{port}" for port, weight in backends for _ in range(weight)]

        made = super().configuration(
            web=addresses(self.change.web), echo=addresses(self.change.echo), headers={"X-Revision": [str(self.change.number)]})
        for server in made["apps"]["http"]["servers"].values():
            server["routes"] = [*server["routes"][:-1], {**server["routes"][-1], "match": [{"path": [self.change.prefix]}]}, server["routes"][-1]]
        return made

    def apply(self, change):
        self.change = change
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.admin_port}/load", json.dumps(self.configuration()).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=self.MAX_SECONDS).read()


ALL = [FarolSwapper, NginxSwapper, HAProxySwapper, CaddySwapper]

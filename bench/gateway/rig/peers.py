"""The proxies measured: all with two workers, keep-alive on both sides, no access log, and the same headers added where a peer can."""

import json
import os
import shutil
import signal
import subprocess

from .processes import Program, free_port, wait_for_port

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
GATEWAY = os.path.join(ROOT, "bench", "gateway")
FAROL = os.path.join(ROOT, "src", "Farol", "bin", "Release", "net10.0", "farol")
HOST = os.path.join(GATEWAY, "host", "bin", "Release", "net10.0", "farol-bench-gateway")
YARP = os.path.join(GATEWAY, "yarp", "bin", "Release", "net10.0", "farol-bench-yarp")
IDLE_KEPT = 1024


class Peer:
    """A proxy in front of the stage's backends: everything to the small or large answers, /ws to the echo."""

    name = ""
    speaks_http2 = True

    def __init__(self, stage):
        self.stage = stage
        self.folder = stage.folder
        self.port, self.tls_port = free_port(), free_port()
        self.program = None

    def start(self):
        self.program = Program(self.command(), f"{self.folder}/{self.name}.out", **self.extra())
        for port in self.ports():
            wait_for_port(port, self.program)
        return self

    def ports(self):
        return [self.port, self.tls_port]

    def stop(self):
        if self.program is not None:
            self.program.stop()
            self.program = None

    def command(self):
        raise NotImplementedError

    def extra(self):
        return {}

    def version(self):
        raise NotImplementedError

    @staticmethod
    def available():
        return True


class Farol(Peer):
    """The real program; where it has no gateway verb yet, or its runtime is asked for figures, the bench's own host of the same gateway."""

    name = "Farol"

    def __init__(self, stage, hosted=False):
        super().__init__(stage)
        self.hosted = hosted or not has_gateway_verb()
        self.metrics_port = free_port()
        self.document = {
            "listeners": [
                {"name": "http", "address": "127.0.0.1", "port": self.port},
                {"name": "https", "address": "127.0.0.1", "port": self.tls_port, "tls": {"certificates": ["bench"], "minimum_version": "1.3"}},
            ],
            "certificates": [{"name": "bench", "certificate_file": stage.certificate, "key_file": stage.key}],
            "pools": [pool("web", [stage.port]), pool("echo", [stage.echo_port])],
            "routes": [{"name": "all", "pool": "web"}, {"name": "echo", "path_prefix": "/ws", "pool": "echo"}],
            "gateway": {"loops": 2},
        }

    def command(self):
        path = self.write()
        if self.hosted:
            return [HOST, path]
        return [FAROL, "gateway", "--config", path, "--data", f"{self.folder}/data", "--metrics", f"127.0.0.1:{self.metrics_port}"]

    def write(self):
        return self.stage.write("farol.json", json.dumps(self.document))

    def ports(self):
        return [listener["port"] for listener in self.document["listeners"]]

    def extra(self):
        return {"stdin": subprocess.PIPE} if self.hosted else {"environment": {"LOG_FILE": f"{self.folder}/farol.log"}}

    def start(self):
        try:
            return super().start()
        except RuntimeError:
            # A gateway that does not take the TLS listener is measured without it; the cases that need it are skipped with a line.
            if len(self.document["listeners"]) == 1:
                raise
            self.stop()
            print("Farol refuses the TLS listener; its plain one is measured alone", flush=True)
            del self.document["listeners"][1]
            return super().start()

    def version(self):
        return "Farol " + ("(the bench's host of its gateway)" if self.hosted else "(farol gateway)") + " on .NET " + dotnet_version()

    def allocated(self):
        """Managed bytes allocated and collections since the start; only the bench's host answers."""
        with open(self.program.log) as log:
            log.seek(0, os.SEEK_END)
            self.program.process.stdin.write(b"allocated\n")
            self.program.process.stdin.flush()
            line = ""
            while not line.endswith("\n"):
                line += log.readline()
        _, allocated, _, collections = line.split()
        return int(allocated), int(collections)


class FarolEpoll(Farol):
    """As on a host where io_uring is switched off."""

    name = "Farol, epoll alone"

    def write(self):
        self.document["gateway"]["event_loop"] = "epoll"
        return self.stage.write("farol-epoll.json", json.dumps(self.document))


def pool(name, ports, weights=None):
    return {
        "name": name,
        "keep_alive": {"max_idle": IDLE_KEPT},
        "backends": [
            {"id": f"{name}/{port}", "address": f"127.0.0.1:{port}", "weight": weight}
            for port, weight in zip(ports, weights or [1] * len(ports), strict=True)],
    }


def has_gateway_verb():
    if not os.access(FAROL, os.X_OK):
        return False
    ran = subprocess.run([FAROL, "gateway", "--help"], capture_output=True, text=True)
    return ran.returncode == 0 and "--config" in ran.stdout + ran.stderr


def dotnet_version():
    listed = subprocess.run(["dotnet", "--list-runtimes"], capture_output=True, text=True).stdout
    return [line.split()[1] for line in listed.splitlines() if line.startswith("Microsoft.NETCore.App")][-1]


class Nginx(Peer):
    name = "nginx"
    buffers = ""
    CONFIGURATION = """
worker_processes 2;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 60s;
    client_body_temp_path {folder}/nginx-body; proxy_temp_path {folder}/nginx-proxy; fastcgi_temp_path {folder}/nginx-f;
    uwsgi_temp_path {folder}/nginx-u; scgi_temp_path {folder}/nginx-s;
    map $http_upgrade $upgrade {{ default upgrade; '' ''; }}
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.3;
    upstream web {{ {web} keepalive {idle}; keepalive_requests 1000000000; }}
    upstream echo {{ {echo} }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        listen 127.0.0.1:{tls_port} ssl http2 backlog=4096;
        http2_max_requests 1000000000;
        proxy_http_version 1.1;
        {buffers}
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Request-ID $request_id;
        {more}
        location / {{ proxy_set_header Connection ""; proxy_pass http://web; }}
        location /ws {{
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $upgrade;
            proxy_read_timeout 3600s;
            proxy_pass http://echo;
        }}
    }}
}}
"""

    def configuration(self, web=None, echo=None, more=""):
        return self.CONFIGURATION.format(
            folder=self.folder, certificate=self.stage.certificate, key=self.stage.key, idle=IDLE_KEPT, port=self.port, tls_port=self.tls_port, more=more,
            buffers=self.buffers, web=web or f"server 127.0.0.1:{self.stage.port};", echo=echo or f"server 127.0.0.1:{self.stage.echo_port};")

    def command(self):
        path = self.stage.write("nginx.conf", self.configuration())
        return ["nginx", "-p", self.folder, "-e", f"{self.folder}/nginx.log", "-c", path]

    def version(self):
        return subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr.strip().replace("nginx version: nginx/", "nginx ")


class NginxLargeBuffers(Nginx):
    """Its own defaults hold 36 KB of a response and write the rest to a file: for large bodies its operators give it more."""

    name = "nginx, large buffers"
    buffers = "proxy_buffer_size 64k; proxy_buffers 8 64k; proxy_busy_buffers_size 128k; proxy_max_temp_file_size 0;"


class HAProxy(Peer):
    name = "HAProxy"
    CONFIGURATION = """
global
    nbthread 2
    maxconn 9000
    ssl-default-bind-options ssl-min-ver TLSv1.3
    {global_more}
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
    timeout http-keep-alive 60s
    timeout tunnel 3600s
    option forwardfor
    http-reuse always
    unique-id-format %[uuid]
    unique-id-header X-Request-ID
frontend main
    bind 127.0.0.1:{port} backlog 4096
    bind 127.0.0.1:{tls_port} ssl crt {both} alpn h2,http/1.1 backlog 4096
    http-request set-header X-Forwarded-Proto http if !{{ ssl_fc }}
    http-request set-header X-Forwarded-Proto https if {{ ssl_fc }}
    {more}
    use_backend echo if {{ path_beg /ws }}
    default_backend web
backend web
    {web}
backend echo
    {echo}
"""

    def configuration(self, web=None, echo=None, more="", global_more=""):
        return self.CONFIGURATION.format(
            port=self.port, tls_port=self.tls_port, both=self.stage.both, more=more, global_more=global_more,
            web=web or f"server one 127.0.0.1:{self.stage.port}", echo=echo or f"server one 127.0.0.1:{self.stage.echo_port}")

    def command(self):
        return ["haproxy", "-db", "-f", self.stage.write("haproxy.cfg", self.configuration())]

    def version(self):
        return " ".join(subprocess.run(["haproxy", "-v"], capture_output=True, text=True).stdout.split()[:3])


class Caddy(Peer):
    name = "Caddy"

    def __init__(self, stage):
        super().__init__(stage)
        self.admin_port = free_port()

    def configuration(self, web=None, echo=None, headers=None):
        def handler(addresses):
            return {
                "handler": "reverse_proxy", "upstreams": [{"dial": a} for a in addresses],
                "transport": {"protocol": "http", "keep_alive": {"max_idle_conns_per_host": IDLE_KEPT}},
                "headers": {"request": {"set": {"X-Request-Id": ["{http.request.uuid}"]}}},
            }

        routes = [
            {"match": [{"path": ["/ws", "/ws/*"]}], "handle": [handler(echo or [f"127.0.0.1:{self.stage.echo_port}"])]},
            {"handle": [handler(web or [f"127.0.0.1:{self.stage.port}"])]},
        ]
        if headers:
            routes.insert(0, {"handle": [{"handler": "headers", "response": {"set": headers}}]})
        return {
            "admin": {"listen": f"127.0.0.1:{self.admin_port}"},
            "logging": {"logs": {"default": {"level": "ERROR"}}},
            "apps": {
                "tls": {"certificates": {"load_files": [{"certificate": self.stage.certificate, "key": self.stage.key}]}},
                "http": {"servers": {
                    "plain": {"listen": [f"127.0.0.1:{self.port}"], "routes": routes, "automatic_https": {"disable": True}},
                    "tls": {"listen": [f"127.0.0.1:{self.tls_port}"], "routes": routes, "automatic_https": {"disable": True},
                            "tls_connection_policies": [{"protocol_min": "tls1.3", "default_sni": "bench.example"}]},
                }},
            },
        }

    def command(self):
        return ["caddy", "run", "--config", self.stage.write("caddy.json", json.dumps(self.configuration()))]

    def extra(self):
        return {"environment": {"GOMAXPROCS": "2", "HOME": self.folder, "XDG_DATA_HOME": self.folder, "XDG_CONFIG_HOME": self.folder}}

    def version(self):
        return "Caddy " + subprocess.run(["caddy", "version"], capture_output=True, text=True).stdout.split()[0]


class Yarp(Peer):
    name = "YARP"

    def command(self):
        return [YARP, str(self.port), str(self.stage.port), str(self.stage.echo_port), str(self.tls_port), self.stage.certificate, self.stage.key]

    def version(self):
        return "YARP 2.1.0 on .NET " + dotnet_version()

    @staticmethod
    def available():
        return os.access(YARP, os.X_OK)


class Relay(Peer):
    """No proxy: bytes go through unread (relay/relay.c). What is below it no proxy in user space can reach."""

    name = "bare relay, epoll"
    way = "epoll"

    def command(self):
        return [os.path.join(GATEWAY, "bin", "relay"), self.way, str(self.port), str(self.stage.port)]

    def ports(self):
        return [self.port]

    def version(self):
        return self.name


class UringRelay(Relay):
    name = "bare relay, io_uring"
    way = "io_uring"


ALL = [Farol, Nginx, HAProxy, Caddy, Yarp]


def present(wanted):
    """Those that are installed or built; a plain line for each that is not."""
    found = []
    for kind in wanted:
        tool = {Nginx: "nginx", HAProxy: "haproxy", Caddy: "caddy"}.get(kind)
        if (tool is None or shutil.which(tool)) and kind.available():
            found.append(kind)
        else:
            print(f"{kind.name} is left out: it is not {'installed' if tool else 'built'}", flush=True)
    return found


__all__ = ["ALL", "Caddy", "Farol", "FarolEpoll", "HAProxy", "Nginx", "NginxLargeBuffers", "Peer", "Yarp", "pool", "present", "signal"]

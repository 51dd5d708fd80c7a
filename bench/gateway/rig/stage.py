"""The backends behind every proxy, the certificate in front of every proxy, and the folder that holds all files of a run."""

import os
import subprocess
import tempfile

from .processes import Program, free_port, wait_for_port

SMALL = "small response of exactly sixty-four bytes for every request ..\n"
LARGE_BYTES = 100 * 1024
BIN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin")

NGINX = """
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/backend.pid;
error_log {folder}/backend.log warn;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 3600s;
    sendfile on;
    tcp_nopush on;
    open_file_cache max=16 inactive=3600s;
    client_body_temp_path {folder}/backend-body; proxy_temp_path {folder}/backend-proxy; fastcgi_temp_path {folder}/backend-f;
    uwsgi_temp_path {folder}/backend-u; scgi_temp_path {folder}/backend-s;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {folder}/www;
        location / {{ default_type text/plain; return 200 "{small}"; }}
        location = /large {{ default_type application/octet-stream; }}
    }}
}}
"""


class Stage:
    """Backends on ports of their own: nginx that answers 64 bytes, or a file of 100 KB at /large; and an echo of WebSocket messages."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="farol-bench-")
        self.folder = self.temporary.name
        os.chmod(self.folder, 0o755)
        self.certificate, self.key, self.both = (os.path.join(self.folder, n) for n in ("certificate.pem", "key.pem", "both.pem"))
        self.port = self.echo_port = None
        self.programs = []

    def __enter__(self):
        os.mkdir(os.path.join(self.folder, "www"))
        with open(os.path.join(self.folder, "www", "large"), "wb") as file:
            file.write(b"x" * LARGE_BYTES)
        self._make_certificate()
        self.port = self.start_backend()
        self.echo_port = self.start_echo()
        return self

    def start_backend(self):
        port = free_port()
        path = self.write(f"backend-{port}.conf", NGINX.format(folder=self.folder, port=port, small=SMALL.replace("\n", "\\n")))
        program = Program(["nginx", "-p", self.folder, "-e", f"{self.folder}/backend.log", "-c", path], f"{self.folder}/backend.out")
        self.programs.append(program)
        wait_for_port(port, program)
        return port

    def start_echo(self):
        port = free_port()
        program = Program([os.path.join(BIN, "echo"), str(port)], f"{self.folder}/echo.out")
        self.programs.append(program)
        wait_for_port(port, program)
        return port

    def write(self, name, text):
        """Written beside and renamed: whoever reads it meanwhile sees all of the old or all of the new."""
        path = os.path.join(self.folder, name)
        with open(path + ".new", "w") as file:
            file.write(text)
        os.rename(path + ".new", path)
        return path

    def _make_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=bench.example",
             "-addext", "subjectAltName=DNS:bench.example,DNS:localhost,IP:127.0.0.1", "-keyout", self.key, "-out", self.certificate],
            check=True, capture_output=True)
        with open(self.both, "w") as both:
            for path in (self.certificate, self.key):
                with open(path) as file:
                    both.write(file.read())
            os.chmod(self.key, 0o644)

    def __exit__(self, *_):
        for program in self.programs:
            program.stop()
        self.temporary.cleanup()

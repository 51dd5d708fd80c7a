"""Processes under test: started in groups of their own, measured as trees, ended for certain."""

import atexit
import os
import resource
import signal
import socket
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")
MAX_START_SECONDS = 20
MAX_STOP_SECONDS = 5

_running = []


def raise_descriptor_limit():
    """Thousands of sockets need descriptors; what is started inherits the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Program:
    """A program and its descendants."""

    def __init__(self, command, log, stdin=None, environment=None):
        self.log = log
        self.command = command
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                command, stdin=stdin, stdout=output, stderr=output, start_new_session=True,
                env={**os.environ, **(environment or {})})
        _running.append(self)

    @property
    def pid(self):
        return self.process.pid

    @property
    def alive(self):
        return self.process.poll() is None

    def said(self):
        """The end of what it wrote on its standard output and error."""
        return _read(self.log)[-2000:]

    def signal(self, number):
        os.kill(self.pid, number)

    def tree(self):
        """The program and all that descends from it; processes that it re-parented to init are found by their session."""
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    if int(entry) == self.pid or os.getsid(int(entry)) == self.pid:
                        found.append(int(entry))
                except ProcessLookupError:
                    pass
        return found

    def cpu_seconds(self):
        """User time, and user and system time together, of the tree; those of ended and awaited children included."""
        user = system = 0
        for pid in self.tree():
            fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
            if fields:
                user += int(fields[11]) + int(fields[13])
                system += int(fields[12]) + int(fields[14])
        return user / TICKS, (user + system) / TICKS

    def memory(self):
        """Proportional and plain resident bytes of the tree."""
        pss = rss = 0
        for pid in self.tree():
            for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
                if line.startswith("Pss:"):
                    pss += int(line.split()[1]) * 1024
                elif line.startswith("Rss:"):
                    rss += int(line.split()[1]) * 1024
        return pss, rss

    def stop(self):
        if self in _running:
            _running.remove(self)
        for number in (signal.SIGTERM, signal.SIGKILL):
            pids = self.tree()
            for pid in pids:
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            deadline = time.monotonic() + MAX_STOP_SECONDS
            while time.monotonic() < deadline:
                self.process.poll()
                if not [pid for pid in self.tree() if pid != self.pid or self.alive]:
                    return
                time.sleep(0.05)


def _read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def _stop_all(*_):
    for program in list(_running):
        program.stop()


def _end(number, _):
    _stop_all()
    sys.exit(128 + number)


atexit.register(_stop_all)
signal.signal(signal.SIGTERM, _end)
signal.signal(signal.SIGHUP, _end)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, program):
    deadline = time.monotonic() + MAX_START_SECONDS
    while time.monotonic() < deadline:
        if not program.alive:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{program.command[0]} does not listen on port {port}:\n{program.said()}")

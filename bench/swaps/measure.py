#!/usr/bin/env python3
"""What changes of configuration cost clients, the gateway beside nginx, HAProxy and Caddy.

measure.py [changes] [--a-second 20] [--requests 5000] [--connections 128] [--sockets 500] [--peers Farol,nginx] [--hosted] [--results FILE]
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "gateway"))

from rig import report  # noqa: E402
from rig.processes import raise_descriptor_limit  # noqa: E402
from rig.stage import BIN, Stage  # noqa: E402
from swappers import ALL, Change  # noqa: E402

MAX_PROCESSES = 400
MAX_IN_FORCE_SECONDS = 120
SETTLE_SECONDS = 3

PREAMBLE = """
`./farol bench swaps`. Each proxy in turn, over loopback on one machine: {requests} requests a second (`../gateway/open-loop/open_loop.c`, {connections}
connections with keep-alive, sent whatever becomes of the answers) and {sockets} proxied WebSockets that exchange a message every second, while the
configuration is changed {a_second} times a second. Every change gives backends other weights, takes one backend of each pool away or brings it back, replaces a
route by another, and sets a response header to the change's number, by which it is seen when the last one is in force.

- Machine: {machine}.
- Versions: {versions}.
- Farol: the file replaced, then SIGHUP. nginx: the same. HAProxy: master and worker, the file replaced, then SIGUSR2, listening sockets passed on. Caddy: `POST /load`.
- *Failed* counts requests that got no complete answer with status 200: refused connections, connections closed before or within the answer, other statuses, none
  at all. The client does not retry. *Dropped*: WebSockets that ended before the load ended them.
- Memory is the proportional set size of all processes of the proxy: with the load running before the first change, after a tenth of the
  changes, {settle} s after the last was in force, and the most seen.
"""


class Watch(threading.Thread):
    """The most memory and processes seen, once a second."""

    def __init__(self, program):
        super().__init__(daemon=True)
        self.program = program
        self.memory = self.processes = 0
        self.tenth = None
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(1):
            self.processes = max(self.processes, len(self.program.tree()))
            self.memory = max(self.memory, self.program.memory()[0])


def revision(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "bench.example"})
        answer = connection.getresponse()
        answer.read()
        return answer.getheader("X-Revision")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def change_all(peer, changes, options, watch):
    """At the times intended, or as fast as the proxy takes them; how many were made."""
    start = time.monotonic()
    for made, change in enumerate(changes):
        time.sleep(max(0.0, start + made / options.a_second - time.monotonic()))
        if not peer.program.alive:
            raise RuntimeError(f"{peer.name} died after {made} changes:\n{peer.program.said()}")
        if watch.processes > MAX_PROCESSES:
            print(f"  {peer.name} is stopped after {made} changes: {watch.processes} processes", flush=True)
            return made
        peer.apply(change)
        if made + 1 == max(1, len(changes) // 10):
            watch.tenth = peer.program.memory()[0]
        if made % 100 == 99:
            print(f"  {peer.name}: {made + 1} changes, {report.mebibytes(watch.memory)} MiB at most, {watch.processes} processes at most", flush=True)
    return len(changes)


def measure(kind, stage, backends, options):
    changes = [Change(n, *backends) for n in range(options.changes + 1)]
    peer = kind(stage, changes[0], options.hosted)
    peer.start()
    seconds = options.changes / options.a_second
    sockets = requests = None
    try:
        revision(peer.port)
        sockets = subprocess.Popen(
            [f"{BIN}/load", "127.0.0.1", str(peer.port), "/ws", str(options.sockets), "3600", "1000"], stdout=subprocess.PIPE, text=True)
        opened = int(sockets.stdout.readline().split()[1])
        requests = subprocess.Popen(
            [f"{BIN}/open_loop", "127.0.0.1", str(peer.port), "/", str(options.connections), str(options.requests), "3600", "1"],
            stdout=subprocess.PIPE, text=True)
        time.sleep(SETTLE_SECONDS)
        before = peer.program.memory()[0]
        watch = Watch(peer.program)
        watch.start()
        start = time.monotonic()
        made = change_all(peer, changes[1:], options, watch)
        ended = time.monotonic()
        while revision(peer.port) != str(made) and time.monotonic() - ended < MAX_IN_FORCE_SECONDS:
            time.sleep(0.02)
        in_force = time.monotonic() - ended
        time.sleep(SETTLE_SECONDS)
        after = peer.program.memory()[0]
        watch.over.set()
        watch.join()
        requests.terminate()
        seen = json.loads(requests.communicate(timeout=30)[0])
        sockets.terminate()
        talk = json.loads(sockets.communicate(timeout=30)[0].splitlines()[-1])
    finally:
        for process in (sockets, requests):
            if process is not None and process.poll() is None:
                process.kill()
        peer.stop()
    print(f"  {peer.name}: {made} changes in {ended - start:.1f} s (intended {seconds:.1f} s); {json.dumps(seen)}; {json.dumps(talk)}", flush=True)
    reset = seen["closed_unanswered"] + seen["closed_mid_answer"]
    return [
        peer.name, str(made), f"{ended - start:.1f}", f"{in_force:.2f}" if in_force < MAX_IN_FORCE_SECONDS else "never",
        report.number(seen["due"], 0), str(seen["failed"]), str(seen["refused"]), str(reset), str(seen["status"]),
        str(seen["failed"] - seen["refused"] - reset - seen["status"]), f"{talk['dropped']} of {opened}", str(talk["echoed"]),
        report.number(seen["latency"]["p50"], 0), report.number(seen["latency"]["p99"], 0),
        report.mebibytes(before), report.mebibytes(watch.tenth), report.mebibytes(after), report.mebibytes(max(watch.memory, after)), str(max(watch.processes, 1))]


COLUMNS = [
    "proxy", "changes", "in s", "last in force after, s", "requests", "failed", "refused", "closed", "status", "other", "sockets dropped", "messages echoed",
    "p50 µs", "p99 µs", "PSS before, MiB", "after a tenth", "after", "most", "processes, most"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changes", nargs="?", type=int, default=2000)
    parser.add_argument("--a-second", type=float, default=20)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--hosted", action="store_true")
    parser.add_argument("--peers", help="only these, by name and separated by commas")
    parser.add_argument("--results", default=os.path.join(HERE, "results.md"))
    options = parser.parse_args()
    raise_descriptor_limit()
    kinds = [k for k in ALL if options.peers is None or k.name in options.peers.split(",")]
    rows, versions, failed = [], [], False
    for kind in kinds:
        print(f"== {kind.name}", flush=True)
        with Stage() as stage:
            backends = ([stage.port, stage.start_backend(), stage.start_backend()], [stage.echo_port, stage.start_echo()])
            try:
                versions.append(kind(stage, Change(0, *backends), options.hosted).version())
                rows.append(measure(kind, stage, backends, options))
            except Exception:  # one proxy that fails must not cost an unattended run the others
                print(f"{kind.name} failed:\n{traceback.format_exc()}", file=sys.stderr, flush=True)
                failed = True
    if rows:
        preamble = PREAMBLE.format(
            requests=options.requests, connections=options.connections, sockets=options.sockets, a_second=f"{options.a_second:g}",
            machine=report.machine(), versions="; ".join(versions), settle=SETTLE_SECONDS)
        body = f"{time.strftime('%Y-%m-%d', time.gmtime())}. Load average at the end: {os.getloadavg()[0]:.1f}.\n\n{report.table(COLUMNS, rows)}"
        report.save(options.results, "Changes of configuration under load", preamble, f"{options.changes} changes", body)
        print(body, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What is measured of each peer. A case gives the heading and the body of its section of results.md."""

import http.client
import ssl
import subprocess
import threading
import time

from . import loads, peers
from .loads import median
from .report import mebibytes, number, table, when

WARM_UP_SECONDS = 8  # the runtime's second compilation of hot code takes its time
SATURATION_SECONDS = 3
SETTLE_SECONDS = 2
IDLE_SOCKETS = 4000
OPEN_LOOP_CONNECTIONS = 256
ALLOCATION_RATE = 5000
ALLOCATION_SECONDS = 40


class Skipped(Exception):
    """The case cannot be measured here; says why."""


def _get(peer, path="/", tls=False):
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode, context.minimum_version = False, ssl.CERT_NONE, ssl.TLSVersion.TLSv1_3
        connection = http.client.HTTPSConnection("127.0.0.1", peer.tls_port, timeout=5, context=context)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": "bench.example"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"GET {path} was answered with {answer.status}")
    finally:
        connection.close()


def _speaks_http2(peer):
    ran = subprocess.run(["h2load", "-n10", "-c1", f"https://127.0.0.1:{peer.tls_port}/"], capture_output=True, text=True, timeout=20)
    if "10 succeeded" not in ran.stdout or "protocol: h2" not in ran.stdout:
        raise RuntimeError("HTTP/2 over TLS is not answered")


def _speaks_websocket(peer):
    seen = loads.websockets(peer.port, 10, 1, 100)
    if seen["opened"] != 10 or seen["dropped"] or not seen["echoed"]:
        raise RuntimeError(f"WebSockets do not come through: {seen}")


def _start(stage, kinds, options, probe):
    """Starts everybody; who does not answer what the case asks for is left out with a line, and without Farol there is no case."""
    started = []
    for kind in kinds:
        peer = kind(stage, options.hosted) if kind is peers.Farol else kind(stage)
        try:
            peer.start()
            probe(peer)
            started.append(peer)
        except (RuntimeError, OSError, http.client.HTTPException) as error:
            peer.stop()
            print(f"  {peer.name} is left out: {error}", flush=True)
            if kind is peers.Farol:
                _stop(started)
                raise Skipped(f"the gateway does not serve it: {error}") from error
    return started


def _stop(started):
    for peer in started:
        peer.stop()


def _measure(peer, load):
    before = peer.program.cpu_seconds()
    seen = load(peer)
    after = peer.program.cpu_seconds()
    seen["user"], seen["cpu"] = ((late - early) * 1e6 / max(1, seen["requests"]) for early, late in zip(before, after, strict=True))
    seen["rate"] = seen["requests"] / seen["seconds"]
    seen["memory"] = peer.program.memory()[0]
    return seen


def _rounds(started, options, load):
    """Every peer in turn, round after round, the first peer of a round changing; the figures of each by its name."""
    seen = {peer.name: [] for peer in started}
    for index in range(options.rounds + 1):
        turn = index % len(started)
        for peer in started[turn:] + started[:turn]:
            figures = _measure(peer, lambda p: load(p, options.seconds if index or options.rounds == 1 else WARM_UP_SECONDS))
            if index:
                seen[peer.name].append(figures)
            print(f"  {'round ' + str(index) if index else 'warm-up'} {peer.name}: {figures['cpu']:.1f} µs, {figures['rate']:.0f}/s, "
                  f"{figures['errors']} errors", flush=True)
    return seen


def _table(seen, unit):
    medians = {name: {key: median([f.get(key) for f in figures]) for key in figures[0]} for name, figures in seen.items() if figures}
    rows = []
    for name, m in medians.items():
        errors = sum(f["errors"] for f in seen[name])
        least, most = min(f["cpu"] for f in seen[name]), max(f["cpu"] for f in seen[name])
        rows.append([
            name, number(m["cpu"]), f"{number(least)}–{number(most)}", number(m["user"]),
            f"{medians['Farol']['cpu'] / m['cpu']:.2f}" if "Farol" in medians and m["cpu"] else "–",
            number(m["rate"], 0), number(m["p50"], 0), number(m["p99"], 0), str(errors), mebibytes(m["memory"])])
    return table(
        ["proxy", f"CPU-µs a {unit}", "least–most", "of it user", "Farol ÷ this", f"{unit}s/s", "p50 µs", "p99 µs", "errors", "PSS after, MiB"], rows)


def _case(heading, load, probe=_get, unit="request", note="", beside=()):
    def run(stage, kinds, options):
        started = _start(stage, [*kinds, *beside], options, probe)
        try:
            seen = _rounds(started, options, load)
        finally:
            _stop(started)
        return heading, f"{when(options.rounds, options.seconds)} {note}\n\n{_table(seen, unit)}"

    return run


def _memory(stage, kinds, options):
    """Each freshly started, idle after a few requests, and while 1 024 connections are busy."""
    rows = []
    for kind in kinds:
        started = _start(stage, [kind], options, _get)
        if not started:
            continue
        peer = started[0]
        try:
            time.sleep(SETTLE_SECONDS)
            idle = peer.program.memory()
            busy = []
            over = threading.Event()

            def watch(program=peer.program, busy=busy, over=over):
                while not over.wait(0.5):
                    busy.append(program.memory())

            watcher = threading.Thread(target=watch)
            watcher.start()
            try:
                loads.wrk(f"http://127.0.0.1:{peer.port}/", 1024, options.seconds)
            finally:
                over.set()
                watcher.join()
            most = max(busy, default=(None, None))
            rows.append([peer.name, mebibytes(idle[0]), mebibytes(idle[1]), mebibytes(most[0]), mebibytes(most[1])])
            print(f"  {rows[-1]}", flush=True)
        finally:
            peer.stop()
    body = table(["proxy", "idle PSS, MiB", "idle RSS, MiB", "1 024 busy PSS, MiB", "1 024 busy RSS, MiB"], rows)
    return "Resident memory", f"Each freshly started; the most seen in {options.seconds} s with 1 024 connections busy (twice a second). RSS counts shared pages for each process.\n\n{body}"


def _websocket_idle(stage, kinds, options):
    rows = []
    for kind in kinds:
        started = _start(stage, [kind], options, _speaks_websocket)
        if not started:
            continue
        peer = started[0]
        try:
            time.sleep(SETTLE_SECONDS)
            before = peer.program.memory()[0]
            client = subprocess.Popen(
                [f"{loads.BIN}/load", "127.0.0.1", str(peer.port), "/ws", str(IDLE_SOCKETS), "600", "-1"], stdout=subprocess.PIPE, text=True)
            try:
                opened = int(client.stdout.readline().split()[1])
                time.sleep(SETTLE_SECONDS)
                after = peer.program.memory()[0]
            finally:
                client.terminate()
                client.communicate(timeout=30)
            rows.append([peer.name, str(opened), mebibytes(before), mebibytes(after), number((after - before) / max(1, opened), 0)])
            print(f"  {rows[-1]}", flush=True)
        finally:
            peer.stop()
    body = table(["proxy", "open", "PSS before, MiB", "PSS with them, MiB", "bytes a socket"], rows)
    return "Idle WebSockets", f"{IDLE_SOCKETS} proxied WebSockets, open and silent, {SETTLE_SECONDS} s after the last was opened. The kernel's buffers are not in it.\n\n{body}"


def _websocket_load(peer, seconds):
    seen = loads.websockets(peer.port, 64, seconds, 0)
    return {"requests": seen["echoed"], "seconds": seen["seconds"], "errors": seen["failed_to_open"] + seen["dropped"] + seen["wrong"],
            "p50": seen["latency"]["p50"], "p99": seen["latency"]["p99"]}


def _open_loop(stage, kinds, options):
    """One absolute rate for everybody: half of what the slowest of them can."""
    started = _start(stage, [k for k in kinds if k in (peers.Farol, peers.Nginx, peers.HAProxy)], options, _get)
    try:
        most = {p.name: [] for p in started}
        for index in range(4):
            for peer in started:
                seen = loads.wrk(f"http://127.0.0.1:{peer.port}/", 64, SATURATION_SECONDS)
                if index:
                    most[peer.name].append(seen["requests"] / seen["seconds"])
        saturation = {name: median(rates) for name, rates in most.items()}
        rate = int(min(saturation.values()) / 2)
        print(f"  saturation {saturation}; rate for all {rate}/s", flush=True)
        seen = _open_loop_rounds(started, options, rate)
    finally:
        _stop(started)
    rows = []
    for name, rounds in seen.items():
        rows.append([
            name, number(saturation[name], 0), number(median([r["cpu"] for r in rounds])),
            *(number(median([r["latency"][p] for r in rounds]), 0) for p in ("p50", "p99", "p99.9", "max")),
            str(sum(r["failed"] for r in rounds)), str(sum(r["waited"] for r in rounds)),
            number(median([r["lateness"]["p99"] for r in rounds]), 0), number(median([r["lateness"]["p99.9"] for r in rounds]), 0)])
    body = table(
        ["proxy", "saturation, requests/s", "CPU-µs a request", "p50 µs", "p99 µs", "p99.9 µs", "most µs", "failed", "waited", "sent late p99 µs",
         "sent late p99.9 µs"], rows)
    return "Open loop", (
        f"{when(options.rounds, options.seconds)} `open-loop/open_loop.c` sends {number(rate, 0)} requests a second over {OPEN_LOOP_CONNECTIONS} connections "
        "whatever becomes of the answers: half of what the slowest can (wrk, 64 connections). Latency counts from when a request was due, so that a "
        f"pause of the proxy is in it; *sent late* is the generator's own share of it; *waited* counts requests that found no free connection.\n\n{body}")


def _open_loop_rounds(started, options, rate):
    seen = {peer.name: [] for peer in started}
    for index in range(options.rounds):
        turn = index % len(started)
        for peer in started[turn:] + started[:turn]:
            before = peer.program.cpu_seconds()[1]
            figures = loads.open_loop(peer.port, "/", OPEN_LOOP_CONNECTIONS, rate, options.seconds)
            figures["cpu"] = (peer.program.cpu_seconds()[1] - before) * 1e6 / max(1, figures["answered"])
            seen[peer.name].append(figures)
            print(f"  round {index + 1} {peer.name}: p50 {figures['latency']['p50']} p99 {figures['latency']['p99']} µs, "
                  f"{figures['failed']} failed, late p99 {figures['lateness']['p99']} µs", flush=True)
    return seen


def _allocations(stage, kinds, options):
    """In the middle of a steady stream, so that neither connections nor first requests are in it."""
    farol = peers.Farol(stage, hosted=True)
    farol.start()
    stream = None
    try:
        loads.wrk(f"http://127.0.0.1:{farol.port}/", 64, WARM_UP_SECONDS if options.rounds > 1 else options.seconds)
        seconds = ALLOCATION_SECONDS if options.rounds > 1 else options.seconds
        stream = subprocess.Popen(
            [f"{loads.BIN}/open_loop", "127.0.0.1", str(farol.port), "/", "64", str(ALLOCATION_RATE), str(seconds + 6)], stdout=subprocess.PIPE, text=True)
        time.sleep(3)
        before, collections = farol.allocated()
        start = time.monotonic()
        time.sleep(seconds)
        after, collections_after = farol.allocated()
        requests = int((time.monotonic() - start) * ALLOCATION_RATE)
        stream.communicate(timeout=60)
    finally:
        if stream is not None and stream.poll() is None:
            stream.kill()
        farol.stop()
    rows = [[f"{number(requests, 0)}", number(after - before, 0), f"{(after - before) / requests:.4f}", str(collections_after - collections)]]
    return "Managed bytes allocated", (
        f"In the bench's host of the gateway, {seconds} s in the middle of {ALLOCATION_RATE} requests a second on 64 connections: "
        "`GC.GetTotalAllocatedBytes` before and after, the asking itself included.\n\n" + table(["requests", "bytes", "bytes a request", "collections"], rows))


def _plain(path, connections):
    return lambda peer, seconds: loads.wrk(f"http://127.0.0.1:{peer.port}{path}", connections, seconds)


ALL = {
    "small": _case("Small responses, 64 connections", _plain("/", 64)),
    "small-1024": _case("Small responses, 1 024 connections", _plain("/", 1024)),
    "floor": _case(
        "The floor: small responses, 64 connections, beside a relay that reads nothing", _plain("/", 64), beside=[peers.FarolEpoll, peers.Relay, peers.UringRelay],
        note="The relay has a backend connection for each client's and adds no header: what it costs is the kernel's part of every proxied request."),
    "large": _case("Bodies of 100 KB, 64 connections", _plain("/large", 64), probe=lambda p: _get(p, "/large"), beside=[peers.FarolEpoll, peers.NginxLargeBuffers],
        note="nginx as it comes holds 36 KB of a response and writes the rest to a file; with large buffers (8 of 64 KB) it does not."),
    "memory": _memory,
    "tls": _case(
        "TLS 1.3 with keep-alive, 64 connections", lambda peer, seconds: loads.wrk(f"https://127.0.0.1:{peer.tls_port}/", 64, seconds),
        probe=lambda p: _get(p, tls=True)),
    "handshake": _case(
        "TLS 1.3, a handshake for every request", lambda peer, seconds: loads.handshakes(peer.tls_port, 32, seconds),
        probe=lambda p: _get(p, tls=True), note="ab, 32 at a time, no session is resumed."),
    "http2": _case(
        "HTTP/2 over TLS, 64 connections of 16 streams", lambda peer, seconds: loads.h2load(f"https://127.0.0.1:{peer.tls_port}/", 64, 16, seconds),
        probe=_speaks_http2, note="h2load; HTTP/1.1 to the backend."),
    "websocket": _case(
        "WebSocket messages, 64 sockets", _websocket_load, probe=_speaks_websocket, unit="message", beside=[peers.FarolEpoll],
        note="64 bytes each way, each socket sends again when its echo is back; a message is one there and back."),
    "websocket-idle": _websocket_idle,
    "open-loop": _open_loop,
    "allocations": _allocations,
}

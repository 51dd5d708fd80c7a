#!/usr/bin/env python3
"""CPU time a request of a cached GET, Farol beside its peers, in interleaved rounds.

measure.py [--program FILE | --farol URL PID] [--rounds 7] [--seconds 5] [--connections 64] [--points 288] [--results FILE]

--program starts Farol twice: as it is after a day, its answer with the 288 points of 24 hours (the usual state), and just started. --farol takes one that
runs: PID is the process that answers (its children count too), and it needs a RATE_LIMIT_DATA that lets the load through. Farol's own answer becomes the
peers' body, so that all send the same bytes; without Farol a sample with so many points of history does.
Needs wrk, gunicorn, Flask, FastAPI, uvicorn and uvloop (Debian: wrk gunicorn python3-flask python3-fastapi python3-uvicorn
python3-uvloop) and the built peer in bare/.
"""

import argparse
import json
import math
import os
import platform
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")
PYTHON = "/usr/bin/python3"


def cpu_seconds(pid):
    """User and system time of a process, of those it has waited for, and of its living descendants."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    total = sum(int(fields[i]) for i in (11, 12, 13, 14)) / TICKS
    return total + sum(cpu_seconds(child) for child in children(pid))


def children(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as file:
            found += file.read().split()
    return found


def load(url, seconds, connections):
    """Runs wrk; the requests answered and the 99th percentile as wrk tells it."""
    output = subprocess.run(
        ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s", url],
        capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        sys.exit(f"{url} refused requests; for Farol raise RATE_LIMIT_DATA:\n{output}")
    return int(re.search(r"(\d+) requests in", output)[1]), re.search(r"99%\s+(\S+)", output)[1]


def sample(points):
    """An answer of the endpoint's shape."""
    history = [
        {"timestamp": f"2026-01-15T{n // 12:02}:{n % 12 * 5:02}:00.000Z", "total": 12000 + n, "active": 12000 + n}
        for n in range(points)]
    return json.dumps({
        "success": True, "timestamp": "2026-01-15T23:59:00.000Z", "router": "r1", "simulated": True, "cached": True,
        "age_seconds": 2.1, "stale": False, "online_total": 12287, "peak_users": 15678,
        "data": {
            "total": 12287, "active": 12287, "peak": 15678, "ipv4": None, "ipv6": None, "dual_stack": None,
            "history": history, "history_size": points, "last_update": "2026-01-15T23:58:58.000Z"},
    }, separators=(",", ":")).encode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url):
    for _ in range(600):
        try:
            return urllib.request.urlopen(url, timeout=2).read()
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer")


def start(command, environment):
    return subprocess.Popen(
        command, cwd=HERE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def start_peers(body_file):
    """Name → (url, pid), and the processes to end."""
    environment = dict(os.environ, BENCH_BODY=body_file, PYTHONDONTWRITEBYTECODE="1")
    bare, fast, flask, threads = free_port(), free_port(), free_port(), free_port()
    binary = os.path.join(HERE, "bare/bin/Release/net10.0/bare")
    if not os.path.exists(binary):
        sys.exit(f"build the peer first: dotnet build -c Release {HERE}/bare")
    processes = [
        start([binary, str(bare), body_file], environment),
        start([PYTHON, "-m", "uvicorn", "--host", "127.0.0.1", "--port", str(fast), "--loop", "uvloop", "--workers", "1",
               "--log-level", "warning", "--no-access-log", "fastapi_app:app"], environment),
        start(gunicorn(flask, "sync"), environment),
        start(gunicorn(threads, "gthread", "--threads", "4", "--keep-alive", "75"), environment),
    ]
    bare_process, fast_process, flask_process, threads_process = processes
    peers = {
        "bare minimal API, a constant": (f"http://127.0.0.1:{bare}/api/online_total", bare_process.pid),
        "FastAPI on uvicorn with uvloop": (f"http://127.0.0.1:{fast}/api/online_total", fast_process.pid),
        "FastAPI, ready bytes": (f"http://127.0.0.1:{fast}/ready", fast_process.pid),
        "Flask behind gunicorn, threads": (f"http://127.0.0.1:{threads}/api/online_total", threads_process.pid),
        "Flask, threads, ready bytes": (f"http://127.0.0.1:{threads}/ready", threads_process.pid),
        "Flask behind gunicorn, a connection each": (f"http://127.0.0.1:{flask}/api/online_total", flask_process.pid),
    }
    return peers, processes


def gunicorn(port, kind, *more):
    return ["gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--worker-class", kind, *more, "--log-level", "warning", "flask_app:app"]


def start_farol(program, folder):
    """Starts it with a simulated router; the process that answers, and where."""
    offset = next(n for n in range(20000, 30000, 37) if all(is_free(n + port) for port in (80, 443, 3000, 8000, 8080, 9000, 9090)))
    process = start([os.path.abspath(program), "run", "--port-offset", str(offset), "--data", folder], dict(os.environ, RATE_LIMIT_DATA="100000000"))
    url = f"http://127.0.0.1:{8000 + offset}/api/online_total"
    wait_for(url)
    answering = next(child for child in children(process.pid) if " run " in command_line(child))
    return process, url, int(answering)


def command_line(pid):
    with open(f"/proc/{pid}/cmdline") as file:
        return file.read().replace("\0", " ")


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait()


def give_a_day(folder):
    """What 24 hours of polls would have stored: one sample each five minutes."""
    store = sqlite3.connect(os.path.join(folder, "history.db"))
    (series,) = store.execute("SELECT id FROM history_series WHERE name = 'online_total'").fetchone()
    now = int(time.time() * 1000)
    store.executemany(
        "INSERT OR IGNORE INTO history_sample VALUES (?, ?, ?)",
        [(series, now - n * 300_000, 12000 + int(3000 * math.sin(n / 45))) for n in range(1, 288)])
    store.commit()
    store.close()


def machine():
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    return (f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), Linux {platform.release()}; "
            f"load average {os.getloadavg()[0]:.1f} before the run")


def table(options, about, results, size):
    lines = [
        f"Machine: {about}, load generator (wrk) on it. Medians of {options.rounds} interleaved rounds of {options.seconds} s,",
        f"{options.connections} keep-alive connections, answers of about {size} bytes. CPU time from /proc/PID/stat, children included.\n",
        "| server | CPU a request, median | least to most | p99 (wrk, the load's own queueing in it) | requests/s |",
        "|---|---|---|---|---|",
    ]
    for name, runs in results.items():
        cost = [run[0] for run in runs]
        middle = sorted(runs)[len(runs) // 2]
        lines.append(
            f"| {name} | {statistics.median(cost):.1f} µs | {min(cost):.1f}–{max(cost):.1f} µs | {middle[2]} | {middle[1]:.0f} |")
    if "Farol" in results:
        lines += verdict({name: statistics.median(run[0] for run in runs) for name, runs in results.items()})
    return "\n".join(lines) + "\n"


def verdict(cost):
    farol = cost["Farol"]
    bare, fast, flask, short = (cost[n] for n in (
        "bare minimal API, a constant", "FastAPI on uvicorn with uvloop", "Flask behind gunicorn, threads", "Flask behind gunicorn, a connection each"))
    return [
        "",
        f"- Farol − bare minimal API: {farol - bare:+.1f} µs (limit +5): {'met' if farol - bare <= 5 else 'MISSED'}",
        f"- Farol / FastAPI: {farol / fast:.2f} (limit 0.25): {'met' if farol <= fast / 4 else 'MISSED'}",
        f"- Farol / Flask, threads: {farol / flask:.3f} (limit 0.05): {'met' if farol <= flask / 20 else 'MISSED'}",
        f"- Farol / Flask, a connection each: {farol / short:.3f} (limit 0.05): {'met' if farol <= short / 20 else 'MISSED'}",
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program")
    parser.add_argument("--farol", nargs=2, metavar=("URL", "PID"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--points", type=int, default=288)
    parser.add_argument("--results")
    options = parser.parse_args()

    about = machine()
    if not options.program:
        return write(options, compare(options, about, options.farol))

    parts = []
    with tempfile.TemporaryDirectory() as folder:
        for state, seed in (("Just started", None), ("After a day", give_a_day)):
            if seed:
                seed(folder)
            process, url, pid = start_farol(options.program, folder)
            try:
                parts.insert(0, f"## {state}\n\n" + compare(options, about, (url, pid)))
            finally:
                stop(process)
    return write(options, "\n".join(parts))


def write(options, text):
    text = "# Cached GET /api/online_total: CPU time a request\n\n" + text
    print(text)
    if options.results:
        with open(options.results, "w") as file:
            file.write(text)


def compare(options, about, farol):
    with tempfile.NamedTemporaryFile(suffix=".json") as body_file:
        body_file.write(wait_for(farol[0]) if farol else sample(options.points))
        body_file.flush()
        size = os.path.getsize(body_file.name)
        peers, processes = start_peers(body_file.name)
        try:
            servers = {"Farol": (farol[0], int(farol[1]))} if farol else {}
            servers.update(peers)
            results = run_rounds(options, servers)
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGTERM)
    return table(options, about, results, size)


def run_rounds(options, servers):
    for url, _ in servers.values():
        wait_for(url)
        load(url, 3, options.connections)
    results = {name: [] for name in servers}
    for _ in range(options.rounds):
        for name, (url, pid) in servers.items():
            before = cpu_seconds(pid)
            requests, p99 = load(url, options.seconds, options.connections)
            results[name].append(((cpu_seconds(pid) - before) * 1e6 / requests, requests / options.seconds, p99))
    return results


if __name__ == "__main__":
    main()

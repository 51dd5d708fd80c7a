"""The load programs, each with its own way to tell what it saw; here all become requests, seconds, errors and latencies in microseconds."""

import json
import os
import re
import statistics
import subprocess
import tempfile

from .stage import BIN, SMALL

WRK_REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('RESULT {"requests": %d, "seconds": %.6f, "errors": %d, "p50": %d, "p99": %d}\\n',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
"""


def wrk(url, connections, seconds, headers=()):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WRK_REPORT)
        script.flush()
        more = [part for header in headers for part in ("-H", header)]
        output = _run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *more, "-s", script.name, url], seconds)
    found = re.search(r"^RESULT (.*)$", output, re.M)
    if not found:
        raise RuntimeError(f"wrk said nothing of {url}:\n{output}")
    return json.loads(found[1])


def handshakes(port, connections, seconds):
    """ab: a new TCP connection and a full TLS 1.3 handshake for every request."""
    with tempfile.NamedTemporaryFile("r", suffix=".csv") as table:
        output = _run(
            ["ab", "-q", "-r", "-l", "-d", "-S", "-f", "TLS1.3", "-t", str(seconds), "-n", "500000", "-c", str(connections), "-e", table.name,
             f"https://127.0.0.1:{port}/"], seconds)
        percentiles = dict(line.strip().split(",") for line in table.readlines()[1:])
    requests = int(re.search(r"Complete requests:\s+(\d+)", output)[1])
    failed = int(re.search(r"Failed requests:\s+(\d+)", output)[1]) + sum(int(n) for n in re.findall(r"Non-2xx responses:\s+(\d+)", output))
    # -l: an answer that comes in two records is no failure to ab; one that is cut short is found by what came in all.
    failed += max(0, requests - int(re.search(r"HTML transferred:\s+(\d+)", output)[1]) // len(SMALL))
    return {
        "requests": requests, "errors": failed, "seconds": float(re.search(r"Time taken for tests:\s+([\d.]+)", output)[1]),
        "p50": float(percentiles["50"]) * 1000, "p99": float(percentiles["99"]) * 1000}


def h2load(url, connections, streams, seconds):
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        output = _run(["h2load", "-t1", f"-c{connections}", f"-m{streams}", "-D", str(seconds), f"--log-file={log.name}", url], seconds)
        took = [int(line.split()[2]) for line in log if line.strip()]
    counted = re.search(r"requests: (\d+) total, \d+ started, (\d+) done, (\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout", output)
    if not counted or int(counted[3]) == 0:
        raise RuntimeError(f"h2load got no answer from {url}:\n{output[-800:]}")
    took.sort()
    finished = re.search(r"finished in ([\d.]+)(ms|s|m)", output)
    return {
        "requests": int(counted[3]), "errors": int(counted[4]) + int(counted[6]), "seconds": float(finished[1]) * {"ms": 0.001, "s": 1, "m": 60}[finished[2]],
        "p50": took[len(took) // 2] if took else None, "p99": took[len(took) * 99 // 100] if took else None,
        "protocol": (re.search(r"Application protocol: (\S+)", output) or [None, "h2"])[1]}


def open_loop(port, path, connections, rate, seconds, warm_up=1):
    output = _run([os.path.join(BIN, "open_loop"), "127.0.0.1", str(port), path, str(connections), str(rate), str(seconds), str(warm_up)], seconds + warm_up)
    return json.loads(output)


def websockets(port, sockets, seconds, interval_ms, path="/ws"):
    output = _run([os.path.join(BIN, "load"), "127.0.0.1", str(port), path, str(sockets), str(seconds), str(interval_ms)], seconds + 20)
    return json.loads(output.splitlines()[-1])


def _run(command, seconds):
    ran = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    if ran.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stdout[-800:]}{ran.stderr[-800:]}")
    return ran.stdout


def median(values):
    known = [v for v in values if v is not None]
    return statistics.median(known) if known else None

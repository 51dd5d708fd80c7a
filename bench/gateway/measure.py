#!/usr/bin/env python3
"""The gateway beside nginx, HAProxy, Caddy and YARP, in interleaved rounds.

measure.py [what] [rounds] [--seconds N] [--hosted] [--peers Farol,nginx] [--results FILE]

what: all, or one of small, small-1024, floor, large, memory, tls, handshake, http2, websocket, websocket-idle, open-loop, allocations.
--hosted measures the bench's own host of the gateway even where the program has the verb.
"""

import argparse
import os
import sys
import traceback

from rig import cases, peers, report
from rig.processes import raise_descriptor_limit
from rig.stage import Stage

HERE = os.path.dirname(os.path.abspath(__file__))

PREAMBLE = """
`./farol bench gateway [what] [rounds]`. Everything runs on one machine over loopback: load, proxy and backend share its cores, so requests a
second tell less than **CPU-µs a request**: user and system time of all processes of the proxy (from `/proc`, before and after) divided by the requests
answered. A warm-up round of everybody is thrown away; then each round measures every peer in turn. Memory is the proxy's proportional set size (PSS).

- Machine: {machine}.
- Versions: {versions}.
- Backend: nginx of its own process with one worker, `return 200` with 64 bytes, or a static file of 102 400 bytes. WebSocket backend: an echo in C (`websocket/echo.c`).
- Every proxy: two workers or threads, keep-alive on both sides without a bound on requests, up to 1 024 idle connections kept to the backend, no access log, no
  health checks. nginx and HAProxy add `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Request-ID` (16 random bytes, a UUID); Caddy these and `X-Forwarded-Host`;
  YARP `X-Forwarded-For`, `-Proto`, `-Host` and no request id; Farol all five and `X-Forwarded-Port`, and counts and measures every request by route, pool and backend.
  nginx buffers responses (its default). The exact configurations are in `rig/peers.py`.
- TLS 1.3 only, one ECDSA P-256 certificate for all.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", default="all", choices=["all", *cases.ALL])
    parser.add_argument("rounds", nargs="?", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--hosted", action="store_true")
    parser.add_argument("--peers", help="only these, by name and separated by commas")
    parser.add_argument("--results", default=os.path.join(HERE, "results.md"))
    options = parser.parse_args()
    raise_descriptor_limit()
    kinds = [k for k in peers.present(peers.ALL) if options.peers is None or k.name in options.peers.split(",")]
    failed = []
    for name in cases.ALL if options.what == "all" else [options.what]:
        print(f"== {name}", flush=True)
        with Stage() as stage:
            versions = [peers.Farol(stage, options.hosted).version() if k is peers.Farol else k(stage).version() for k in kinds]
            try:
                heading, body = cases.ALL[name](stage, kinds, options)
            except cases.Skipped as skipped:
                print(f"{name} is skipped: {skipped}", flush=True)
                continue
            except Exception:  # one case that fails must not cost an unattended run the others
                print(f"{name} failed:\n{traceback.format_exc()}", file=sys.stderr, flush=True)
                failed.append(name)
                continue
        preamble = PREAMBLE.format(machine=report.machine(), versions="; ".join(versions))
        report.save(options.results, "The gateway beside its peers", preamble, heading, body)
        print(body, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

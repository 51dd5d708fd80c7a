#!/bin/sh
# the gateway beside nginx, HAProxy, Caddy and YARP: CPU, latency, memory, TLS, HTTP/2, WebSocket, open loop
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/bench/gateway/build.sh"
exec /usr/bin/python3 "$root/bench/gateway/measure.py" "$@"

#!/bin/sh
# 2 000 changes of configuration at 20 a second under load: failed requests and dropped WebSockets, beside nginx, HAProxy and Caddy
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/bench/gateway/build.sh"
exec /usr/bin/python3 "$root/bench/swaps/measure.py" "$@"

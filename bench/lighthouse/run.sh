#!/bin/sh
# Lighthouse on overview and login: performance, accessibility, best practices, on a desktop and on a phone; --runs N (3)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
runs=3
[ "${1:-}" != --runs ] || runs=$2
offset=${PORT_OFFSET:-28040}
program=${FAROL:-$root/src/Farol/bin/Release/net10.0/farol}
out=$(mktemp -d)
[ "$here/node_modules/.package-lock.json" -nt "$here/package-lock.json" ] || (cd "$here" && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json) >&2
trap 'kill -TERM "$farol" 2>/dev/null || true; wait "$farol" 2>/dev/null || true; rm -rf "$out"' EXIT
# Pages are opened faster than a person would: the limit of what one caller may read in a minute is not what is measured.
(cd "$out" && RATE_LIMIT_DATA=1000 exec "$program" run --port-offset "$offset" --data "$out/data") > "$out/farol.out" 2>&1 &
farol=$!
for _ in $(seq 600); do grep -q "^Ctrl+C" "$out/farol.out" && break; kill -0 "$farol" || { tail -n 5 "$out/farol.out"; exit 1; }; sleep 0.1; done
LOAD=$(cut -d' ' -f1 /proc/loadavg)
export LOAD
CHROME_PATH=/usr/bin/chromium TMPDIR="$out" node "$here/measure.mjs" "http://127.0.0.1:$((3000 + offset))" "$runs" "${RESULTS:-$here/results.md}"

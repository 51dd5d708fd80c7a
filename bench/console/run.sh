#!/bin/sh
# Fifty live charts in Chromium: heap growth, main thread, dropped sequences, server to pixels; --minutes N (60 is the promise)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
minutes=60
[ "${1:-}" != --minutes ] || minutes=$2
offset=${PORT_OFFSET:-28020}
program=${FAROL:-$root/src/Farol/bin/Release/net10.0/farol}
out=$(mktemp -d)
[ -e "$here/node_modules" ] || ln -s ../../web/node_modules "$here/node_modules"
trap 'kill -TERM "$farol" 2>/dev/null || true; wait "$farol" 2>/dev/null || true; rm -rf "$out" "$here/node_modules"' EXIT
(cd "$out" && exec "$program" run --port-offset "$offset" --data "$out/data") > "$out/farol.out" 2>&1 &
farol=$!
OUT="$out/page" "$here/node_modules/.bin/vite" build --config "$here/vite.config.mjs" --logLevel warn
for _ in $(seq 300); do grep -q "^Ctrl+C" "$out/farol.out" && break; kill -0 "$farol" || { tail -n 5 "$out/farol.out"; exit 1; }; sleep 0.1; done
LOAD=$(cut -d' ' -f1 /proc/loadavg)
export LOAD
node "$here/measure.mjs" "$((3000 + offset))" "$((10080 + offset))" "$out/page" "${RESULTS:-$here/results.md}" "$minutes"

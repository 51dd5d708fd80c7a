#!/bin/sh
# 8 000 WebSockets over the control plane's seven channels, beside a plain npm ws server that says the same; writes bench/channels/results.md
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 10000 ] || ulimit -n 20000
(cd bench/channels/peer && npm ci --silent --no-audit --no-fund)
exec dotnet run -c Release --project bench/channels -- run --peer "$root/bench/channels/peer" --results "$root/bench/channels/results.md" "$@"

#!/bin/sh
# thousands of WebSocket clients, one in a hundred stalled, beside a bare Kestrel broadcaster
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
exec dotnet run -c Release --project bench/live -- run "$@"

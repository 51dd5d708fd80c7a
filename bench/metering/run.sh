#!/bin/sh
# nanoseconds that counting, choosing, limiting and logging add to a request
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
exec dotnet run -c Release --project bench/metering -- "$@"

#!/bin/sh
# nanoseconds that reading a head takes, beside Kestrel's parser
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
exec dotnet run -c Release --project bench/http1 -- "$@"

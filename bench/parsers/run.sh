#!/bin/sh
# lines a second that the parsers read, beside TextFSM
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
exec dotnet run -c Release --project bench/parsers -- "$@"

#!/bin/sh
# what a command costs on loopback, beside netmiko and a bare C loop over libssh
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/bench/command-overhead
dotnet build "$here" -c Release -v q -nologo -clp:NoSummary
gcc -O2 -Wall -Wextra -o "$here/bin/command_loop" "$here/peer/command_loop.c" -lssh
cd "$root"
exec "$here/bin/Release/net10.0/farol-bench-command-overhead" "$here/bin/command_loop" "$@"

#!/bin/sh
# 50 simulated routers, 5 commands each with 20 ms thinking time, sessions open: at most 1 s
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
routers=${ROUTERS:-50}
rounds=${ROUNDS:-9}
out=$(mktemp -d)
trap 'kill "$simulator" 2>/dev/null || true; rm -rf "$out"' EXIT
FAROL_SIMULATOR_PASSWORD=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
export FAROL_SIMULATOR_PASSWORD
dotnet build "$here/Fleet.csproj" -c Release -v q -nologo -clp:NoSummary
"$root/src/Farol/bin/Release/net10.0/farol" simulate --routers "$routers" --ssh-port 23000 --telnet-port -1 --control-port -1 --user farol \
    --think-ms 20 --subscribers 100 > "$out/simulator" 2>&1 &
simulator=$!
for _ in $(seq 200); do grep -q FAROL-SIMULATOR "$out/simulator" && break; sleep 0.1; done
"$here/bin/Release/net10.0/fleet-bench" 23000 "$routers" "$rounds" | tee "$out/rounds"
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
wall=$(awk '/^round/ { print $2 }' "$out/rounds" | median)
cpu=$(awk '/^round/ { print $5 }' "$out/rounds" | median)
open=$(awk '/^open/ { print $2 }' "$out/rounds")
{
    printf '# 50 routers at once\n\n'
    printf 'Five commands on each of %s simulated routers over SSH, 20 ms thinking time a command (100 ms a router at the least), sessions open.\n' "$routers"
    printf 'Simulator and client on one machine with %s cores (%s).\n\n' "$(nproc)" "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
    printf '| figure | value | target |\n|---|--:|--:|\n'
    printf '| all %s commands, median of %s rounds | %s ms | 1000 ms |\n' "$((routers * 5))" "$rounds" "$wall"
    printf '| processor time of the client a round | %s ms | |\n' "$cpu"
    printf '| opening all %s sessions (key exchange, login, prompt) | %s ms | |\n' "$routers" "$open"
} > "$here/results.md"
cat "$here/results.md"

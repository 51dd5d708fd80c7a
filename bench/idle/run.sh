#!/bin/sh
# Idle cost of farol run with one router: at most 2 % of a core and 150 MB (proportional set, the simulator not counted)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
warm=${WARM:-60}
seconds=${SECONDS_MEASURED:-120}
out=$(mktemp -d)
trap 'kill -INT "$farol" 2>/dev/null || true; wait "$farol" 2>/dev/null || true; rm -rf "$out"' EXIT
cd "$out"
"$root/src/Farol/bin/Release/net10.0/farol" run --port-offset 20000 > "$out/farol.out" 2>&1 &
farol=$!
for _ in $(seq 300); do grep -q '^Ctrl+C' "$out/farol.out" && break; sleep 0.1; done
sleep "$warm"
ticks() { awk '{ print $14 + $15 }' "/proc/$farol/stat"; }
before=$(ticks)
sleep "$seconds"
after=$(ticks)
pss=$(awk '/^Pss:/ { print $2; exit }' "/proc/$farol/smaps_rollup")
threads=$(awk '/^Threads:/ { print $2 }' "/proc/$farol/status")
cpu=$(awk -v a="$after" -v b="$before" -v hz="$(getconf CLK_TCK)" -v s="$seconds" 'BEGIN { printf "%.2f", (a - b) * 100 / hz / s }')
{
    printf '# Idle cost with one router\n\n'
    printf '`farol run` with its simulated router, default intervals, nobody looking; measured for %s s after %s s of warming up.\n' "$seconds" "$warm"
    printf 'A machine with %s cores (%s).\n\n' "$(nproc)" "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
    printf '| figure | value | target |\n|---|--:|--:|\n'
    printf '| processor, of one core | %s %% | 2 %% |\n' "$cpu"
    printf '| memory, proportional set | %s MB | 150 MB |\n' "$((pss / 1024))"
    printf '| threads | %s | |\n' "$threads"
} > "$here/results.md"
cat "$here/results.md"

#!/bin/sh
# Idle cost of farol run with one router and the gateway: at most 2 % of a core and 150 MB (proportional set, what is simulated not counted)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
warm=${WARM:-60}
seconds=${SECONDS_MEASURED:-120}
out=$(mktemp -d)
trap 'kill -TERM "$farol" 2>/dev/null || true; wait "$farol" 2>/dev/null || true; rm -rf "$out"' EXIT
cd "$out"
"$root/src/Farol/bin/Release/net10.0/farol" run --port-offset 20000 > "$out/farol.out" 2>&1 &
farol=$!
for _ in $(seq 300); do grep -q '^Ctrl+C' "$out/farol.out" && break; sleep 0.1; done
sleep "$warm"
# Supervisor, control plane with the monitor, gateway.
processes="$farol"
for child in $(cat /proc/"$farol"/task/*/children); do
    tr '\0' ' ' < "/proc/$child/cmdline" | grep -q ' simulate ' || processes="$processes $child"
done
sum() { for process in $processes; do "$@" "$process"; done | awk '{ all += $1 } END { print all }'; }
ticks_of() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
pss_of() { awk '/^Pss:/ { print $2; exit }' "/proc/$1/smaps_rollup"; }
threads_of() { awk '/^Threads:/ { print $2 }' "/proc/$1/status"; }
before=$(sum ticks_of)
sleep "$seconds"
after=$(sum ticks_of)
pss=$(sum pss_of)
threads=$(sum threads_of)
each=$(for process in $processes; do printf '%s MB, ' "$(($(pss_of "$process") / 1024))"; done | sed 's/, $//')
cpu=$(awk -v a="$after" -v b="$before" -v hz="$(getconf CLK_TCK)" -v s="$seconds" 'BEGIN { printf "%.2f", (a - b) * 100 / hz / s }')
{
    printf '# Idle cost with one router\n\n'
    printf '`farol run` with its simulated router and two pretend web servers, default intervals, nobody looking; measured for %s s after %s s of warming up.\n' "$seconds" "$warm"
    printf 'A machine with %s cores (%s).\n\n' "$(nproc)" "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
    printf '| figure | value | target |\n|---|--:|--:|\n'
    printf '| processor, of one core | %s %% | 2 %% |\n' "$cpu"
    printf '| memory, proportional set | %s MB | 150 MB |\n' "$((pss / 1024))"
    printf '| of which supervisor, monitor, gateway | %s | |\n' "$each"
    printf '| threads | %s | |\n' "$threads"
} > "$here/results.md"
cat "$here/results.md"

#!/usr/bin/env bash
# Listens to the live channels of a Farol that runs, prints what comes, and says which were silent.
#
#   scripts/monitor_websockets.sh [HOST] [SECONDS]
#
# HOST is localhost, SECONDS 10 unless given. MONITOR_PORT and CONTROL_PORT name other ports than 8000 and 9090; FAROL_EMAIL and FAROL_PASSWORD log
# in, without them Farol has to take this machine's own user as its local viewer. Needs Debian's python3-websockets.
# Ends with 0 when every channel sent what it owes at once: who is there, and the state.
set -u
host="${1:-localhost}"
seconds="${2:-10}"
python="${PYTHON:-/usr/bin/python3}"
"$python" -c 'import websockets' 2>/dev/null || { echo "python3-websockets is needed: apt-get install python3-websockets" >&2; exit 2; }

HOST="$host" SECONDS_TO_LISTEN="$seconds" exec "$python" - <<'PYTHON'
import asyncio, json, os, sys, urllib.request
import websockets

host = os.environ["HOST"]
seconds = float(os.environ["SECONDS_TO_LISTEN"])
monitor = f"{host}:{os.environ.get('MONITOR_PORT', '8000')}"
control = f"{host}:{os.environ.get('CONTROL_PORT', '9090')}"
channels = {f"/ws/{name}": monitor for name in ("monitor", "router")}
channels.update({f"/api/ws/{name}": control for name in ("backends", "metrics", "status", "health", "security", "billing", "ai")})


def token():
    email, password = os.environ.get("FAROL_EMAIL"), os.environ.get("FAROL_PASSWORD")
    if not (email and password):
        return None
    body = json.dumps({"email": email, "password": password}).encode()
    request = urllib.request.Request(f"http://{control}/api/auth/login", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["access_token"]


async def listen(path, where, headers):
    counts = {}
    try:
        async with websockets.connect(f"ws://{where}{path}", extra_headers=headers, max_size=None) as socket:
            end = asyncio.get_running_loop().time() + seconds
            while (left := end - asyncio.get_running_loop().time()) > 0:
                try:
                    frame = json.loads(await asyncio.wait_for(socket.recv(), left))
                except asyncio.TimeoutError:
                    break
                kind = frame["type"]
                if kind not in counts:
                    print(f"{path:22} {kind:20} {json.dumps(frame)[:100]}", flush=True)
                counts[kind] = counts.get(kind, 0) + 1
    except Exception as error:
        print(f"{path:22} FAILED {error!r}", flush=True)
        return path, {}
    return path, counts


async def main():
    login = token()
    headers = {"Authorization": f"Bearer {login}"} if login else {}
    results = await asyncio.gather(*(listen(path, where, headers) for path, where in channels.items()))
    print()
    silent = [path for path, counts in results if len(counts) < (1 if path.startswith("/ws/") else 2)]
    for path, counts in results:
        print(f"{path:22} {sum(counts.values()):5} frames  {', '.join(f'{kind} {n}' for kind, n in counts.items())}")
    if silent:
        print("silent: " + ", ".join(silent))
    return 1 if silent else 0

sys.exit(asyncio.run(main()))
PYTHON

#!/bin/sh
# Builds the peer and measures. Arguments go to measure.py, for example: --farol http://127.0.0.1:8000/api/online_total PID
set -e
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release -v quiet -nologo "$here/bare" >&2
exec /usr/bin/python3 "$here/measure.py" "$@"

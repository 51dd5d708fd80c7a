# Builds what the measurements of the gateway need; read by run.sh here and in ../swaps.
gateway_bench="$root/bench/gateway"
mkdir -p "$gateway_bench/bin"
gcc -O2 -Wall -Wextra -o "$gateway_bench/bin/open_loop" "$gateway_bench/open-loop/open_loop.c"
gcc -O2 -Wall -Wextra -o "$gateway_bench/bin/echo" "$gateway_bench/websocket/echo.c"
gcc -O2 -Wall -Wextra -o "$gateway_bench/bin/load" "$gateway_bench/websocket/load.c"
gcc -O2 -Wall -Wextra -o "$gateway_bench/bin/relay" "$gateway_bench/relay/relay.c" -luring -lpthread
dotnet build "$gateway_bench/host" -c Release -v q -nologo -clp:NoSummary >&2
dotnet build "$gateway_bench/yarp" -c Release -v q -nologo -clp:NoSummary >&2 || echo "YARP cannot be built here: it is left out" >&2

#!/usr/bin/env bash
# Asks every endpoint of a Farol that runs once, and says which answered as they should.
#
#   scripts/test_all_endpoints.sh [HOST]
#
# HOST is localhost unless given. The ports are those of ./farol run; MONITOR_PORT, CONTROL_PORT, ADMIN_PORT, CONSOLE_PORT and METRICS_PORT name
# others. With FAROL_EMAIL and FAROL_PASSWORD (an administrator's) everything that needs a login is asked too; without them it has to be refused.
# Ends with 0 when all are well. Changes nothing that stays: what it makes, it removes.
set -u
host="${1:-localhost}"
monitor="http://$host:${MONITOR_PORT:-8000}"
control="http://$host:${CONTROL_PORT:-9090}"
admin="http://$host:${ADMIN_PORT:-9000}"
console="http://$host:${CONSOLE_PORT:-3000}"
metrics="http://$host:${METRICS_PORT:-8080}"
passed=0
failed=0
token=""
name="check-$$"

command -v curl >/dev/null 2>&1 || { echo "curl is needed" >&2; exit 2; }

# ask EXPECTED METHOD URL [JSON]: one request; EXPECTED is a status, or several as 200|404.
ask() {
    local expected="$1" method="$2" url="$3" body="${4-}" status
    local -a options=(--silent --output /dev/null --write-out '%{http_code}' --max-time 60 --request "$method")
    [ "$method" = HEAD ] && options+=(--head)
    [ -n "$token" ] && options+=(--header "Authorization: Bearer $token")
    [ -n "$body" ] && options+=(--header 'Content-Type: application/json' --data "$body")
    status="$(curl "${options[@]}" "$url")"
    if [[ "|$expected|" == *"|$status|"* ]]; then
        passed=$((passed + 1))
        printf '  ok    %s %-6s %s\n' "$status" "$method" "$url"
    else
        failed=$((failed + 1))
        printf '  FAIL  %s %-6s %s (expected %s)\n' "$status" "$method" "$url" "$expected"
    fi
}

login() {
    local answer
    answer="$(curl --silent --max-time 60 --header 'Content-Type: application/json' \
        --data "{\"email\":\"$FAROL_EMAIL\",\"password\":\"$FAROL_PASSWORD\"}" "$control/api/auth/login")"
    token="$(printf '%s' "$answer" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')"
    [ -n "$token" ] || { echo "The login of $FAROL_EMAIL was refused: $answer" >&2; exit 2; }
}

open_to_all() {
    echo "Open to everybody"
    ask 200 GET "$monitor/health"
    ask 200 GET "$monitor/api/health"
    ask 200 GET "$monitor/openapi.json"
    ask 200 GET "$monitor/docs/index.html"
    ask 200 GET "$control/health"
    ask 200 GET "$control/api/version"
    ask 200 GET "$control/openapi.json"
    ask 200 GET "$admin/admin/health"
    ask 200 GET "$console/api/health"
    ask 200 GET "$metrics/metrics"
    ask 200 GET "$metrics/health"
}

closed() {
    echo "Closed without a login"
    ask 401 POST "$monitor/api/execute_command" '{"command":"display version"}'
    ask 401 GET "$control/api/users"
    ask 401 POST "$control/api/backends" '{"address":"192.0.2.1:80","pool":"x"}'
    ask 401 GET "$admin/admin/metrics"
    ask 404 GET "$control/metrics"
    ask 404 GET "$metrics/api/backends"
}

monitor_reads() {
    echo "Monitor"
    for path in online_total system_metrics interfaces_status network_traffic pppoe_stats ip_pools alarms router_status; do
        ask "200|404|503" GET "$monitor/api/$path"
    done
    for path in events routers cache_statistics websocket_stats background_service_status command_policy "history?series=online_total"; do
        ask "200|404" GET "$monitor/api/$path"
    done
    ask 403 POST "$monitor/api/execute_command" '{"command":"reboot"}'
}

control_reads() {
    echo "Control plane"
    for path in profile status metrics metrics/realtime system/info backends pools routes tenants users keys sessions hosts \
        security/events security/blocks admin/stats admin/users admin/logs; do
        ask 200 GET "$control/api/$path"
    done
    ask 200 GET "$admin/admin/metrics"
    ask 200 GET "$console/admin/api/metrics"
}

control_writes() {
    echo "Control plane: make, change, remove"
    ask 201 POST "$control/api/pools" "{\"name\":\"$name\",\"backends\":[{\"address\":\"127.0.0.1:9\"}]}"
    ask 200 GET "$control/api/pools/$name"
    ask 201 POST "$control/api/backends" "{\"address\":\"127.0.0.1:7\",\"pool\":\"$name\"}"
    ask 200 GET "$control/api/backends?pool=$name"
    ask 201 POST "$control/api/routes" "{\"name\":\"$name\",\"host\":\"$name.example\",\"pool\":\"$name\"}"
    ask 200 GET "$control/api/routes/$name"
    ask 204 DELETE "$control/api/routes/$name"
    ask 204 DELETE "$control/api/pools/$name"
    ask 404 GET "$control/api/pools/$name"
    ask 422 POST "$control/api/pools" '{}'
}

open_to_all
closed
if [ -n "${FAROL_EMAIL-}" ] && [ -n "${FAROL_PASSWORD-}" ]; then
    login
    monitor_reads
    control_reads
    control_writes
else
    echo "Set FAROL_EMAIL and FAROL_PASSWORD to ask the rest too."
fi
echo "$passed as expected, $failed not"
[ "$failed" = 0 ]

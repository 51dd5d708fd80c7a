"""netmiko's own driver for these routers, as its users call it.

Usage: netmiko_loop.py PORT USER. The password is in FAROL_BENCH_PASSWORD.
Reads lines "COUNT COMMAND" and answers each with COUNT lines of nanoseconds.
"""
import os
import sys
import time

import netmiko

router = netmiko.ConnectHandler(
    device_type="huawei_vrpv8",
    host="127.0.0.1",
    port=int(sys.argv[1]),
    username=sys.argv[2],
    password=os.environ["FAROL_BENCH_PASSWORD"],
)
print(f"netmiko {netmiko.__version__}, Python {sys.version.split()[0]}", flush=True)
for line in sys.stdin:
    count, command = line.rstrip("\n").split(" ", 1)
    for _ in range(int(count)):
        start = time.perf_counter_ns()
        router.send_command(command)
        print(time.perf_counter_ns() - start)
    sys.stdout.flush()

"""Drives the simulator with netmiko's huawei_vrpv8 driver: look, page, configure with commit, look again."""
import sys

from netmiko import ConnectHandler

host, port, user, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
router = ConnectHandler(device_type="huawei_vrpv8", host=host, port=port, username=user, password=password)
print("PROMPT", router.base_prompt)

version = router.send_command("display version")
assert "NetEngine 8000" in version and "----" not in version.replace("- -", ""), version
brief = router.send_command("display interface brief")
assert brief.count("\n") > 40 and "---- More ----" not in brief, brief
total = router.send_command("display access-user online-total-number")
print("TOTAL", total.split("Total users  :")[1].split()[0])

output = router.send_config_set(
    ["interface GigabitEthernet1/0/2", "description Vista pelo netmiko"], exit_config_mode=False)
assert "[*" in output, output
committed = router.commit()
assert "[~" in committed and router.check_config_mode() is False, committed
print("DESCRIPTION", router.send_command("display interface description GigabitEthernet1/0/2 | include netmiko"))
router.disconnect()
print("DONE")

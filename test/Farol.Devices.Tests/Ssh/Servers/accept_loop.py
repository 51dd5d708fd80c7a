"""Runs a command for every connection, as inetd does: the socket is its standard input and output.

Prints the port that the kernel picked. Ends, with everything it started, when its standard input closes.
"""
import os
import signal
import socket
import subprocess
import sys
import threading

listener = socket.create_server(("127.0.0.1", 0))
children = []


def end_with_the_test():
    sys.stdin.read()
    for child in children:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    os._exit(0)


threading.Thread(target=end_with_the_test, daemon=True).start()
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    children[:] = [child for child in children if child.poll() is None]
    children.append(subprocess.Popen(sys.argv[1:], stdin=connection, stdout=connection, stderr=sys.stderr, start_new_session=True))
    connection.close()

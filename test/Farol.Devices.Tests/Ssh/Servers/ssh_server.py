"""An SSH server (paramiko) that can be told to behave as some router does. See --help.

Prints the port that the kernel picked. Ends when its standard input closes.
"""
import argparse
import logging
import os
import socket
import sys
import threading

import paramiko

# What a test provokes is not worth a trace.
logging.getLogger("paramiko").addHandler(logging.NullHandler())
options = argparse.ArgumentParser()
options.add_argument("--host-key", required=True)
options.add_argument("--ident", help="identification line, such as SSH-1.99--")
options.add_argument("--methods", default="password", help="login methods offered, with commas")
options.add_argument("--password", default="secret")
options.add_argument("--questions", default="Password: ", help="keyboard-interactive: rounds with |, prompts with ;, shown ones end in +")
options.add_argument("--kex", help="key exchanges offered, with commas")
options.add_argument("--server-keys", help="host key algorithms offered, with commas")
options.add_argument("--ciphers")
options.add_argument("--macs")
options.add_argument("--moduli")
options.add_argument("--at-login", choices=["disconnect", "close", "hang"], help="what happens when the password comes")
options.add_argument("--refuse", choices=["channel", "terminal", "shell"])
options.add_argument("--after-shell", default="echo", choices=["echo", "stderr", "close", "say-and-close", "flood"])
options.add_argument("--record", help="a file for what the shell is told")
options.add_argument("--text", default="All user interfaces are used, please try later!")
options = options.parse_args()


def end_with_the_test():
    sys.stdin.read()
    os._exit(0)


def send_disconnect(transport, text):
    message = paramiko.Message()
    message.add_byte(b"\x01")
    message.add_int(12)
    message.add_string(text)
    message.add_string("")
    transport._send_message(message)
    transport.packetizer.close()


class Router(paramiko.ServerInterface):
    def __init__(self, transport):
        self.transport = transport
        self.rounds = [r.split(";") if r else [] for r in options.questions.split("|")]
        self.round = 0

    def get_allowed_auths(self, username):
        return options.methods

    def check_auth_none(self, username):
        return paramiko.AUTH_SUCCESSFUL if options.methods == "none" else paramiko.AUTH_FAILED

    def check_auth_password(self, username, password):
        if options.at_login == "disconnect":
            send_disconnect(self.transport, options.text)
        if options.at_login == "close":
            self.transport.packetizer.close()
        if options.at_login == "hang":
            threading.Event().wait()
        return paramiko.AUTH_SUCCESSFUL if password == options.password else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username, key):
        return paramiko.AUTH_SUCCESSFUL if "publickey" in options.methods else paramiko.AUTH_FAILED

    def ask(self):
        query = paramiko.InteractiveQuery("", "")
        for prompt in self.rounds[self.round]:
            query.add_prompt(prompt.removesuffix("+"), prompt.endswith("+"))
        return query

    def check_auth_interactive(self, username, submethods):
        return self.ask()

    def check_auth_interactive_response(self, responses):
        prompts = self.rounds[self.round]
        for prompt, answer in zip(prompts, responses):
            if answer != ("admin" if prompt.endswith("+") else options.password):
                return paramiko.AUTH_FAILED
        self.round += 1
        return paramiko.AUTH_SUCCESSFUL if self.round == len(self.rounds) else self.ask()

    def check_channel_request(self, kind, chanid):
        if options.refuse == "channel":
            return paramiko.OPEN_FAILED_RESOURCE_SHORTAGE
        return paramiko.OPEN_SUCCEEDED

    def check_channel_pty_request(self, channel, term, width, height, pixelwidth, pixelheight, modes):
        self.terminal = f"{term.decode()} {width}x{height}"
        return options.refuse != "terminal"

    def check_channel_shell_request(self, channel):
        if options.refuse == "shell":
            return False
        threading.Thread(target=self.shell, args=(channel,), daemon=True).start()
        return True

    def shell(self, channel):
        if options.after_shell == "close":
            channel.close()
        elif options.after_shell == "say-and-close":
            channel.sendall(options.text + "\r\n")
            channel.close()
        elif options.after_shell == "flood":
            while True:
                channel.sendall(b"x" * 1024 + b"\r\n")
        else:
            channel.sendall(f"{self.terminal}\r\n<NE8000>")
            while data := channel.recv(4096):
                if options.record:
                    with open(options.record, "ab") as record:
                        record.write(data)
                (channel.sendall_stderr if options.after_shell == "stderr" else channel.sendall)(data)


def serve(connection):
    transport = paramiko.Transport(connection)
    if options.ident:
        transport.local_version = options.ident
    security = transport.get_security_options()
    if options.kex:
        security.kex = options.kex.split(",")
    if options.ciphers:
        security.ciphers = options.ciphers.split(",")
    if options.macs:
        security.digests = options.macs.split(",")
    transport.add_server_key(paramiko.RSAKey(filename=options.host_key))
    if options.server_keys:
        security.key_types = options.server_keys.split(",")
    try:
        transport.start_server(server=Router(transport))
    except (paramiko.SSHException, EOFError, OSError) as error:
        print(error, file=sys.stderr)


if options.moduli and not paramiko.Transport.load_server_moduli(options.moduli):
    sys.exit(f"{options.moduli}: no moduli")
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=end_with_the_test, daemon=True).start()
print(listener.getsockname()[1], flush=True)
while True:
    serve(listener.accept()[0])

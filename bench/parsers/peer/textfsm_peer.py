"""Reads texts with TextFSM. A line of input is "template, tab, file"; a line of output is "seconds, tab, rows"."""

import platform
import sys
import time
from importlib.metadata import version

import textfsm

print(f"TextFSM {version('textfsm')}, Python {platform.python_version()}", flush=True)
templates = {}
texts = {}
for line in sys.stdin:
    template, file = line.rstrip("\n").split("\t")
    if template not in templates:
        with open(template, encoding="utf-8") as source:
            templates[template] = textfsm.TextFSM(source)
    if file not in texts:
        with open(file, encoding="utf-8") as source:
            texts[file] = source.read()
    machine = templates[template]
    machine.Reset()
    start = time.process_time()
    rows = machine.ParseText(texts[file])
    print(f"{time.process_time() - start}\t{len(rows)}", flush=True)

"""Tables in a results.md, one section a case; a case that is measured again replaces its section and leaves the others."""

import datetime
import os
import platform


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) // (1024 * 1024)
    model = models[0] if models else platform.machine()
    return f"{os.cpu_count()} cores ({model}), {memory} GiB, Linux {platform.release().split('-')[0]}"


def when(rounds, seconds):
    load = os.getloadavg()[0]
    return f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}, {rounds} rounds of {seconds} s, interleaved; medians. Load average before it: {load:.1f}."


def table(columns, rows):
    """The first column is text, the others are numbers."""
    lines = ["| " + " | ".join(columns) + " |", "|---" + "|--:" * (len(columns) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value, digits=1):
    if value is None:
        return "–"
    return f"{value:,.{digits}f}".replace(",", " ")


def mebibytes(value):
    return "–" if value is None else f"{value / 1048576:.1f}"


def save(path, title, preamble, name, body):
    """Replaces the section "## name", or adds it; the title and preamble are written anew."""
    sections = {}
    if os.path.exists(path):
        with open(path) as file:
            for part in ("\n" + file.read()).split("\n## ")[1:]:
                heading, _, text = part.partition("\n")
                sections[heading.strip()] = text.strip()
    sections[name] = body.strip()
    with open(path + ".new", "w") as file:
        file.write(f"# {title}\n\n{preamble.strip()}\n")
        for heading, text in sections.items():
            file.write(f"\n## {heading}\n\n{text}\n")
    os.rename(path + ".new", path)

"""Runs a command and prints what it took, as one JSON object.

Use: python3 processes.py COMMAND [ARGUMENT ...]

A program of its own, because a process inherits the peak memory of the one that starts it: this
one is small, the one that measures the peers is not.
"""
import json
import os
import sys
import time

start = time.perf_counter()
child = os.posix_spawnp(
    sys.argv[1], sys.argv[1:], os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
code = os.waitstatus_to_exitcode(status)
# Linux counts the peak in KiB.
peak_mb = usage.ru_maxrss * 1024 / 1e6
cpu = usage.ru_utime + usage.ru_stime
print(json.dumps(dict(seconds=seconds, cpu=cpu, peak_mb=peak_mb, code=code)))

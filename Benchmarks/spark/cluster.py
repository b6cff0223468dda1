"""A standalone Spark cluster on loopback, for as long as a command runs: one master, two workers."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pyspark

PORT = 17077
WEB_PORT = 18080
WORKERS = 2


def main():
    logs, command = Path(sys.argv[1]), sys.argv[2:]
    home = os.path.dirname(pyspark.__file__)
    os.environ.update(
        SPARK_HOME=home, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable
    )
    started = []

    def start(name, *words):
        log = open(logs / f"{name}.log", "w")
        words = [f"{home}/bin/spark-class", f"org.apache.spark.deploy.{words[0]}", *words[1:]]
        started.append(subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT))

    def workers():
        """How many workers the master's own page counts."""
        try:
            page = urllib.request.urlopen(f"http://127.0.0.1:{WEB_PORT}/json/", timeout=2).read()
            return page.count(b'"ALIVE"') - 1
        except OSError:
            return 0

    master = f"spark://127.0.0.1:{PORT}"
    try:
        start(
            "master", "master.Master", "--host", "127.0.0.1", "--port", str(PORT),
            "--webui-port", str(WEB_PORT),
        )  # fmt: skip
        time.sleep(3)
        for number in range(WORKERS):
            start(
                f"worker-{number}", "worker.Worker", master, "--host", "127.0.0.1", "--cores", "1",
                "--memory", "1g", "--webui-port", str(WEB_PORT + 1 + number),
                "--work-dir", str(logs / f"worker-{number}"),
            )  # fmt: skip
        for _ in range(60):
            if workers() >= WORKERS:
                break
            time.sleep(1)
        else:
            sys.exit(f"cluster: {WORKERS} workers did not come up in 60 s; see {logs}.")
        print(f"cluster: {WORKERS} workers at {master}", file=sys.stderr)
        sys.exit(subprocess.run([*command, "--master", master]).returncode)
    finally:
        for process in reversed(started):
            process.terminate()


if __name__ == "__main__":
    main()

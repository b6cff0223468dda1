"""Kindred's three jobs on Apache Spark: fit an index, score candidates, join them with an index.

Spark hands out lines and gathers lines; the work is done by the program `kindred`, which has to be on
every worker, and so has the folder (a shared file system, or one machine). Nothing is approximated:
each job gives the bytes that one machine would give.
"""

import argparse
import subprocess
from pathlib import Path

from pyspark import SparkConf, SparkContext


def run(*words):
    """Runs kindred; what it says on standard error is the exception's text."""
    done = subprocess.run([str(word) for word in words], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{words[1]} ended with {done.returncode}: {done.stderr.strip()}")


def fit(spark, kindred, catalogue, folder, parts, output):
    """Counts each part, adds the counts up, indexes each part by the sum, and joins the parts."""
    folder = Path(folder)

    def count(number, lines):
        part = folder / f"part-{number:05}"
        records = part.with_suffix(".jsonl")
        with open(records, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        if records.stat().st_size:
            run(kindred, "stats", records, "-o", part.with_suffix(".stats"))
            yield str(part)

    def index(part):
        run(kindred, "index", part + ".jsonl", "--stats", folder / "all.stats", "-o", part + ".kindred")

    counted = sorted(spark.textFile(str(catalogue), parts).mapPartitionsWithIndex(count).collect())
    run(kindred, "stats", "merge", *[part + ".stats" for part in counted], "-o", folder / "all.stats")
    spark.parallelize(counted, len(counted)).foreach(index)
    run(kindred, "index", "merge", *[part + ".kindred" for part in counted], "-o", output)


def score(spark, kindred, candidates, index, likes, parts, output):
    """Pipes the candidates through as many scorers as there are parts; the order stays."""
    words = [str(kindred), "score", "-", "--index", str(index)]
    for like in likes:
        words += ["--like", like]
    command = " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    lines = spark.textFile(str(candidates), parts).pipe(command, checkCode=True)
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines.toLocalIterator())


def join(spark, kindred, candidates, index, nearest, parts, folder, output):
    """Searches each part of the index for all candidates, and joins the lists."""

    def search(number):
        shard = Path(folder) / f"shard-{number:05}.jsonl"
        run(
            kindred, "score", candidates, "--index", index, "--pairs", nearest,
            "--index-shard", f"{number}/{parts}", "-o", shard,
        )  # fmt: skip
        return str(shard)

    shards = spark.parallelize(range(1, parts + 1), parts).map(search).collect()
    run(kindred, "merge", *shards, "--top", nearest, "-o", output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--master", default="local[2]", help="Spark's master")
    parser.add_argument("--kindred", required=True, help="the program, on every worker")
    parser.add_argument("--folder", required=True, help="a folder that every worker sees")
    parser.add_argument("--catalogue", required=True, help="JSON Lines to fit")
    parser.add_argument("--candidates", required=True, help="JSON Lines to score and to join")
    parser.add_argument("--like", action="append", default=[], help="an id that was liked")
    parser.add_argument("--nearest", type=int, default=10, help="how many for each candidate")
    parser.add_argument("--parts", type=int, default=4, help="parts of the work")
    given = parser.parse_args()
    folder = Path(given.folder)
    settings = SparkConf().setMaster(given.master).setAppName("kindred")
    settings.set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
    spark = SparkContext(conf=settings.set("spark.executor.memory", "512m"))
    try:
        index = folder / "whole.kindred"
        fit(spark, given.kindred, given.catalogue, folder, given.parts, index)
        scored = folder / "scored.jsonl"
        score(spark, given.kindred, given.candidates, index, given.like, given.parts, scored)
        joined = folder / "joined.jsonl"
        join(
            spark, given.kindred, given.candidates, index, given.nearest, given.parts, folder, joined
        )
    finally:
        spark.stop()


if __name__ == "__main__":
    main()

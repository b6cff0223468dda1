"""Fitting beside scikit-learn and bm25s, stage by stage, in one run.

`Benchmarks/peers/run-fitting` builds our side and calls this. Ours runs in a process of its own for
each round, its papers in memory before the clock starts; theirs have their texts in memory. LSA gets
the very matrix that scikit-learn's has. What is compared runs in turn; the ratio is the median over
the rounds. Prints one line for each stage, `row`, work, ours, peer, unit, ratio and target with tabs
between, which `Benchmarks/peers/all` collects. Ends with 1 where a target is missed.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import bm25s
import numpy
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

import shared

PARTS = ["read", "text", "bm25", "lsa"]
DIMENSIONS = 256


def seconds(call):
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


class Ours:
    """Our side, in a process for each round."""

    def __init__(self, program):
        self.program = program

    def stage(self, name, path):
        """Seconds of one stage, and what the program says about its result."""
        command = [self.program, name, path, "1"]
        run = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        _, taken, facts = run.stdout.rstrip("\n").split("\t")
        return float(taken), facts


class Peers:
    """The libraries, each with the settings that come nearest to ours."""

    def __init__(self, texts):
        self.texts = texts

    def vectorize(self):
        vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
        return vectorizer.fit_transform(self.texts)

    def index(self):
        tokens = bm25s.tokenize(self.texts, stopwords="en", show_progress=False)
        bm25s.BM25().index(tokens, show_progress=False)

    @staticmethod
    def decompose(matrix):
        """Four iterations, one below its default: the peer's work is not made larger than need be."""
        return TruncatedSVD(DIMENSIONS, n_iter=4, random_state=0).fit_transform(matrix)


def captured(points, matrix):
    """The share of the sum of squares that points of a decomposition hold."""
    return float((points.astype("f8") ** 2).sum() / (matrix.data.astype("f8") ** 2).sum())


def write_matrix(matrix, path):
    """The form that TimeFitting reads."""
    with open(path, "wb") as file:
        numpy.array([*matrix.shape, matrix.nnz], "<u8").tofile(file)
        for values, kind in [(matrix.indptr, "<u8"), (matrix.indices, "<u4"), (matrix.data, "<f4")]:
            values.astype(kind).tofile(file)


def compare(work, target, rounds, ours, theirs):
    """Runs both in turn and prints the row; gives whether the target is reached."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    ratio = statistics.median(their / our for our, their in pairs)
    medians = [statistics.median(side) for side in zip(*pairs)]
    shared.row(work, f"{medians[0]:.3f}", f"{medians[1]:.3f}", "s", f"{ratio:.1f}", f">= {target}")
    return ratio >= target


def read(ours, corpus, rounds):
    """Megabytes a second; there is no peer."""
    size = corpus.stat().st_size / 1e6
    rate = size / statistics.median(ours.stage("read", corpus)[0] for _ in range(2 * rounds))
    shared.row("JSONL catalogue read", f"{rate:.0f}", "-", "MB/s", "-", ">= 400")
    return rate >= 400


def decomposition(ours, peers, folder, rounds):
    """LSA, held first to the variance that the peer captures."""
    matrix = peers.vectorize().astype("f4").tocsr()
    matrix.sort_indices()
    path = folder / "matrix"
    write_matrix(matrix, path)
    theirs = captured(peers.decompose(matrix), matrix)
    facts = ours.stage("lsa", path)[1]
    mine = float(facts.split()[-1])
    print(json.dumps(dict(captured=round(mine, 5), peer=round(theirs, 5))), flush=True)
    if mine < 0.99 * theirs:
        sys.exit(f"LSA captures {mine:.5f} where the peer has {theirs:.5f}: not worth timing.")
    return compare(
        f"LSA {DIMENSIONS} of {matrix.shape[0]} x {matrix.shape[1]}", 4, rounds,
        lambda: ours.stage("lsa", path)[0], lambda: seconds(lambda: peers.decompose(matrix)))


def arguments():
    return shared.given(shared.parser("run-fitting", "program", runs=3, parts=PARTS), PARTS)


def main():
    given = arguments()
    parts = given.only.split(",")
    with tempfile.TemporaryDirectory(prefix="kindred-fitting-") as name:
        folder = pathlib.Path(name)
        corpus = shared.unpacked(given.corpus, folder)
        with open(corpus, encoding="utf8") as lines:
            papers = [json.loads(line) for line in lines]
        ours = Ours(given.program)
        peers = Peers([f"{paper['title']}. {paper['abstract']}" for paper in papers])
        held = []
        if "read" in parts:
            held.append(read(ours, corpus, given.runs))
        if "text" in parts:
            held.append(compare(
                "text to TF-IDF", 10, given.runs, lambda: ours.stage("text", corpus)[0],
                lambda: seconds(peers.vectorize)))
        if "bm25" in parts:
            held.append(compare(
                "text to BM25 index", 10, given.runs, lambda: ours.stage("bm25", corpus)[0],
                lambda: seconds(peers.index)))
        if "lsa" in parts:
            held.append(decomposition(ours, peers, folder, given.runs))
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()

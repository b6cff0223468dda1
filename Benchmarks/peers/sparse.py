"""Searches among sparse rows beside other libraries, in one run. `run-sparse` calls it.

Ours are asked through TimeSparse, a program that holds the index open; the peers hold their
matrices in memory. Every round takes all of them in turn. Before anything is timed our answers are
held to the plain loop, row by row and score by score. Prints a table with the ratios.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import bm25s
import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

import shared

# Both sides work on as many threads.
CORES = int(os.environ.get("KINDRED_THREADS") or os.cpu_count())
PROCESSES = pathlib.Path(__file__).with_name("processes.py")


def timed(call):
    """Seconds by the clock."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


class Ours:
    """The index, open in a process of its own."""

    def __init__(self, program, index):
        self.process = subprocess.Popen(
            [program, index], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, order):
        self.process.stdin.write(order + "\n")
        return json.loads(self.process.stdout.readline())

    def seconds(self, order):
        return self.ask(order)["seconds"]


class Peers:
    """SciPy, bm25s and sparse_dot_topn, on texts that are in memory already."""

    def __init__(self, papers):
        texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
        vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
        self.tfidf = vectorizer.fit_transform(texts).astype("f4").tocsr()
        self.turned = self.tfidf.T.tocsr()
        self.bm25 = bm25s.BM25()
        tokens = bm25s.tokenize(texts, stopwords="en", show_progress=False)
        self.bm25.index(tokens, show_progress=False)

    def related(self, row):
        scores = self.tfidf @ self.tfidf[row].toarray().ravel()
        scores[row] = -1
        best = numpy.argpartition(-scores, 10)[:10]
        return best[numpy.argsort(-scores[best])]

    def titles(self, titles):
        asked = bm25s.tokenize(titles, stopwords="en", show_progress=False)
        return timed(
            lambda: self.bm25.retrieve(asked, k=10, show_progress=False)) / len(titles)

    def pairs(self, count):
        """All pairs, from the first `count` rows."""
        part = self.tfidf[:count]
        seconds = timed(
            lambda: sp_matmul_topn(part, self.turned, top_n=11, n_threads=CORES, sort=True))
        return seconds * self.tfidf.shape[0] / count


def check(ours, rows, count):
    """Refuses to time answers that are not those of the plain loop, score by score."""
    found = ours.ask("query " + " ".join(map(str, rows)))["found"]
    for row, answer in zip(rows, found):
        if answer != ours.ask(f"plain {row}")["found"][0]:
            sys.exit(f"row {row}: the answers are not those of the plain loop")
    batch = ours.ask("pairs")["found"]
    step = max(count // 50, 1)
    alone = ours.ask("query " + " ".join(str(place * step) for place in range(len(batch))))
    if batch != alone["found"]:
        sys.exit("the batch does not give each row what it gets alone")
    print(f"checked: {len(rows)} rows equal the plain loop, {len(batch)} of the batch equal theirs")


def process(*command):
    """Seconds of a whole process."""
    run = subprocess.run(
        [sys.executable, PROCESSES, *map(str, command)], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)["seconds"]


def arguments():
    options = shared.parser("run-sparse", "kindred", "program")
    options.add_argument(
        "--pairs", type=int, default=4000,
        help="rows from which sparse_dot_topn's time for all pairs is told (default: 4000)")
    options.add_argument("--index", type=pathlib.Path, help="an index of the corpus, made before")
    return shared.given(options)


def main():
    given = arguments()
    with tempfile.TemporaryDirectory(prefix="kindred-peers-") as name:
        folder = pathlib.Path(name)
        corpus = shared.unpacked(given.corpus, folder)
        with open(corpus, encoding="utf8") as lines:
            papers = [json.loads(line) for line in lines]
        index = given.index or folder / "all.kindred"
        if not given.index:
            subprocess.run([given.kindred, "index", corpus, "-o", index], check=True)
        ours, peers = Ours(given.program, str(index)), Peers(papers)
        count = len(papers)
        rows = list(numpy.random.RandomState(0).randint(0, count, 200))
        titles = [papers[row]["title"] for row in rows]
        for title in titles:
            ours.ask("title " + " ".join(title.split()))
        print(f"{corpus.name}: {count} papers; commit {os.environ.get('KINDRED_COMMIT')}")
        check(ours, rows[:20], count)
        seeds = folder / "seeds.kindred"
        subprocess.run(
            [given.kindred, "index", shared.ROOT / "seeds/papers.jsonl", "-o", seeds], check=True)
        firsts = {
            "first answer, whole process": (papers[rows[0]]["id"], index),
            "first answer from the seeds' index, whole process": ("MoCo", seeds)}
        measure(given, ours, peers, rows, titles, firsts)


# How many times faster than the peer each search is to be.
TARGETS = {"sparse top-10, one query": 20, "BM25 top-10, title as query": 30,
           "sparse top-10, all pairs": 8}
# How many milliseconds each may take at most.
LIMITS = {"index open": 5, "first answer, whole process": 15,
          "first answer from the seeds' index, whole process": 15}


def measure(given, ours, peers, rows, titles, firsts):
    asked = "query " + " ".join(map(str, rows))
    works = [
        ("sparse top-10, one query", "scipy",
         lambda: timed(lambda: [peers.related(row) for row in rows]) / len(rows),
         lambda: ours.seconds(asked)),
        ("BM25 top-10, title as query", "bm25s",
         lambda: peers.titles(titles), lambda: ours.seconds("titles")),
        ("sparse top-10, all pairs", f"sparse_dot_topn, {CORES} threads",
         lambda: peers.pairs(given.pairs), lambda: ours.seconds("pairs")),
        ("index open", None, None, lambda: ours.seconds("open")),
    ]
    works += [
        (work, None, None, lambda what=what, index=index: statistics.median(
            process(given.kindred, "related", what, "--index", index) for _ in range(20)))
        for work, (what, index) in firsts.items()]
    samples = {work: ([], []) for work, *_ in works}
    for _ in range(given.runs):
        for work, _, peer, mine in works:
            if peer:
                samples[work][0].append(peer())
            samples[work][1].append(mine())
    for work, who, peer, _ in works:
        theirs, mine = samples[work]
        line = f"{work:30} {statistics.median(mine) * 1e3:10.3f} ms"
        if peer:
            ratio = statistics.median(a / b for a, b in zip(theirs, mine))
            line += f"   {who}: {statistics.median(theirs) * 1e3:.3f} ms   {ratio:.1f}x"
            shared.row(f"{work}: {who}", f"{statistics.median(mine) * 1e3:.3f}",
                       f"{statistics.median(theirs) * 1e3:.3f}", "ms", f"{ratio:.1f}",
                       f">= {TARGETS[work]}")
        else:
            shared.row(work, f"{statistics.median(mine) * 1e3:.3f}", "-", "ms", "-",
                       f"<= {LIMITS[work]}")
        print(line)


if __name__ == "__main__":
    main()

"""The work of `kindred` beside other libraries, in one run.

What is compared runs in turn, round after round, so that the drift of the machine cancels; only
the ratios travel. Prints one JSON object a line, then a table. Ends with 1 where a requirement is
missed. `Benchmarks/peers/run` calls it.
"""
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import typing

import bm25s
import numpy
from sklearn.feature_extraction.text import TfidfVectorizer

import shared
from quality import ndcg, read_judgements

PARTS = ["text", "bm25", "query"]
PROCESSES = pathlib.Path(__file__).with_name("processes.py")


class Sample(typing.NamedTuple):
    """What one piece of work took: by the clock, and on all cores together."""

    seconds: float
    cpu: float
    peak_mb: float = 0


class Row:
    """One way to do one piece of work, and the samples taken of it."""

    def __init__(self, work, who, take, peer=None):
        self.work, self.who, self.take, self.peer = work, who, take, peer
        self.rounds = []  # the samples that `take` gave, round by round

    def quantile(self, share, figure="seconds"):
        values = sorted(getattr(sample, figure) for taken in self.rounds for sample in taken)
        return values[round(share * (len(values) - 1))]

    def ratio(self, figure="seconds"):
        """How many times less than the peer: the median over the rounds."""

        def median(taken):
            return statistics.median(getattr(sample, figure) for sample in taken)

        pairs = zip(self.peer.rounds, self.rounds)
        return statistics.median(median(peer) / median(ours) for peer, ours in pairs)

    def figures(self):
        figures = dict(
            work=self.work, who=self.who, median_s=round(self.quantile(0.5), 5),
            p90_s=round(self.quantile(0.9), 5), cpu_s=round(self.quantile(0.5, "cpu"), 5),
            samples=sum(map(len, self.rounds)))
        if peak_mb := self.quantile(1, "peak_mb"):
            figures["peak_mb"] = round(peak_mb)
        if self.peer:
            figures.update(
                peer=self.peer.who, ratio=round(self.ratio(), 2),
                cpu_ratio=round(self.ratio("cpu"), 2))
        return figures


def timed(call):
    """The value of a call, and what it took."""
    start, cpu = time.perf_counter(), time.process_time()
    value = call()
    return value, Sample(time.perf_counter() - start, time.process_time() - cpu)


class Kindred:
    """The real program, as a whole process each time."""

    def __init__(self, program, corpus, folder):
        self.program, self.corpus, self.folder = program, corpus, folder

    def measure(self, *arguments, threads=None):
        """What one process took."""
        environment = dict(os.environ)
        if threads:
            environment["KINDRED_THREADS"] = str(threads)
        command = [sys.executable, "-S", "-E", PROCESSES, self.program, *arguments]
        run = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
        figures = json.loads(run.stdout)
        if figures["code"] != 0:
            sys.exit(f"kindred {' '.join(map(str, arguments))}: exit code {figures['code']}")
        return Sample(figures["seconds"], figures["cpu"], figures["peak_mb"])

    def index(self, name, *options, threads=None):
        """Indexes the corpus into a file of that name."""
        path = self.folder / f"{name}.kindred"
        path.unlink(missing_ok=True)
        return [self.measure("index", self.corpus, "-o", path, *options, threads=threads)]

    def related(self, paper, limit):
        """The ids of the answers, best first."""
        command = [self.program, "related", paper, "--index", self.folder / "all.kindred"]
        command += ["-n", str(limit), "--json"]
        run = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        return [answer["id"] for answer in json.loads(run.stdout)["answers"]]


class Peers:
    """The libraries, on texts that are in memory already."""

    def __init__(self, papers):
        self.ids = [paper["id"] for paper in papers]
        self.row = {name: row for row, name in enumerate(self.ids)}
        self.texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
        self.fit()

    def fit(self):
        vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
        tfidf, sample = timed(lambda: vectorizer.fit_transform(self.texts))
        self.tfidf = tfidf.astype("f4").tocsr()
        return [sample]

    def bm25(self):
        def index():
            tokens = bm25s.tokenize(self.texts, stopwords="en", show_progress=False)
            bm25s.BM25().index(tokens, show_progress=False)

        return [timed(index)[1]]

    def related(self, paper, limit):
        """The ids of the papers with the largest cosine, best first."""
        row = self.row[paper]
        scores = self.tfidf @ self.tfidf[row].toarray().ravel()
        scores[row] = -1
        best = numpy.argpartition(-scores, limit)[:limit]
        return [self.ids[found] for found in best[numpy.argsort(-scores[best], kind="stable")]]

    def queries(self, papers):
        return [timed(lambda: self.related(paper, 10))[1] for paper in papers]


def rows(kindred, peers, only, queries):
    """What is measured, in the order in which a round takes it."""
    index, folder = kindred.index, kindred.folder
    found = []
    if "text" in only:
        work = "text to TF-IDF"
        peer = Row(work, "scikit-learn, texts in memory", peers.fit)
        found += [
            peer,
            Row(work, "kindred index, whole", lambda: index("all"), peer),
            Row(work, "kindred index, TF-IDF only", lambda: index("t", "--signal", "tfidf"), peer),
            Row(work, "kindred index, whole, one thread", lambda: index("one", threads=1), peer),
        ]
    if "bm25" in only:
        work = "BM25 index"
        peer = Row(work, "bm25s, texts in memory", peers.bm25)
        bm25 = Row(work, "kindred index, BM25 only", lambda: index("b", "--signal", "bm25"), peer)
        found += [peer, bm25]
    if "query" in only:
        work = "ten related to one paper"
        peer = Row(work, "scipy, rows in memory", lambda: peers.queries(queries))
        path = folder / "all.kindred"

        def related():
            return [kindred.measure("related", paper, "--index", path) for paper in queries]

        def opening():
            return [kindred.measure("info", path) for _ in queries]

        found += [
            peer,
            Row(work, "kindred related, whole process", related, peer),
            Row("open", "kindred info, whole process", opening),
        ]
    return found


def check(kindred, peers, queries):
    """Indexes once, and refuses to time answers that are about something else."""
    kindred.index("all")
    shared = [len({*kindred.related(q, 10)} & {*peers.related(q, 10)}) / 10 for q in queries]
    agreement = statistics.mean(shared)
    emit(check="share of the ten answers that scikit-learn gives too", value=round(agreement, 3))
    if agreement < 0.3:
        sys.exit("The answers have little in common with scikit-learn's: not worth timing.")


def report_quality(kindred, peers, folder, count=200):
    """nDCG@10 of both, inside the pool, where the judgements lie beside the corpus."""
    judgements, pool = folder / "conf-keywords.dev.qrels", folder / "conf-keywords.pool"
    if not (judgements.exists() and pool.exists()):
        return
    inside = set(pool.read_text(encoding="utf8").split())
    grades = read_judgements(judgements)
    # Several in a hundred papers are in the pool: the first 2,000 hold its first ten.
    for who, related in (("kindred", kindred.related), ("scikit-learn", peers.related)):
        scores = []
        for query in list(grades)[:count]:
            ranking = [paper for paper in related(query, 2_000) if paper in inside]
            scores.append(ndcg(ranking, grades[query]))
        emit(quality="nDCG@10", who=who, data=judgements.name, queries=len(scores),
             value=round(statistics.mean(scores), 4))


def emit(**figures):
    print(json.dumps(figures), flush=True)


def print_table(measured):
    cells = [["work", "who", "median", "p90", "cpu", "peak", "ratio", "cpu ratio"]]
    for row in measured:
        times = [row.quantile(0.5), row.quantile(0.9), row.quantile(0.5, "cpu")]
        peak_mb = row.quantile(1, "peak_mb")
        ratios = [row.ratio(), row.ratio("cpu")] if row.peer else []
        cells.append(
            [row.work, row.who] + [f"{seconds * 1e3:.1f} ms" for seconds in times]
            + [f"{peak_mb:.0f} MB" if peak_mb else ""] + [f"{ratio:.2f}x" for ratio in ratios])
    widths = [max(map(len, column)) for column in itertools.zip_longest(*cells, fillvalue="")]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def print_rows(measured):
    """A line for each comparison, as `Benchmarks/peers/all` collects them."""
    targets = {"kindred index, whole": ">= 3"}
    for row in measured:
        if row.peer:
            times = [f"{side.quantile(0.5):.4f}" for side in (row, row.peer)]
            shared.row(f"{row.work}: {row.who}", *times, "s", f"{row.ratio():.2f}",
                       targets.get(row.who, "-"))


def missed_requirements(measured):
    """Prints what must hold on conf.jsonl; gives how many do not."""
    by_name = {row.who: row for row in measured}
    whole, related = map(by_name.get, ("kindred index, whole", "kindred related, whole process"))
    claims = []
    if whole:
        ratio, peak_mb = whole.ratio(), whole.quantile(1, "peak_mb")
        claims += [("index, at least 3 times scikit-learn", f"{ratio:.2f}x", ratio >= 3),
                   ("index, under 3 GB at peak", f"{peak_mb:.0f} MB", peak_mb < 3000)]
    if related:
        seconds = related.quantile(0.5)
        claims.append(("related, under 50 ms", f"{seconds * 1e3:.1f} ms", seconds < 0.05))
    for claim, value, holds in claims:
        print(f"{'holds ' if holds else 'MISSED'}  {claim}: {value}")
    return sum(not holds for *_, holds in claims)


def arguments():
    return shared.given(shared.parser("run", "program", parts=PARTS), PARTS)


def main():
    given = arguments()
    with tempfile.TemporaryDirectory(prefix="kindred-peers-") as name:
        folder = pathlib.Path(name)
        corpus = shared.unpacked(given.corpus, folder)
        with open(corpus, encoding="utf8") as lines:
            papers = [json.loads(line) for line in lines]
        peers, kindred = Peers(papers), Kindred(given.program, corpus, folder)
        megabytes = sum(len(text.encode()) for text in peers.texts) / 1e6
        emit(corpus=corpus.name, papers=len(papers), text_mb=round(megabytes, 1), cpu=cpu_name(),
             cores=os.cpu_count(), commit=os.environ.get("KINDRED_COMMIT", "unknown"))
        queries = peers.ids[:: max(1, len(papers) // 20)][:20]
        check(kindred, peers, queries)
        report_quality(kindred, peers, given.corpus.parent)

        measured = rows(kindred, peers, set(given.only.split(",")), queries)
        for _ in range(given.runs):
            for row in measured:
                row.rounds.append(row.take())
        for row in measured:
            emit(**row.figures())
        print()
        print_table(measured)
        print()
        print_rows(measured)
        sys.exit(1 if missed_requirements(measured) else 0)


def cpu_name():
    with open("/proc/cpuinfo", encoding="utf8") as lines:
        names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"


if __name__ == "__main__":
    main()

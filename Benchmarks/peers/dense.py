"""Exact dense search beside FAISS's flat index, on the same vectors and cores, in one run.

`Benchmarks/peers/run-dense` builds our side and calls this.

First the answers of both are compared: where rows differ, their scores must agree within float
rounding, as FAISS sums in float. Then both search in turn, round after round; the ratio is the
median over the rounds. One question at a time both have their vectors in memory, and a round asks
100 questions one after the other. Prints one JSON object a line; ends with 1 where a requirement is
missed.
"""
import json
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import faiss
import numpy

import shared

PARTS = ["one", "pairs", "million"]
LIMIT = 10


def emit(**figures):
    print(json.dumps(figures), flush=True)


def report(work, mine, theirs, ratio, least):
    """One work for programs, and as a row for `Benchmarks/peers/all`."""
    emit(work=work, faiss_flat_s=theirs, kindred_s=mine, ratio=ratio)
    shared.row(f"{work}: FAISS flat", f"{mine * 1e3:.3f}", f"{theirs * 1e3:.3f}", "ms",
               f"{ratio:.1f}", f">= {least}")


class Ours:
    """The program that keeps vectors in memory and answers commands."""

    def __init__(self, program, vectors, folder):
        path = folder / "vectors.f32"
        vectors.tofile(path)
        self.answers = folder / "answers.i32"
        self.process = subprocess.Popen(
            [program, path, str(vectors.shape[1])], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def one(self, rows, how="one"):
        answer = self.ask(how, LIMIT, *rows)
        return answer["rows"], statistics.median(answer["seconds"])

    def pairs(self, how="pairs"):
        seconds = self.ask(how, LIMIT, self.answers)["seconds"]
        return numpy.fromfile(self.answers, "i4").reshape(-1, LIMIT), seconds

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Peer:
    """FAISS's flat index with inner products."""

    def __init__(self, vectors):
        self.vectors = vectors
        self.index = faiss.IndexFlatIP(vectors.shape[1])
        self.index.add(vectors)

    def one(self, rows):
        found, seconds = [], []
        for row in rows:
            start = time.perf_counter()
            _, answer = self.index.search(self.vectors[row : row + 1], LIMIT)
            seconds.append(time.perf_counter() - start)
            found.append(answer[0].tolist())
        return found, statistics.median(seconds)

    def pairs(self):
        start = time.perf_counter()
        _, answer = self.index.search(self.vectors, LIMIT + 1)
        return answer, time.perf_counter() - start


def require_same(vectors, queries, ours, theirs):
    """Ends where an answer of ours scores worse than the peer's by more than float rounding."""
    same = 0
    for query, mine, other in zip(queries, ours, theirs):
        same += set(mine) == set(other)
        one, two = (numpy.sort(vectors[list(rows)].astype("f8") @ vectors[query].astype("f8"))
                    for rows in (mine, other))
        if numpy.abs(one - two).max() > 1e-5:
            sys.exit(f"row {query}: {mine} is not {other}; not worth timing")
    emit(check="answers with the very rows of the peer", value=same, of=len(ours))


def rounds(runs, ours, theirs):
    """The medians of both sides, and of their ratios."""
    taken = [(theirs()[1], ours()[1]) for _ in range(runs)]
    ratio = statistics.median(peer / mine for peer, mine in taken)
    return [round(statistics.median(side), 6) for side in zip(*taken)] + [round(ratio, 2)]


def compare_one(work, program, vectors, runs, least, folder):
    ours, peer = Ours(program, vectors, folder), Peer(vectors)
    rows = numpy.random.RandomState(0).randint(0, len(vectors), 100).tolist()
    require_same(vectors, rows, ours.one(rows)[0], peer.one(rows)[0])
    if ours.one(rows[:10], "float")[0] != ours.one(rows[:10])[0]:
        sys.exit("quantised rows change an answer")
    theirs, mine, ratio = rounds(runs, lambda: ours.one(rows), lambda: peer.one(rows))
    ours.close()
    report(work, mine, theirs, ratio, least)
    return [(work, ratio, least)]


def compare_pairs(work, program, vectors, runs, least, folder):
    ours, peer = Ours(program, vectors, folder), Peer(vectors)
    mine, (theirs, _) = ours.pairs()[0], peer.pairs()
    some = range(0, len(vectors), 37)
    others = [[row for row in theirs[query].tolist() if row != query][:LIMIT] for query in some]
    require_same(vectors, some, mine[some].tolist(), others)
    if (ours.pairs("batch")[0] != mine).any():
        sys.exit("products of bytes change an answer")
    theirs, mine, ratio = rounds(runs, ours.pairs, peer.pairs)
    report(work, mine, theirs, ratio, least)
    return [(work, ratio, least), compare_floats(work, ours, vectors, runs)]


def compare_floats(work, ours, vectors, runs):
    """The same in floats beside OpenBLAS's products alone: in the same pieces by the same program,
    and of one large square, which is what the processor can do."""
    (n, d), square = vectors.shape, numpy.random.RandomState(0).rand(4096, 4096).astype("f4")
    work, least = f"{work}, in floats", 0.9
    alone, floats, share = rounds(
        runs, lambda: ours.pairs("batch"), lambda: (None, ours.ask("products")["seconds"]))
    peak = min(timed(lambda: square @ square)[1] for _ in range(runs))
    ours.close()
    gflops = [round(2e-9 * n * n * d / seconds) for seconds in (floats, alone)]
    emit(work=work, kindred_s=floats, gflops=gflops[0], products_alone_gflops=gflops[1],
         share=share, square_gflops=round(2e-9 * 4096**3 / peak))
    shared.row(f"{work}: OpenBLAS's products alone", f"{floats * 1e3:.0f}", f"{alone * 1e3:.0f}",
               "ms", f"{share:.2f}", f">= {least}")
    return work, share, least


def timed(call):
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def lsa_vectors(kindred, corpus, folder):
    """The LSA vectors that `kindred index` makes of a corpus, each of length one or zero."""
    plain = shared.unpacked(corpus, folder)
    path = folder / "lsa.kindred"
    subprocess.run([kindred, "index", plain, "-o", path, "--signal", "lsa"], check=True,
                   stdout=subprocess.DEVNULL)
    sections = {}
    with open(path, "rb") as file:
        count = struct.unpack_from("<I", file.read(64), 12)[0]
        for _ in range(count):
            entry = file.read(64)
            name = entry[:32].rstrip(b"\0").decode()
            sections[name] = struct.unpack_from("<QQ", entry, 40)
        columns = sections["lsa.values"][1] // 4
        offset, length = sections["lsa.vectors"]
        vectors = numpy.fromfile(file, "f4", length // 4, offset=offset - file.tell())
    return vectors.reshape(-1, columns)


def random_vectors(count=1_000_000, columns=384):
    rows = numpy.random.RandomState(0).randn(count, columns).astype("f4")
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def arguments():
    return shared.given(shared.parser("run-dense", "kindred", "program", parts=PARTS), PARTS)


def main():
    given = arguments()
    only, claims = set(given.only.split(",")), []
    with tempfile.TemporaryDirectory(prefix="kindred-dense-") as name:
        folder = pathlib.Path(name)
        if only & {"one", "pairs"}:
            vectors = lsa_vectors(given.kindred, given.corpus, folder)
            size = "{} x {}".format(*vectors.shape)
        if "one" in only:
            claims += compare_one(
                f"ten of {size}, one question", given.program, vectors, given.runs, 20, folder)
        if "pairs" in only:
            claims += compare_pairs(
                f"ten of {size}, all pairs", given.program, vectors, given.runs, 4, folder)
        if "million" in only:
            claims += compare_one(
                "ten of 1000000 x 384, one question", given.program, random_vectors(),
                given.runs, 10, folder)
    for claim, value, least in claims:
        print(f"{'holds ' if value >= least else 'MISSED'}  {claim}: {value}, at least {least}")
    sys.exit(any(value < least for _, value, least in claims))


if __name__ == "__main__":
    main()

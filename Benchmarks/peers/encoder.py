"""The encoder beside sentence-transformers, on the same texts, cores and model, in one run.

`Benchmarks/peers/run-encoder` builds our side and calls this.

First the vectors of the first 200 texts are held to the peer's: the smallest cosine must be 0.9999.
Then both encode all texts, one after the other, round after round; each on the same number of
threads. The ratio is the median over the rounds, of wall time and of processor time. Prints one
JSON object a line; ends with 1 where a requirement is missed.
"""
import json
import lzma
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import sentence_transformers
import torch
import transformers

import shared


def emit(**figures):
    print(json.dumps(figures), flush=True)


def abstracts(corpus, count):
    """The first abstracts of a corpus of records, packed or not."""
    opened = lzma.open if corpus.suffix == ".xz" else open
    found = []
    with opened(corpus, "rt", encoding="utf8") as lines:
        for line in lines:
            abstract = json.loads(line).get("abstract") or ""
            text = abstract if isinstance(abstract, str) else next(iter(abstract.values()), "")
            if text:
                found.append(text)
            if len(found) == count:
                break
    return found


class Ours:
    """The program that encodes a file of texts; what opening takes is not counted."""

    def __init__(self, program, model, folder, threads):
        self.program, self.model, self.folder, self.threads = program, model, folder, threads

    def ids(self, texts):
        self.run(texts, "ids")
        return [list(map(int, line.split())) for line in open(self.folder / "output")]

    def encode(self, texts, how="vectors"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = self.run(texts, how)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        vectors = numpy.fromfile(self.folder / "output", "f4").reshape(len(texts), -1)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return vectors, figures["seconds"], cpu

    def run(self, texts, how):
        given, output = self.folder / "texts.json", self.folder / "output"
        given.write_text(json.dumps(texts), encoding="utf8")
        command = [self.program, self.model, given, output, how, str(self.threads)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


class Peer:
    """sentence-transformers, with its usual batches of 32 by length; loaded beforehand."""

    def __init__(self, model, threads):
        torch.set_num_threads(threads)
        self.model = sentence_transformers.SentenceTransformer(str(model), device="cpu")

    def encode(self, texts):
        start, cpu = time.perf_counter(), time.process_time()
        vectors = self.model.encode(texts, batch_size=32, show_progress_bar=False)
        return vectors, time.perf_counter() - start, time.process_time() - cpu

    def ids(self, texts):
        limit = self.model.max_seq_length
        return self.model.tokenizer(texts, truncation=True, max_length=limit)["input_ids"]


def check(ours, peer, texts, more):
    """The smallest cosine between the two, in a batch and one by one; and ids, on more texts."""
    equal = sum(mine == theirs for mine, theirs in zip(ours.ids(more), peer.ids(more)))
    emit(check="texts with the same ids", texts=len(more), equal=equal)
    if equal < len(more):
        sys.exit("MISSED  ids, equal on every text")
    expected = peer.encode(texts)[0].astype("f8")
    smallest = 1
    for how in ("vectors", "alone"):
        found = ours.encode(texts, how)[0].astype("f8")
        cosines = (found * expected).sum(1) / numpy.linalg.norm(expected, axis=1)
        emit(check=f"cosine with sentence-transformers, {how}", texts=len(texts),
             smallest=float(cosines.min()), mean=float(cosines.mean()))
        smallest = min(smallest, cosines.min())
    if smallest < 0.9999:
        sys.exit("MISSED  vectors, cosine of at least 0.9999")


def arguments():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    models = pathlib.Path(os.environ.get("KINDRED_MODELS") or cache / "kindred/models")
    options = shared.parser("run-encoder", "program")
    options.add_argument("--model", type=pathlib.Path, default=models / "minilm")
    options.add_argument("--count", type=int, default=256, help="texts (default: 256)")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--check", action="store_true", help="compare only, time nothing")
    given = shared.given(options)
    if not (given.model / "model.safetensors").is_file():
        options.error(f"{given.model}: no model; run: kindred models fetch minilm")
    return given


def main():
    given = arguments()
    texts, more = abstracts(given.corpus, given.count), abstracts(given.corpus, 3000)
    chinese = given.corpus.with_name(given.corpus.name.replace("conf", "csl"))
    more += abstracts(chinese, 1000) if chinese.is_file() else []
    peer = Peer(given.model, given.threads)
    emit(corpus=given.corpus.name, texts=len(texts), threads=given.threads, cores=os.cpu_count(),
         load=round(os.getloadavg()[0], 1), torch=torch.__version__,
         transformers=transformers.__version__,
         sentence_transformers=sentence_transformers.__version__)
    with tempfile.TemporaryDirectory(prefix="kindred-encoder-") as name:
        ours = Ours(given.program, given.model, pathlib.Path(name), given.threads)
        check(ours, peer, texts[:200], more)
        if given.check:
            return
        rounds = []
        for _ in range(given.runs):
            theirs, mine = peer.encode(texts)[1:], ours.encode(texts)[1:]
            rounds.append((theirs, mine))
            emit(peer_s=round(theirs[0], 2), ours_s=round(mine[0], 2),
                 peer_cpu_s=round(theirs[1], 2), ours_cpu_s=round(mine[1], 2))
    wall, cpu = (
        statistics.median(theirs[place] / mine[place] for theirs, mine in rounds)
        for place in (0, 1))
    best = [min(pair[who][0] for pair in rounds) for who in (0, 1)]
    emit(ratio=round(wall, 2), cpu_ratio=round(cpu, 2),
         peer_texts_per_second=round(len(texts) / best[0], 1),
         ours_texts_per_second=round(len(texts) / best[1], 1))
    shared.row(f"encoding {len(texts)} abstracts", f"{best[1]:.2f}", f"{best[0]:.2f}", "s",
               f"{wall:.2f}", ">= 1.5")
    holds = wall >= 1.5
    print(f"{'holds ' if holds else 'MISSED'}  1.5 times sentence-transformers: {wall:.2f}x")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()

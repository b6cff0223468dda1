"""Scores abstracts against ten likes with `kindred score` and with scikit-learn, in one run.

Both sides know a vocabulary and idf already: ours from an index file, scikit-learn's from a fitted
vectorizer in memory. Ours is a whole process that opens the index, reads the file of candidates and
writes a line for each; scikit-learn's reads the same file with json, transforms the texts, multiplies
and takes the power mean. `--fused` and `--pairs` time our other ways alone. Before anything is timed,
our scores are held to those that `kindred related` gives the same papers.
`Benchmarks/score` calls it. The last line is JSON.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from sklearn.feature_extraction.text import TfidfVectorizer

import shared


PROCESSES = pathlib.Path(__file__).with_name("processes.py")


def used():
    """CPU seconds of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def process(command):
    """Seconds by the clock, of all cores together, and peak memory in MB of a process."""
    done = subprocess.run([sys.executable, PROCESSES, *map(str, command)],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    figures = json.loads(done.stdout)
    if figures["code"] != 0:
        sys.exit(f"{command[1]} failed")
    return figures["seconds"], figures["cpu"], figures["peak_mb"]


def peer(path, vectorizer, likes):
    """The same by scikit-learn: read, transform, multiply, power mean, write."""
    before, start = used(), time.perf_counter()
    ids, texts = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            ids.append(paper["id"])
            texts.append(f"{paper['title']}. {paper['abstract']}")
    kernels = (vectorizer.transform(texts) @ likes.T).toarray()
    scores = (kernels ** 1.5).mean(axis=1) ** (2 / 3)
    with open(os.devnull, "w", encoding="utf-8") as out:
        for each, score in zip(ids, scores):
            out.write(json.dumps({"id": each, "score": float(score)}) + "\n")
    return time.perf_counter() - start, used() - before, None


def check(kindred, index, likes, output):
    """How many of a hundred answers of `related` have the score that `score` wrote."""
    named = [word for each in likes for word in ("--like", each)]
    done = subprocess.run([kindred, "related", "--index", index, "--signal", "tfidf", "-n", "100",
                           "--json", *named], stdout=subprocess.PIPE, check=True, text=True)
    scores = {}
    for line in open(output, encoding="utf-8"):
        scored = json.loads(line)
        scores[scored["id"]] = scored["score"]
    answers = json.loads(done.stdout)["answers"]
    wrong = [each["id"] for each in answers if abs(scores[each["id"]] - each["score"]) > 6e-7]
    if wrong or len(answers) < 100:
        sys.exit(f"score and related differ on {wrong}")
    return len(answers)


def main():
    options = shared.parser("score", "kindred")
    options.prog = "Benchmarks/score"
    options.add_argument("--likes", type=int, default=10)
    options.add_argument("--fused", action="store_true")
    options.add_argument("--pairs", action="store_true")
    asked = shared.given(options)
    with tempfile.TemporaryDirectory(prefix="kindred-score-") as name:
        folder = pathlib.Path(name)
        corpus = shared.unpacked(asked.corpus, folder)
        papers = [json.loads(line) for line in open(corpus, encoding="utf-8")]
        places = [place * len(papers) // asked.likes for place in range(asked.likes)]
        likes = [papers[place]["id"] for place in places]
        index, fused = folder / "tfidf.kindred", folder / "fused.kindred"
        for signal, path in [("tfidf", index)] + ([("fused", fused)] if asked.fused else []):
            subprocess.run([asked.kindred, "index", corpus, "--signal", signal, "-o", path],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        profile = [word for each in likes for word in ("--like", each)]
        score = [asked.kindred, "score", corpus]
        output = folder / "scores.jsonl"
        work = {"kindred": lambda: process([*score, *profile, "--index", index])}
        if asked.fused:
            work["kindred, fused"] = lambda: process(
                [*score, *profile, "--index", fused])
        if asked.pairs:
            work["kindred, ten nearest"] = lambda: process(
                [*score, "--pairs", "10", "--index", index])
            if asked.fused:
                work["kindred, ten nearest, fused"] = lambda: process(
                    [*score, "--pairs", "10", "--index", fused])
        texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]
        vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        rows = vectorizer.fit_transform(texts)
        del texts
        liked = rows[places]
        count = len(papers)
        del rows, papers
        work["scikit-learn"] = lambda: peer(corpus, vectorizer, liked)
        with open(output, "wb") as out:
            subprocess.run([*score, *profile, "--index", index], stdout=out, check=True)
        print(f"checked: {check(asked.kindred, index, likes, output)} scores are those of related")
        found = {name: [] for name in work}
        for _ in range(asked.runs):
            for name, run in work.items():
                found[name].append(run())
    best = {name: (min(each[0] for each in runs), min(each[1] for each in runs), runs[0][2])
            for name, runs in found.items()}
    print(f"{count:,} candidates, {asked.likes} likes, best of {asked.runs} rounds in turn; "
          f"commit {os.environ.get('KINDRED_COMMIT', 'unknown')}")
    print("| work | by the clock | a second | CPU time | a second of CPU time | memory |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (clock, cpu, memory) in best.items():
        size = f"{memory:,.0f} MB" if memory else ""
        print(f"| {name} | {clock:.2f} s | {count / clock:,.0f} | {cpu:.2f} s | "
              f"{count / cpu:,.0f} | {size} |")
    ours, theirs = best["kindred"], best["scikit-learn"]
    print(f"scikit-learn / kindred: {theirs[0] / ours[0]:.1f} by the clock, "
          f"{theirs[1] / ours[1]:.1f} in CPU time")
    print(json.dumps({name: {"seconds": clock, "cpu": cpu, "perSecond": count / clock}
                      for name, (clock, cpu, _) in best.items()}))


main()

"""Reads what `kindred export` writes with other people's readers, and compares.

Once:  python3 -m venv .venv && .venv/bin/pip install numpy safetensors networkx feedparser \
           'bibtexparser>=2.0b8' rispy
Run:   .venv/bin/python exports.py ../../../.build/release/kindred

Or with Debian's python3-numpy, python3-networkx, python3-feedparser and python3-bibtexparser, as
`.ci/run` does: a reader that is not installed is left out and named.

Exits with 1 and names what differs where a reader sees something else than the catalogue says.
"""

import csv
import importlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile


def reader(name):
    """A package, or nothing where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


READERS = ["bibtexparser", "feedparser", "networkx", "numpy", "rispy", "safetensors"]
bibtexparser, feedparser, networkx, numpy, rispy, safetensors = map(reader, READERS)

ROWS = 40
WORDS = [
    "graph", "attention", "recommendation", "vision", "segmentation", "translation", "kernel",
    "contrast", "query", "index",
]


def papers():
    """Forty invented papers, the first ones awkward."""
    made = []
    for row in range(ROWS):
        words = [WORDS[(row * k + k) % len(WORDS)] for k in range(1, 6)]
        made.append({
            "id": f"10.1000/p{row}" if row % 3 else f"arXiv:2101.{row + 1:05}",
            "title": f"{words[0].title()} {words[1]} & {words[2]} <{row}>: 50% $x_{row}$",
            "abstract": " ".join(words * 6) + f" number {row}, \"quoted\" & more.",
            "authors": ["Ann B. Author", "Laurens van der Writer"][: 1 + row % 2],
            "year": 2001 + row % 20,
            "venue": "Journal of Things" if row % 2 else "Proc. of Conf",
            "keywords": [words[0], words[3]],
        })
    return made


def run(program, *arguments):
    result = subprocess.run([program, *arguments], capture_output=True, check=True)
    return result.stdout


class Comparison:
    """What was compared, and what differed."""

    def __init__(self):
        self.count = 0
        self.failures = []

    def same(self, what, found, expected):
        self.count += 1
        if found != expected:
            self.failures.append(f"{what}: found {found!r}, expected {expected!r}")


def check_vectors(compare, program, folder, index, ids):
    npy, tensors = str(folder / "v.npy"), str(folder / "v.safetensors")
    run(program, "export", "--index", index, "-o", npy)
    run(program, "export", "--index", index, "-o", tensors)
    vectors = numpy.load(npy, allow_pickle=False)
    compare.same("npy rows", vectors.shape[0], len(ids))
    compare.same("npy type", str(vectors.dtype), "float32")
    norms = numpy.linalg.norm(vectors, axis=1)
    compare.same("npy lengths", bool(numpy.allclose(norms, 1, atol=1e-5)), True)
    lines = (folder / "v.ids.txt").read_text().splitlines()
    compare.same("ids.txt", lines, ids)
    if safetensors is None:
        return
    with safetensors.safe_open(tensors, framework="np") as file:
        compare.same("safetensors", bool((file.get_tensor("vectors") == vectors).all()), True)
        compare.same("safetensors ids", json.loads(file.metadata()["ids"]), ids)


def read_gexf(path):
    """Reads GEXF 1.3; a networkx from before it gets the file under the name of 1.2.

    Both have the nodes, edges, weights and attributes that we write.
    """
    if "1.3" not in networkx.readwrite.gexf.GEXF.versions:
        text = pathlib.Path(path).read_text()
        text = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
        pathlib.Path(path).write_text(text.replace('version="1.3"', 'version="1.2"'))
    return networkx.read_gexf(path)


def check_graphs(compare, program, folder, index, catalogue):
    titles = {paper["id"]: paper["title"] for paper in catalogue}
    seen = []
    for ending, read in [("graphml", networkx.read_graphml), ("gexf", read_gexf)]:
        path = str(folder / f"g.{ending}")
        run(program, "export", "--index", index, "-n", "3", "--signal", "tfidf", "-o", path)
        graph = read(path)
        compare.same(f"{ending} nodes", graph.number_of_nodes(), len(catalogue))
        compare.same(f"{ending} is directed", graph.is_directed(), True)
        for _, data in graph.nodes(data=True):
            title = data["title"] if ending == "graphml" else data["label"]
            compare.same(f"{ending} title", title, titles[data["id"]])
        names = {node: data["id"] for node, data in graph.nodes(data=True)}
        seen.append({
            (names[a], names[b]): data["weight"] for a, b, data in graph.edges(data=True)
        })
    compare.same("both graphs have the same edges", seen[0], seen[1])
    for paper in catalogue[:10]:
        answer = json.loads(run(
            program, "related", paper["id"], "--index", index, "-n", "3", "--signal", "tfidf",
            "--json"))
        for match in answer["answers"]:
            weight = seen[0].get((paper["id"], match["id"]))
            compare.same("an edge's weight", abs((weight or 9) - match["score"]) < 1e-3, True)


def check_feed(compare, program, folder, index, catalogue):
    path = str(folder / "f.atom")
    run(program, "export", "--index", index, "--to", "atom", "-o", path)
    feed = feedparser.parse(path)
    compare.same("feed is well-formed", feed.bozo, False)
    compare.same("feed entries", len(feed.entries), len(catalogue))
    for entry, paper in zip(feed.entries, catalogue):
        compare.same("feed title", entry.title_detail.type, "text/plain")
        compare.same("feed authors", [a.name for a in entry.authors], paper["authors"])
        compare.same("feed year", entry.published_parsed.tm_year, paper["year"])
    compare.same("feed ids", len({entry.id for entry in feed.entries}), len(catalogue))


def check_references(compare, program, source, catalogue):
    items = json.loads(run(program, "export", "--catalogue", source, "--to", "csl-json"))
    compare.same("csl items", len(items), len(catalogue))
    for item, paper in zip(items, catalogue):
        names = [f"{name['given']} {name['family']}" for name in item["author"]]
        compare.same("csl authors", names, paper["authors"])
        compare.same("csl year", item["issued"]["date-parts"][0][0], paper["year"])
    if rispy:
        ris = rispy.loads(run(program, "export", "--catalogue", source, "--to", "ris").decode())
        compare.same("ris titles", [r.get("title", r.get("primary_title")) for r in ris],
                     [paper["title"] for paper in catalogue])
    if bibtexparser:
        bibtex = run(program, "export", "--catalogue", source, "--to", "bibtex").decode()
        check_bibtex(compare, bibtex, catalogue)
    table = run(program, "export", "--catalogue", source, "--to", "csv").decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    compare.same("csv titles", [row["title"] for row in rows],
                 [paper["title"] for paper in catalogue])


def check_bibtex(compare, text, catalogue):
    """Asks bibtexparser, of either of its two generations."""
    if hasattr(bibtexparser, "parse_string"):
        library = bibtexparser.parse_string(text)
        compare.same("bibtex blocks that failed", library.failed_blocks, [])
        keys = [entry.key for entry in library.entries]
        years = [entry["year"] for entry in library.entries]
    else:
        entries = bibtexparser.loads(text).entries
        keys = [entry["ID"] for entry in entries]
        years = [entry["year"] for entry in entries]
    compare.same("bibtex keys", len(set(keys)), len(catalogue))
    compare.same("bibtex years", years, [str(paper["year"]) for paper in catalogue])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    compare = Comparison()
    catalogue = papers()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source, index = str(folder / "papers.jsonl"), str(folder / "papers.kindred")
        lines = [json.dumps(paper, ensure_ascii=False) for paper in catalogue]
        pathlib.Path(source).write_text("\n".join(lines) + "\n")
        run(program, "index", source, "--signal", "tfidf", "--signal", "lsa",
            "--dimensions", "8", "-o", index)
        ids = [json.loads(line)["id"] for line in
               run(program, "export", "--index", index, "--to", "jsonl").splitlines()]
        catalogue = [dict(paper, id=id) for paper, id in zip(catalogue, ids)]
        if numpy:
            check_vectors(compare, program, folder, index, ids)
        if networkx:
            check_graphs(compare, program, folder, index, catalogue)
        if feedparser:
            check_feed(compare, program, folder, index, catalogue)
        check_references(compare, program, source, catalogue)
    for failure in compare.failures[:20]:
        print(failure, file=sys.stderr)
    missing = [name for name in READERS if reader(name) is None]
    if missing:
        print(f"left out, since not installed: {', '.join(missing)}")
    print(f"{compare.count} comparisons, {len(compare.failures)} differences")
    sys.exit(1 if compare.failures else 0)


if __name__ == "__main__":
    main()

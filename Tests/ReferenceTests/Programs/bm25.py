"""BM25 scores of every document for every query, as bm25s computes them.

Once:  python3 -m venv .venv && .venv/bin/pip install bm25s
Run:   .venv/bin/python bm25.py > ../Numbers/bm25.json
"""

import json
import platform
from importlib.metadata import version

import bm25s
import numpy

from corpus import DOCUMENTS, QUERIES, split

METHODS = ["lucene", "robertson", "atire", "bm25l", "bm25+"]
PARAMETERS = [
    {"k1": 1.5, "b": 0.75, "delta": 0.5},
    {"k1": 0.9, "b": 0.4, "delta": 1.0},
    {"k1": 1.2, "b": 0.0, "delta": 0.25},
    {"k1": 2.0, "b": 1.0, "delta": 0.5},
]


def case(method, parameters):
    """The whole score vector of each query; a word of the query counts as often as it stands."""
    ranker = bm25s.BM25(method=method, dtype="float64", **parameters)
    ranker.index([split(d) for d in DOCUMENTS], show_progress=False)
    scores = [ranker.get_scores(split(query)).tolist() for query in QUERIES]
    return {"method": method, **parameters, "scores": scores}


cases = [case(method, parameters) for method in METHODS for parameters in PARAMETERS]
made_by = {
    "program": "bm25.py",
    "bm25s": version("bm25s"),
    "numpy": numpy.__version__,
    "python": platform.python_version(),
}
print('{"madeBy": ' + json.dumps(made_by) + ",")
print('"documents": ' + json.dumps([split(d) for d in DOCUMENTS], ensure_ascii=False) + ",")
print('"queries": ' + json.dumps([split(q) for q in QUERIES], ensure_ascii=False) + ",")
print('"cases": [\n' + ",\n".join(map(json.dumps, cases)) + "\n]}")

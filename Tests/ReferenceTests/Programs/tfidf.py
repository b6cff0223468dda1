"""TF-IDF weights of the small corpus, as scikit-learn computes them.

Once:  python3 -m venv .venv && .venv/bin/pip install scikit-learn
Run:   .venv/bin/python tfidf.py > ../Numbers/tfidf.json
"""

import json
import platform

import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

from corpus import DOCUMENTS, QUERIES, split

# scikit-learn's own names. A `max_features` here cuts between two different frequencies: where
# terms tie, which of them scikit-learn keeps depends on its sort.
SETTINGS = [
    {},
    {"sublinear_tf": True},
    {"sublinear_tf": True, "smooth_idf": False},
    {"norm": "l1"},
    {"norm": None, "sublinear_tf": True},
    {"use_idf": False},
    {"use_idf": False, "norm": None},
    {"sublinear_tf": True, "min_df": 2},
    {"sublinear_tf": True, "min_df": 2, "max_df": 4},
    {"max_df": 0.25, "smooth_idf": False},
    {"min_df": 0.15, "norm": "l1"},
    {"sublinear_tf": True, "max_features": 11},
]

NAMES = ["sublinear_tf", "smooth_idf", "use_idf", "norm", "max_features"]


def bound(value):
    """scikit-learn reads 1 as one document and 1.0 as all of them; JSON would lose the point."""
    return {"share": value} if isinstance(value, float) else {"count": value}


def rows(matrix):
    """Each row as its column numbers and its values."""
    matrix = matrix.tocsr()
    matrix.sort_indices()
    bounds = zip(matrix.indptr[:-1], matrix.indptr[1:])
    return [
        {"ids": matrix.indices[a:b].tolist(), "weights": matrix.data[a:b].tolist()}
        for a, b in bounds
    ]


def case(settings):
    """Everything scikit-learn learns and answers under `settings`."""
    vectorizer = TfidfVectorizer(analyzer=split, dtype=numpy.float64, **settings)
    fitted = vectorizer.fit_transform(DOCUMENTS)
    used = vectorizer.get_params()
    return {
        "settings": {name: used[name] for name in NAMES},
        "min_df": bound(used["min_df"]),
        "max_df": bound(used["max_df"]),
        "terms": vectorizer.get_feature_names_out().tolist(),
        "idf": vectorizer.idf_.tolist() if used["use_idf"] else None,
        "documents": rows(fitted),
        "queries": rows(vectorizer.transform(QUERIES)),
    }


def lines(value):
    """One case a line, so that a difference can be read."""
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in value)


made_by = {
    "program": "tfidf.py",
    "scikit-learn": sklearn.__version__,
    "numpy": numpy.__version__,
    "python": platform.python_version(),
}
print('{"madeBy": ' + json.dumps(made_by) + ",")
print('"documents": ' + json.dumps([split(d) for d in DOCUMENTS], ensure_ascii=False) + ",")
print('"queries": ' + json.dumps([split(q) for q in QUERIES], ensure_ascii=False) + ",")
print('"cases": [\n' + lines(map(case, SETTINGS)) + "\n]}")

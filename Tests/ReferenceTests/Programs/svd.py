"""The leading right singular vectors of two sparse matrices, by numpy's full decomposition.

Once:  python3 -m venv .venv && .venv/bin/pip install numpy
Run:   .venv/bin/python svd.py > ../Numbers/svd.json
"""

import json
import platform

import numpy


def topical(rows, columns, topics, seed):
    """Rows that share columns with the rows of their topic, so that the spectrum falls."""
    random = numpy.random.default_rng(seed)
    matrix = numpy.zeros((rows, columns))
    for row in range(rows):
        topic = row % topics
        for _ in range(8):
            inside = random.random() < 0.8
            column = topic + topics * random.integers(columns // topics) if inside else (
                random.integers(columns)
            )
            matrix[row, column] += round(0.25 + random.random(), 3) / (1 + topic)
    return matrix


def low_rank():
    """Seven rows of which two repeat a third: rank five, and one column that is never used."""
    random = numpy.random.default_rng(5)
    base = numpy.round(random.random((5, 9)), 3) * (random.random((5, 9)) < 0.6)
    base[:, 4] = 0
    return numpy.vstack([base, base[1], base[1]])


def case(name, matrix, rank):
    """The matrix by rows, its whole spectrum, its first `rank` right vectors, a projection."""
    _, values, right = numpy.linalg.svd(matrix, full_matrices=False)
    projected = matrix @ right[:rank].T
    lengths = numpy.linalg.norm(projected, axis=1, keepdims=True)
    unit = projected / numpy.where(lengths > 0, lengths, 1)
    rows = [
        {"ids": numpy.flatnonzero(row).tolist(), "weights": row[row != 0].tolist()}
        for row in matrix
    ]
    return {
        "name": name,
        "columnCount": matrix.shape[1],
        "rows": rows,
        "rank": rank,
        "numericalRank": int(numpy.linalg.matrix_rank(matrix)),
        "singularValues": values.tolist(),
        "rightVectors": right[:rank].tolist(),
        "cosines": (unit @ unit[0]).tolist(),
    }


made_by = {
    "program": "svd.py",
    "numpy": numpy.__version__,
    "python": platform.python_version(),
}
cases = [
    case("topical", topical(rows=60, columns=40, topics=5, seed=3), rank=5),
    case("low rank", low_rank(), rank=5),
]
print('{"madeBy": ' + json.dumps(made_by) + ",")
print('"cases": [\n' + ",\n".join(map(json.dumps, cases)) + "\n]}")

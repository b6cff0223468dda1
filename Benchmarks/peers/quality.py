"""nDCG@10 against judgements in TREC format, so that speed never stands alone."""
import math


def read_judgements(path):
    """Grades by query, then by document. A line is `query 0 document grade`."""
    grades = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            query, _, document, grade = line.split()
            grades.setdefault(query, {})[document] = float(grade)
    return grades


def ndcg(ranking, grades, depth=10):
    """The grade is the gain, log2(rank + 1) the discount; 1 is the best order there is."""

    def gain(values):
        return sum(value / math.log2(rank + 2) for rank, value in enumerate(values[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(document, 0) for document in ranking]) / best if best else 0.0

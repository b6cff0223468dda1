"""Measures of invented runs by invented judgements, as trec_eval's code computes them.

Once:  python3 -m venv .venv && .venv/bin/pip install pytrec-eval-terrier
Run:   .venv/bin/python measures.py > ../Numbers/measures.json
"""

import json
import platform
import random
from importlib.metadata import version

import pytrec_eval

MEASURES = {
    "ndcg_cut.10": "ndcg_cut_10", "ndcg_cut.5": "ndcg_cut_5", "map": "map",
    "recip_rank": "recip_rank", "recall.10": "recall_10", "recall.100": "recall_100",
    "P.5": "P_5",
}


def judgements(rng):
    """Forty queries: many or few documents, graded -1 to 3; some have nothing relevant."""
    lines = []
    for query in range(40):
        highest = 0 if query in (3, 17) else 3
        for document in sorted(rng.sample(range(300), rng.choice([1, 4, 30, 150]))):
            lines.append((f"q{query}", f"d{document}", rng.randint(-1, highest)))
    return lines


def run(rng):
    """Scores with ties and negative numbers, in no order; two queries are not answered, one
    that nobody judged is."""
    lines = []
    for query in [*range(38), 99]:
        for document in rng.sample(range(300), rng.choice([1, 8, 60, 200])):
            score = rng.choice([rng.uniform(-1, 1), rng.randint(-4, 4) / 4])
            lines.append((f"q{query}", f"d{document}", round(score, 6)))
    return lines


rng = random.Random(7)
judged, ranked = judgements(rng), run(rng)
qrels, scores = {}, {}
for query, document, grade in judged:
    qrels.setdefault(query, {})[document] = grade
for query, document, score in ranked:
    scores.setdefault(query, {})[document] = score
found = pytrec_eval.RelevanceEvaluator(qrels, set(MEASURES)).evaluate(scores)
made_by = {
    "program": "measures.py",
    "pytrec-eval-terrier": version("pytrec-eval-terrier"),
    "python": platform.python_version(),
}
values = {
    query: {name: found[query][name] for name in MEASURES.values()} for query in sorted(found)
}
print('{"madeBy": ' + json.dumps(made_by) + ",")
print('"qrels": ' + json.dumps("".join(f"{q} 0 {d} {g}\n" for q, d, g in judged)) + ",")
print('"run": ' + json.dumps("".join(f"{q} Q0 {d} 0 {s} x\n" for q, d, s in ranked)) + ",")
print('"values": {\n' + ",\n".join(f"{json.dumps(q)}: {json.dumps(v)}" for q, v in values.items()))
print("}}")

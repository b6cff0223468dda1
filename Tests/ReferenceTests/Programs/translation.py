"""Translation probabilities by IBM's model 1 for a toy corpus, term by term in plain loops.

Run:  python3 translation.py > ../Numbers/translation.json      (needs no library)

The null word gives each English word its share among all of them; sentences may count several times.
"""

import json
import platform
from collections import defaultdict
from fractions import Fraction

# Chinese words, English words, and how often the pair counts.
PAIRS = [
    ("图 网络", "graph network", 1),
    ("图 图 推荐", "graph graph recommendation", 1),
    ("网络 训练", "network training", 2),
    ("推荐 系统", "recommendation system", 3),
    ("推荐 训练 系统", "training of a recommendation system", 1),
    ("图", "graph", 3),
]
ITERATIONS = 3


def learn():
    pairs = [(c.split(), e.split(), w) for c, e, w in PAIRS]
    shares = defaultdict(Fraction)
    for _, english, weight in pairs:
        for word in english:
            shares[word] += weight
    total = sum(shares.values())
    shares = {word: share / total for word, share in shares.items()}
    t = defaultdict(lambda: Fraction(1, len(shares)))
    for _ in range(ITERATIONS):
        counts, totals = defaultdict(Fraction), defaultdict(Fraction)
        for chinese, english, weight in pairs:
            for word in english:
                # Every occurrence of a Chinese word may be what stands for this occurrence.
                options = [t[z, word] for z in chinese]
                whole = sum(options) + shares[word]
                for z, option in zip(chinese, options):
                    counts[z, word] += weight * option / whole
                    totals[z] += weight * option / whole
        t = defaultdict(Fraction, {
            pair: (count / totals[pair[0]]).limit_denominator(10**15)
            for pair, count in counts.items()})
    return [{"chinese": z, "english": e, "probability": float(p), "count": float(counts[z, e])}
            for (z, e), p in sorted(t.items())]


print(json.dumps({
    "madeBy": {"program": "translation.py", "python": platform.python_version()},
    "iterations": ITERATIONS,
    "pairs": [{"chinese": c, "english": e, "weight": w} for c, e, w in PAIRS],
    "translations": learn(),
}, ensure_ascii=False, indent=1))

"""Writes vocabulary.json: what scikit-learn keeps of a small corpus under several settings.

Run: python vocabulary.py > vocabulary.json   (needs scikit-learn; the version is in the file)
"""
import json
import random

import sklearn
from sklearn.feature_extraction.text import CountVectorizer

WORDS = ("图 神经 网络 推荐 模型 graph neural network c++ resnet50 word2vec gan bert "
         "β-vae data self-supervised learning deep zero a b").split()
generator = random.Random(11)
documents = [[WORDS[min(int(generator.expovariate(0.22)), len(WORDS) - 1)]
              for _ in range(generator.randrange(0, 14))] for _ in range(40)]

SETTINGS = [dict(), dict(min_df=3), dict(min_df=0.2), dict(max_df=10), dict(max_df=0.5),
            dict(min_df=0.1, max_df=0.35), dict(min_df=2, max_df=0.6, max_features=7),
            dict(max_features=5), dict(max_features=1000)]

cases = []
for settings in SETTINGS:
    vectorizer = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, **settings)
    counts = vectorizer.fit_transform(" ".join(d) for d in documents)
    if "max_features" in settings:  # The border must be clear: scikit-learn settles ties by chance.
        free = {k: v for k, v in settings.items() if k != "max_features"}
        every = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, **free)
        totals = sorted(every.fit_transform(" ".join(d) for d in documents).sum(0).tolist()[0])[::-1]
        cap = settings["max_features"]
        assert cap >= len(totals) or totals[cap - 1] > totals[cap], settings
    counts.sort_indices()
    cases.append(dict(
        settings=settings, terms=vectorizer.get_feature_names_out().tolist(),
        documentFrequencies=(counts > 0).sum(0).tolist()[0],
        starts=counts.indptr.tolist(), ids=counts.indices.tolist(), counts=counts.data.tolist()))
print(json.dumps(dict(program="scikit-learn " + sklearn.__version__, documents=documents,
                      cases=cases), ensure_ascii=False))

"""What sentence-transformers makes of some sentences of ours with all-MiniLM-L6-v2.

Once:  python3 -m venv .venv && .venv/bin/pip install torch sentence-transformers
       kindred models fetch minilm
Run:   .venv/bin/python minilm.py FOLDER-OF-THE-MODEL > ../Numbers/minilm.json
"""

import json
import platform
import sys

import sentence_transformers
import torch
import transformers

TEXTS = [
    "",
    "Which papers are akin to the ones I like?",
    "We measure how far a reader's own library tells what the reader will open next.",
    "图神经网络推荐：给新用户的论文。",
    "Naïve Bayes still holds its own on short abstracts (F1 = 0.83, n = 1,204) 😀. " * 20,
]

model = sentence_transformers.SentenceTransformer(sys.argv[1], device="cpu")
vectors = model.encode(TEXTS, batch_size=1)
ids = [model.tokenizer(t, truncation=True, max_length=256)["input_ids"] for t in TEXTS]
made_by = {
    "program": "minilm.py", "sentence-transformers": sentence_transformers.__version__,
    "transformers": transformers.__version__, "torch": torch.__version__,
    "python": platform.python_version(),
}
print('{"madeBy": ' + json.dumps(made_by) + ",")
print('"texts": ' + json.dumps(TEXTS) + ",")
print('"ids": [\n' + ",\n".join(map(json.dumps, ids)) + "\n],")
rows = [json.dumps([round(float(x), 6) for x in vector]) for vector in vectors]
print('"vectors": [\n' + ",\n".join(rows) + "\n]}")

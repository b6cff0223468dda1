"""A tiny random BERT, its files, and what the published programs make of some texts.

Once:  python3 -m venv .venv && .venv/bin/pip install torch transformers safetensors
Run:   .venv/bin/python encoder.py ../Models ../Numbers/encoder.json

Writes two model folders (mean and CLS pooling; float and bfloat16 weights) and the numbers: the
ids that `transformers`' tokenizer gives, and the vectors of its BertModel, pooled and brought to
length one as sentence-transformers does. Weights are larger than those of a fresh model, so that
attention and GELU leave the part where they are nearly linear.
"""

import json
import pathlib
import platform
import sys

import tokenizers
import torch
import transformers
from transformers import AutoTokenizer, BertConfig, BertModel

TEXTS = [
    "",
    "graph networks for recommendation",
    "Graph Networks, for RECOMMENDATION!",
    "Attention reads a text at once; recurrence reads it word by word, and forgets.",
    "图神经网络推荐 for cold-start users",
    "naïve café déjà-vu Ångström Ærø ﬁne ½",
    "e\u0301 decomposed, é composed",
    "tabs\tand\nlines\r\nand\u00a0hard\u3000spaces\u2028here",
    "control\u0000 \u0001\u001f\u007f\u0085 and zero\u200bwidth\u00ad\ufeff \ufffd signs",
    "emoji \U0001f600\U0001f469\u200d\U0001f4bb and flags \U0001f1e8\U0001f1f3",
    "w" * 100 + " " + "w" * 101,
    "한국어 カタカナ ひらがな ไทย العربية עברית",
    "quotes “curly” ‘single’ – dash — and … dots · • § ¶ ¿ ¡",
    "a+b=c $x_i^2$ <tag> `code` {k|v} ~n",
    "[CLS] marks [SEP] in [MASK] text [UNK][PAD] and [cls] none",
    "İstanbul ǅ ẞ ΑΣ ϐ K Å",
    "\U00020000\U0002b820\U0002b920 \u4e00\u9fff\u3400\uf900",
    "word " * 80,
    "graphgraphs networked unrecommended",
    "؟ ৽ ᙮ ᜴ ꦽ later punctuation",
]

WORDS = """graph network networks for recommend attention reads a text at once re word by and
forgets cold start users cafe deja vu e composed de tabs lines hard spaces control zero width
signs emoji flags quotes curly single dash dots x n c b tag code k v marks in mask none later
""".split()
PIECES = ["##s", "##ation", "##ed", "##er", "##ing", "##w", "##graph", "##graphs", "un", "w"]


def vocabulary():
    letters = [chr(c) for c in range(0x21, 0x7F) if not chr(c).isupper()]
    chinese = list("图神经网络推荐一") + ["café", "é", "…", "–", "¿"]
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    parts = [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]
    return list(dict.fromkeys(marks + letters + parts + chinese + WORDS + PIECES))


def save(folder, lowercase, pooling, activation, dtype, seed):
    """One model folder in the usual layout."""
    folder.mkdir(parents=True, exist_ok=True)
    words = vocabulary()
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=64, hidden_act=activation,
        initializer_range=0.3)
    model = BertModel(config, add_pooling_layer=False).eval()
    for name, weight in model.named_parameters():
        if "bias" in name or "LayerNorm" in name:
            weight.data += 0.2 * torch.randn_like(weight)
    model.to(dtype).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf8")
    write(folder / "tokenizer_config.json",
          do_lower_case=lowercase, model_max_length=48, tokenizer_class="BertTokenizer")
    write(folder / "1_Pooling/config.json", word_embedding_dimension=32,
          pooling_mode_mean_tokens=pooling == "mean", pooling_mode_cls_token=pooling == "cls")
    (folder / "modules.json").write_text(json.dumps([
        {"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]))
    return model.float()


def write(path, **values):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values) + "\n")


@torch.inference_mode()
def numbers(folder, model, pooling):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    ids = [tokenizer(text, truncation=True, max_length=48)["input_ids"] for text in TEXTS]
    vectors = []
    for text in ids:
        rows = model(torch.tensor([text])).last_hidden_state[0].double()
        vector = rows.mean(0) if pooling == "mean" else rows[0]
        vectors.append([round(x, 8) for x in (vector / vector.norm()).tolist()])
    return {"folder": folder.name, "ids": ids, "vectors": vectors}


models, output = map(pathlib.Path, sys.argv[1:3])
cases = [
    ("tiny-mean", True, "mean", "gelu", torch.float32, 1),
    ("tiny-cls", False, "cls", "gelu_new", torch.bfloat16, 2),
]
found = []
for name, lowercase, pooling, activation, dtype, seed in cases:
    model = save(models / name, lowercase, pooling, activation, dtype, seed)
    found.append(numbers(models / name, model, pooling))
made_by = {
    "program": "encoder.py", "transformers": transformers.__version__,
    "tokenizers": tokenizers.__version__, "torch": torch.__version__,
    "python": platform.python_version(),
}
with open(output, "w", encoding="utf8") as file:
    file.write('{"madeBy": ' + json.dumps(made_by) + ",\n")
    file.write('"texts": ' + json.dumps(TEXTS) + ",\n")
    file.write('"cases": [\n' + ",\n".join(map(json.dumps, found)) + "\n]}\n")

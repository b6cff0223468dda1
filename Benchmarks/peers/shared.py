"""What the side-by-sides share: the corpus they are given, and how they tell what they found."""
import argparse
import lzma
import os
import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]


def parser(script, *programs, runs=5, parts=None):
    """The options that every script here takes; `programs` come from its wrapper."""
    folder = pathlib.Path(os.environ.get("KINDRED_SHARED", ROOT / "../shared"))
    options = argparse.ArgumentParser(prog=f"Benchmarks/peers/{script}")
    for program in programs:
        options.add_argument(program, help=argparse.SUPPRESS)
    options.add_argument(
        "corpus", nargs="?", type=pathlib.Path, default=folder / "data/conf.jsonl.xz",
        help="JSONL with id, title, abstract; may be packed (.xz)")
    options.add_argument("--runs", type=int, default=runs, help=f"rounds (default: {runs})")
    if parts:
        options.add_argument(
            "--only", default=",".join(parts), help="parts, with commas between")
    return options


def given(options, parts=None):
    """What was asked for; ends with a sentence where there is no such part or corpus."""
    found = options.parse_args()
    if parts and (unknown := set(found.only.split(",")) - set(parts)):
        options.error(f"no part is called {min(unknown)}; there are {', '.join(parts)}")
    if not found.corpus.is_file():
        options.error(f"{found.corpus}: no such file; name a JSONL corpus")
    return found


def unpacked(corpus, folder):
    """The corpus as plain JSONL, unpacked into a temporary folder where it is packed."""
    if corpus.suffix != ".xz":
        return corpus
    with lzma.open(corpus) as packed, open(folder / corpus.stem, "wb") as plain:
        shutil.copyfileobj(packed, plain)
    return folder / corpus.stem


def row(work, ours, peer, unit, ratio, target):
    """A line for `Benchmarks/peers/all`."""
    print("row", work, ours, peer, unit, ratio, target, sep="\t", flush=True)

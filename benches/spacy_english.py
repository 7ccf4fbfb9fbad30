"""How spaCy does on the same treebanks, in the same run as the program `english`.

Trains a spaCy pipeline from nothing (tok2vec, tagger, morphologizer, parser; spaCy's own recipe
for speed on a processor) on the treebanks that the model of English is made from, then measures
both on the same development portion with gold tokens: word classes, heads, relations without
their subtypes, and tokens a second on one core.

    python3 -m venv /tmp/spacy
    /tmp/spacy/bin/pip install spacy
    cargo build --release --bin english
    /tmp/spacy/bin/python benches/spacy_english.py ../shared/treebank target/release/english

Nothing is installed or downloaded here. Training takes from a few minutes to an hour.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# one core for both
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

STEPS = int(os.environ.get("STEPS", "6000"))


def sentences(path):
    """The sentences of a treebank, each a list of its words' columns."""
    words = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                words.append(columns)
            elif words and not line.strip():
                yield words
                words = []
    if words:
        yield words


def docs(vocab, treebank):
    """The sentences as spaCy keeps them, subtypes of relations taken off."""
    from spacy.tokens import Doc

    for words in treebank:
        heads = [int(word[6]) - 1 if word[6] != "0" else number for number, word in enumerate(words)]
        yield Doc(
            vocab,
            words=[word[1] for word in words],
            tags=[word[4] for word in words],
            pos=[word[3] for word in words],
            heads=heads,
            deps=["ROOT" if word[7] == "root" else word[7].split(":")[0] for word in words],
        )


def train(treebanks, folder):
    """Trains a pipeline by spaCy's own quickstart recipe, and loads the best of it."""
    import spacy
    from spacy.cli.init_config import init_config
    from spacy.cli.train import train as spacy_train
    from spacy.tokens import DocBin

    blank = spacy.blank("en")
    for name, paths in treebanks.items():
        store = DocBin(attrs=["TAG", "POS", "HEAD", "DEP", "SENT_START"])
        for path in paths:
            for doc in docs(blank.vocab, sentences(path)):
                store.add(doc)
        store.to_disk(folder / f"{name}.spacy")
    config = init_config(
        lang="en", pipeline=["tagger", "morphologizer", "parser"], optimize="efficiency", gpu=False
    )
    config.to_disk(folder / "config.cfg")
    spacy_train(
        folder / "config.cfg",
        folder / "out",
        overrides={
            "paths.train": str(folder / "train.spacy"),
            "paths.dev": str(folder / "dev.spacy"),
            "training.max_steps": STEPS,
            "training.patience": 0,
        },
    )
    return spacy.load(folder / "out" / "model-best")


def measure(pipeline, gold):
    """The figures of a pipeline on sentences with gold tokens, in percent."""
    from spacy.tokens import Doc

    texts = [Doc(pipeline.vocab, words=[word[1] for word in words]) for words in gold]
    start = time.perf_counter()
    found = list(pipeline.pipe(texts, batch_size=256))
    seconds = time.perf_counter() - start
    upos = uas = las = count = 0
    for words, doc in zip(gold, found):
        for word, token in zip(words, doc):
            head = 0 if token.head.i == token.i else token.head.i + 1
            relation = "root" if token.dep_ == "ROOT" else token.dep_
            count += 1
            upos += token.pos_ == word[3]
            uas += head == int(word[6])
            las += head == int(word[6]) and relation == word[7].split(":")[0]
    figures = {"upos": upos, "uas": uas, "las": las}
    out = {name: round(100 * right / count, 2) for name, right in figures.items()}
    return out | {"tokens_per_second": round(count / seconds)}


def main(treebank, program):
    treebank = Path(treebank)
    dev = treebank / "ewt-dev.conllu.gz"
    names = ("ewt-train", "gum-open-train")
    train_paths = [treebank / f"{name}.conllu.gz" for name in names]
    with tempfile.TemporaryDirectory() as folder:
        pipeline = train({"train": train_paths, "dev": [dev]}, Path(folder))
    ours = subprocess.run(
        [program, "eval", str(dev), "--json"], check=True, capture_output=True, text=True
    )
    ours = json.loads(ours.stdout)
    spacys = measure(pipeline, list(sentences(dev)))
    for name in spacys:
        print(f"{name:18} english {ours[name]:>10}   spaCy {spacys[name]:>10}")


if __name__ == "__main__":
    main(*sys.argv[1:])

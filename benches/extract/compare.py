"""How fast documents are read from end to end, beside spaCy, in the same run on one core.

    cargo build --release --bin whowhom
    python3 -m venv /tmp/spacy && /tmp/spacy/bin/pip install spacy
    python3 benches/extract/corpus.py seeds > /tmp/corpus.jsonl
    /tmp/spacy/bin/python benches/extract/compare.py target/release/whowhom /tmp/corpus.jsonl MODEL

MODEL is a spaCy pipeline, by name or folder, with a parser, lemmas and entities, such as
`en_core_web_sm`. spaCy finds the relations by a `DependencyMatcher` with the verbs of the rules here:
for every clause rule its verbs with a subject and what the clause has besides, active and passive.
That is less than what whowhom does (nothing is linked, resolved, merged or written), and what it
costs least: names of entities come from the pipeline.

The two take turns, and the middle one of their times counts: seconds of processor time, from
started program to written graph, and from text to matches, without the loading of the pipeline. The
loading of the rules is measured by one short document. Nothing is installed or downloaded here.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time
import tomllib
from pathlib import Path

# one core for both
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = Path(__file__).parents[2]
CLAUSE = re.compile(r"^\{\w+!?\} \(?\s*(?P<verbs>[a-z|-]+)(?P<rest>.*)$")
PREPOSITION = re.compile(r"([a-z|]+) \{\w+!?\}")


def clauses(rules):
    """The verbs of every clause rule, and the prepositions that it has, if any."""
    for path in sorted((rules / "relations").glob("*.toml")):
        for relation in tomllib.loads(path.read_text(encoding="utf-8")).get("relation", []):
            for clause in relation.get("clauses", []):
                text = clause if isinstance(clause, str) else clause.get("clause", "")
                if found := CLAUSE.match(text):
                    prepositions = PREPOSITION.search(found["rest"])
                    yield (
                        relation["name"],
                        found["verbs"].split("|"),
                        prepositions[1].split("|") if prepositions else [],
                    )


def patterns(verbs, prepositions):
    """The trees that a clause stands for, as spaCy writes them."""

    def below(head, name, **attributes):
        return {"LEFT_ID": head, "REL_OP": ">", "RIGHT_ID": name, "RIGHT_ATTRS": attributes}

    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": {"IN": verbs}, "POS": "VERB"}}
    subject = below("verb", "subject", DEP="nsubj")
    agent = [below("verb", "by", DEP="agent"), below("by", "subject", DEP="pobj")]
    if prepositions:
        behind = [
            below("verb", "case", DEP="prep", LEMMA={"IN": prepositions}),
            below("case", "object", DEP="pobj"),
        ]
        return [[verb, subject, *behind], [verb, *agent, *behind]]
    return [
        [verb, subject, below("verb", "object", DEP="dobj")],
        [verb, below("verb", "object", DEP="nsubjpass"), *agent],
    ]


def seconds_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def whowhom(program, corpus, folder):
    return seconds_of([program, "extract", "--threads", "1", "--out", folder, "--quiet", corpus])


class SpaCy:
    def __init__(self, model, rules):
        import spacy
        from spacy.matcher import DependencyMatcher

        self.pipeline = spacy.load(model)
        self.matcher = DependencyMatcher(self.pipeline.vocab)
        self.count = 0
        for number, (name, verbs, prepositions) in enumerate(clauses(rules)):
            self.matcher.add(f"{name}/{number}", patterns(verbs, prepositions))
            self.count += 1

    def read(self, texts):
        """Processor seconds in the pipeline and in the matcher, and what was found."""
        start = time.process_time()
        docs = list(self.pipeline.pipe(texts, batch_size=32))
        parsed = time.process_time()
        found = sum(len(self.matcher(doc)) for doc in docs)
        end = time.process_time()
        tokens = sum(sum(not token.is_space for token in doc) for doc in docs)
        sentences = sum(len(list(doc.sents)) for doc in docs)
        return parsed - start, end - parsed, found, tokens, sentences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("corpus", help="a `.jsonl` file")
    parser.add_argument("model", help="a pipeline of spaCy")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", type=Path, default=ROOT / "rules")
    arguments = parser.parse_args()

    lines = Path(arguments.corpus).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    spacy = SpaCy(arguments.model, arguments.rules)
    ours, loading, theirs = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("Nothing was said.\n", encoding="utf-8")
        for _ in range(arguments.rounds):
            loading.append(whowhom(arguments.program, str(short), folder))
            ours.append(whowhom(arguments.program, arguments.corpus, folder))
            theirs.append(spacy.read(texts))
    parsing = statistics.median(run[0] for run in theirs)
    matching = statistics.median(run[1] for run in theirs)
    _, _, found, tokens, sentences = theirs[0]
    whole, load = statistics.median(ours), statistics.median(loading)

    print(f"{megabytes:.2f} MB, {tokens} tokens, {sentences} sentences (as spaCy counts them)")
    print(f"{'':34}{'seconds':>9}{'MB/s':>8}{'tokens/s':>10}{'sentences/s':>13}")
    for name, seconds in (
        ("whowhom, program", whole),
        ("whowhom, without loading rules", whole - load),
        ("spaCy, pipeline and matcher", parsing + matching),
        ("spaCy, pipeline alone", parsing),
    ):
        rates = [megabytes / seconds, tokens / seconds, sentences / seconds]
        print(f"{name:34}{seconds:9.2f}{rates[0]:8.2f}{rates[1]:10.0f}{rates[2]:13.0f}")
    print(f"spaCy / whowhom: {(parsing + matching) / whole:.1f} with its loading of rules")
    print(f"{spacy.count} clauses in spaCy's matcher, {found} matches")


if __name__ == "__main__":
    main()

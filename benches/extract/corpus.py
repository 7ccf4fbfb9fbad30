"""News of a megabyte, made from the texts of a folder: each again and again, about other people.

    python3 benches/extract/corpus.py seeds ../more/texts > /tmp/corpus.jsonl

Takes folders and files, `.txt`, `.md` and `.jsonl` (with `text`). In every edition of a text the
last names that it gives to people are others, so that no two editions tell of the same people, and
nothing of a sentence that was read before can be used again. The same texts give the same corpus.
"""

import argparse
import json
import random
import re
import sys
from pathlib import Path

# a first and a last name inside a sentence: "met Jane Doe"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ ([A-Z][a-z]{3,})\b")
# "White House" and "Ministry of Defence" are no people
THINGS = re.compile(
    r"(House|States|Council|Union|Nations|Minist\w+|Affairs|President|State|Forces?|Army|East|West"
    r"|North|South|Sea|River|Street|Bank|Agency|Department|Office|Court|Party|Times|Post|Group)$"
)


def texts(paths):
    for path in map(Path, paths):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in (".txt", ".md"):
                yield file.read_text(encoding="utf-8")
            elif file.suffix == ".jsonl":
                for line in file.read_text(encoding="utf-8").splitlines():
                    yield json.loads(line)["text"] if "text" in line else ""


def last_name(chance):
    syllables = "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice(["a", "e", "i", "o", "u", "an", "or", "el"])
        for _ in range(3)
    )
    return syllables.capitalize()


def edition(text, chance):
    names = sorted({name for name in NAME.findall(text) if not THINGS.search(name)})
    others = {name: last_name(chance) for name in names}
    if not others:
        return text
    return re.sub(r"\b(" + "|".join(names) + r")\b", lambda found: others[found[0]], text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--bytes", type=int, default=1_000_000, help="so many bytes of text")
    arguments = parser.parse_args()
    originals = [text for text in texts(arguments.paths) if text.strip()]
    if not originals:
        sys.exit("no texts there")
    chance = random.Random(1)
    written = number = 0
    while written < arguments.bytes:
        text = edition(originals[number % len(originals)], chance)
        print(json.dumps({"id": f"news-{number:05}", "date": "2025-10-17", "text": text}))
        written += len(text.encode())
        number += 1


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score the names found in documents against annotated ones (the Re3d format).

usage: score.py texts DOCUMENTS.jsonl > TEXTS.jsonl
       whowhom extract TEXTS.jsonl --out OUT
       score.py score OUT/graph.json DOCUMENTS.jsonl ENTITIES.jsonl [--errors]

DOCUMENTS.jsonl  one {"id", "text", "title"?} a line
ENTITIES.jsonl   one {"documentId", "begin", "end", "type", "value"} a line, offsets in code points

What counts:
  wanted   annotated spans of the types Person, Organisation, Location, Weapon and
           MilitaryPlatform that are names: behind a leading "the" they hold a capital letter or a
           digit, and they are no pronoun, no indefinite phrase ("an ISIL unit") and no bare
           coordinates. Spans with the same offsets count once.
  found    mentions of the graph's nodes that hold a capital letter or a digit.
A found name is right if it overlaps a wanted span of its coarse type; a country is right as a
Location and as an Organisation, a group as an Organisation. Every wanted span is matched once,
longest overlap first. A further found name inside a wanted span ("Iraqi" in "Iraqi President
Fuad Masum"), or inside an annotated span of another type that names no thing (a nationality, a
document, a time), is neither rewarded nor punished.
"""
import collections, json, re, sys

TYPES = {"Person": "person", "Organisation": "organization", "Location": "place",
         "Weapon": "weapon", "MilitaryPlatform": "weapon"}
FITS = {"person": {"person"}, "organization": {"organization"}, "group": {"organization"},
        "country": {"organization", "place"}, "place": {"place"}, "weapon": {"weapon"}}
INDEFINITE = re.compile(
    r"(an?|some|any|several|many|few|all|both|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|more|most|no|every|each|another|other|these|those|this|that|his|her|its|their|"
    r"our|my|your|\d+)\s", re.I)
PRONOUNS = set("i he she it they we you me him her us them his hers its their theirs our ours my "
               "mine your yours who whom whose himself herself itself themselves this that these "
               "those".split())


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def is_name(text):
    text = re.sub(r"^\W*the\s+", "", text.strip(), flags=re.I)
    if text.lower() in PRONOUNS or INDEFINITE.match(text) or not re.search(r"[A-Za-z]{2}", text):
        return False
    return bool(re.search(r"[A-Z0-9]", text))


def score(graph_path, documents_path, entities_path, errors):
    with open(graph_path, encoding="utf-8") as file:
        graph = json.load(file)
    texts = {document["id"]: document["text"] for document in lines(documents_path)}
    wanted, other = collections.defaultdict(dict), collections.defaultdict(list)
    for entity in lines(entities_path):
        span, text = (entity["begin"], entity["end"]), entity["value"]
        if entity["type"] in TYPES and is_name(text):
            wanted[entity["documentId"]][span] = TYPES[entity["type"]]
        else:
            other[entity["documentId"]].append(span)
    found = collections.defaultdict(list)
    for node in graph["nodes"]:
        for mention in node.get("mentions", []):
            if mention["document"] in texts and re.search(r"[A-Z0-9]", mention["text"]):
                span = (mention["start"], mention["end"])
                found[mention["document"]].append((span, node["type"], node["id"]))
    total = collections.defaultdict(lambda: [0, 0, 0])
    for document, text in texts.items():
        pairs = []
        for number, (span, kind, _) in enumerate(found[document]):
            for gold, wanted_kind in wanted[document].items():
                overlap = min(span[1], gold[1]) - max(span[0], gold[0])
                if overlap > 0 and wanted_kind in FITS.get(kind, ()):
                    pairs.append((-overlap, gold, number))
        matched, right = {}, set()
        for _, gold, number in sorted(pairs):
            if gold not in matched and number not in right:
                matched[gold] = number
                right.add(number)
        for gold, kind in sorted(wanted[document].items()):
            total[kind][0 if gold in matched else 2] += 1
            if gold not in matched and errors:
                print(f"missed   {document[:10]} {kind:12} {text[gold[0]:gold[1]]!r}", file=sys.stderr)
        inside = list(matched) + other[document]
        for number, (span, kind, node) in enumerate(found[document]):
            if number in right or any(a <= span[0] and span[1] <= b for a, b in inside):
                continue
            total["organization" if kind == "group" else kind][1] += 1
            if errors:
                around = text[max(0, span[0] - 20):span[1] + 20].replace("\n", " ")
                print(f"made up  {document[:10]} {kind:12} {text[span[0]:span[1]]!r} in {around!r}", file=sys.stderr)
    print(f"{'':13} {'P':>6} {'R':>6} {'F1':>6}   right/wrong/missed")
    sums = [sum(counts[i] for counts in total.values()) for i in range(3)]
    for kind, (tp, fp, fn) in [*sorted(total.items()), ("all", sums)]:
        p, r = tp / (tp + fp or 1), tp / (tp + fn or 1)
        print(f"{kind:13} {p:6.3f} {r:6.3f} {2 * p * r / (p + r or 1):6.3f}   {tp}/{fp}/{fn}")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    if arguments[:1] == ["texts"] and len(arguments) == 2:
        for document in lines(arguments[1]):
            print(json.dumps({"id": document["id"], "text": document["text"]}))
    elif arguments[:1] == ["score"] and len(arguments) == 4:
        score(*arguments[1:], errors="--errors" in sys.argv)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()

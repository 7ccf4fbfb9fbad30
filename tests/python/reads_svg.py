"""Checks that a drawing shows what the graph says, character by character.

usage: reads_svg.py DRAWING.svg GRAPH.json
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

svg = ElementTree.parse(sys.argv[1]).getroot()
with open(sys.argv[2], encoding="utf-8") as file:
    data = json.load(file)

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "{http://www.w3.org/1999/xlink}title"


def shown(text):
    """As it is read: on one line, without doubled spaces and invisible joiners."""
    return " ".join(text.replace("\u2060", "").split())


groups = {group.get("id"): group for group in svg.iter(f"{SVG}g") if group.get("id")}
ids = [element.get("id") for element in svg.iter() if element.get("id")]
assert len(ids) == len(set(ids)), "ids are not unique"

connected = {end for edge in data["edges"] for end in (edge["source"], edge["target"])}
drawn = {node["id"] for node in data["nodes"]} & connected
assert drawn < {node["id"] for node in data["nodes"]}, "no entity without an edge to leave out"
for node in data["nodes"]:
    group = groups.get("node-" + node["id"])
    assert (group is not None) == (node["id"] in drawn), node["id"]
    if group is None:
        continue
    assert node["type"] in group.get("class").split()
    text = shown(" ".join("".join(part.itertext()) for part in group.iter(f"{SVG}text")))
    assert text == shown(node["label"]), (text, node["label"])
    tooltip = next(link.get(TITLE) for link in group.iter() if link.get(TITLE))
    assert shown(tooltip).startswith(shown(node["label"])), tooltip
for edge in data["edges"]:
    group = groups["edge-" + edge["key"]]
    classes = group.get("class").split()
    assert edge["relation"] in classes and edge.get("status", "derived") in classes, classes
    tooltips = {shown(link.get(TITLE)) for link in group.iter() if link.get(TITLE)}
    assert len(tooltips) == 1, tooltips
    assert shown(edge["evidence"][0]["text"]) in tooltips.pop()

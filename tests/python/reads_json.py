"""Reads node-link JSON as its users do; fails where anything is lost.

usage: reads_json.py GRAPH.json TEXTS.json SCHEMA.json
"""

import copy
import json
import sys

import jsonschema
import networkx as nx
import pandas as pd

graph_path, texts_path, schema_path = sys.argv[1:]
with open(graph_path, encoding="utf-8") as file:
    data = json.load(file)
with open(texts_path, encoding="utf-8") as file:
    texts = json.load(file)
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)

# The schema describes the file, and means something: without what it requires the file is wrong.
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
validator.validate(data)
edges = data.get("edges", data.get("links"))
for part, required in [
    (lambda d: d["graph"], schema["$defs"]["graph"]["required"]),
    (lambda d: d["nodes"][0], schema["$defs"]["node"]["required"]),
    (lambda d: d.get("edges", d.get("links"))[0], schema["$defs"]["edge"]["required"]),
    (
        lambda d: d.get("edges", d.get("links"))[0]["evidence"][0],
        schema["$defs"]["evidence"]["required"],
    ),
]:
    for name in required:
        broken = copy.deepcopy(data)
        del part(broken)[name]
        assert not validator.is_valid(broken), f"the schema does not ask for {name}"
    broken = copy.deepcopy(data)
    part(broken)["surprise"] = 1
    assert not validator.is_valid(broken), "the schema takes whatever comes"

# Offsets are what Python slices.
def passages(value, document=None):
    if isinstance(value, dict):
        document = value.get("document", document)
        if "start" in value:
            yield document, value
        for inner in value.values():
            yield from passages(inner, document)
    elif isinstance(value, list):
        for inner in value:
            yield from passages(inner, document)


checked = 0
for document, passage in passages([data["nodes"], edges]):
    start, end = passage["start"], passage["end"]
    assert texts[document][start:end] == passage["text"], (document, passage)
    checked += 1
assert checked > 0

# networkx keeps every node, every parallel edge and every attribute.
graph = nx.node_link_graph(data, edges="edges" if "edges" in data else "links")
assert isinstance(graph, nx.MultiDiGraph)
assert graph.number_of_nodes() == len(data["nodes"])
assert graph.number_of_edges() == len(edges)
assert graph.graph == data["graph"]
for node in data["nodes"]:
    assert graph.nodes[node["id"]] == {k: v for k, v in node.items() if k != "id"}
for edge in edges:
    attributes = graph.edges[edge["source"], edge["target"], edge["key"]]
    assert attributes == {k: v for k, v in edge.items() if k not in ("source", "target", "key")}
assert max(graph.number_of_edges(u, v) for u, v in graph.edges()) > 1, "no parallel edges to keep"

# pandas gives a table that can be worked with.
table = pd.json_normalize(edges)
assert len(table) == len(edges)
columns = {
    "source", "target", "key", "relation", "status", "weight", "symmetric", "derived",
    "documents", "evidence", "place", "time.from", "time.to", "codes.plover",
}
assert columns <= set(table.columns), columns - set(table.columns)
assert table["weight"].dtype.kind == "i" and table["symmetric"].dtype == bool
assert table["key"].is_unique
assert (table.loc[table["derived"], "weight"] == 0).all()
nodes = pd.DataFrame(data["nodes"])
assert nodes["id"].is_unique
assert {"label", "type", "names", "documents", "links"} <= set(nodes.columns)
evidence = pd.json_normalize(edges, record_path="evidence", meta=["key", "relation"])
assert {"document", "text", "rule", "trigger.text", "head.node", "tail.node"} <= set(evidence)

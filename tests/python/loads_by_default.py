"""Loads node-link JSON with what networkx does without being told anything.

usage: loads_by_default.py GRAPH.json
"""

import json
import sys
import warnings

import networkx as nx

with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)
warnings.simplefilter("ignore", FutureWarning)
graph = nx.node_link_graph(data)
assert isinstance(graph, nx.MultiDiGraph)
assert graph.number_of_nodes() == len(data["nodes"])
assert graph.number_of_edges() == len(data.get("edges", data.get("links")))
print(nx.__version__)

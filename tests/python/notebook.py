"""Runs the Python of a page of the documentation, beside the graph that it reads.

usage: notebook.py PAGE.md
"""

import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    page = file.read()
blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
assert blocks, "the page holds no Python"
names = {}
for block in blocks:
    exec(compile(block, sys.argv[1], "exec"), names)

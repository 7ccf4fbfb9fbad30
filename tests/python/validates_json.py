"""Holds lines of JSON against a schema; prints what it refuses.

usage: validates_json.py SCHEMA.json FILE.jsonl
"""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(sys.argv[2], encoding="utf-8") as lines:
    for number, line in enumerate(lines, 1):
        error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(line)))
        if error is not None:
            print(f"line {number}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

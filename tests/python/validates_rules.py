"""Holds rule files against their schema, as editors do; prints the names of those it refuses.

usage: validates_rules.py SCHEMA.json FILE.toml...
"""

import datetime
import json
import pathlib
import sys
import tomllib

import jsonschema


def plain(value):
    """The value as JSON has it: a day is text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in map(pathlib.Path, sys.argv[2:]):
    value = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    if error is not None:
        print(f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

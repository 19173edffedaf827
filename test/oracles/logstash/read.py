"""Reads a pipeline as Logstash does, or a dictionary of its filter `translate`, from standard input; answers in JSON."""

import json
import sys

from logstash_pipeline_parser import Pipeline


def once(pairs):
    """JSON.load of Ruby takes the last of two members of one name: here that is an error."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise SystemExit("two members have one name")
    return found


text = sys.stdin.buffer.read().decode("utf-8")
if sys.argv[1] == "pipeline":
    print(json.dumps(Pipeline(text).parse(), default=str))
else:
    print(json.dumps(json.loads(text, object_pairs_hook=once)))

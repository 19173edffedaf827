"""What Volcengine's SDK for Python has of each action, as JSON: its parameters and its answer, at every depth.

Its models are read, not run: they are tables of names and types.
"""

import ast
import glob
import importlib.util
import json
import os
import re
import sys

PACKAGES = {"rds_mysql": "rdsmysqlv2", "rds_postgresql": "rdspostgresql", "rds_mssql": "rdsmssql"}
PLAIN = {"str": "text", "int": "number", "float": "number", "bool": "flag", "object": "object"}


def models_of(package):
    """By name: the file of each model."""
    folder = importlib.util.find_spec(package).submodule_search_locations[0]
    files = glob.glob(os.path.join(folder, "models", "*.py"))
    return {os.path.basename(path)[: -len(".py")]: path for path in files}


def snake(name):
    """As the generator of the SDK names files: `DescribeDBInstances` is `describe_db_instances`."""
    spaced = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", spaced).lower()


def classes_of(models, action):
    """By name: fields of each model of an action as `(name, type, is required)`."""
    found = {}
    for name, path in models.items():
        if snake(action) not in name:
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read()
        required = set(re.findall(r"Invalid value for `(\w+)`, must not be `None`", text))
        for node in ast.parse(text).body:
            if not isinstance(node, ast.ClassDef):
                continue
            tables = {
                target.id: ast.literal_eval(one.value)
                for one in node.body
                if isinstance(one, ast.Assign)
                for target in one.targets
                if isinstance(target, ast.Name) and target.id in ("swagger_types", "attribute_map")
            }
            if len(tables) < 2:
                continue
            names = tables["attribute_map"]
            found[node.name] = [
                (names[field], kind, field in required) for field, kind in tables["swagger_types"].items()
            ]
    return found


def shape_of(classes, name):
    shape = {}
    for field, kind, required in classes[name]:
        several = re.match(r"list\[(.*)\]$", kind)
        inner = several.group(1) if several else kind
        fields = shape_of(classes, inner) if inner in classes else {}
        shape[field] = {
            "type": "object" if inner in classes else PLAIN.get(inner, inner),
            "several": several is not None,
            "required": required,
            "fields": fields,
        }
    return shape


told = {"actions": {}, "documented": {}}
packages = {}
for action in json.load(sys.stdin):
    service, name = action.split(":")
    package = "volcenginesdk" + PACKAGES.get(service, service)
    if package not in packages:
        packages[package] = models_of(package)
        requests = [one[: -len("_request")] for one in packages[package] if one.endswith("_request")]
        told["actions"][service] = sorted(requests)
    classes = classes_of(packages[package], name)
    told["documented"][action] = {
        "takes": shape_of(classes, name + "Request"),
        "gives": shape_of(classes, name + "Response"),
    }
json.dump(told, sys.stdout)

"""The models of Alibaba Cloud's SDKs for Python, read and not run: what their fields are called on the wire, and are.

Of each `package:Action,Action`, a line of JSON: by class, by name on the wire, the annotation of the field. The
packages have thousands of classes: no others are read than those of the answers of these actions.
"""

import ast
import importlib.util
import json
import pathlib
import re
import sys


def sources(package):
    """One file in some packages, one for each class in others."""
    folder = pathlib.Path(importlib.util.find_spec(package).origin).parent
    single = folder / "models.py"
    return [single] if single.exists() else sorted((folder / "models").glob("*.py"))


def method(cls, name):
    return next((one for one in cls.body if isinstance(one, ast.FunctionDef) and one.name == name), None)


def field_of(test):
    """`account_id` of `self.account_id is not None`."""
    left = getattr(test, "left", None)
    return left.attr if isinstance(left, ast.Attribute) else None


def wire_of(branch):
    """`AccountId` of `result['AccountId'] = ...` inside it."""
    for node in ast.walk(branch):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == "result"
            and isinstance(node.slice, ast.Constant)
        ):
            return node.slice.value
    return None


def fields(cls):
    init, to_map = method(cls, "__init__"), method(cls, "to_map")
    types = {one.arg: ast.unparse(one.annotation) for one in init.args.args if one.annotation is not None}
    names = [(field_of(node.test), wire_of(node)) for node in to_map.body if isinstance(node, ast.If)]
    return {wire: types[field].replace("main_models.", "") for field, wire in names if field in types and wire}


def models(package, actions):
    wanted = re.compile(r"class (?:%s)ResponseBody" % "|".join(actions))
    found = {}
    for path in sources(package):
        for text in re.split(r"(?m)^(?=class )", path.read_text(encoding="utf-8")):
            if wanted.match(text):
                cls = ast.parse(text).body[0]
                found[cls.name] = fields(cls)
    return found


for argument in sys.argv[1:]:
    name, actions = argument.split(":")
    print(json.dumps(models(name, actions.split(","))))

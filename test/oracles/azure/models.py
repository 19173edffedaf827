"""The models of Microsoft's clients for Python, read and not run: what their fields are called on the wire, and are.

Of each `package:Class`, a line of JSON: by class, by name on the wire, the type: `str`, `int`, `float`, `bool`,
`object`, another class, or one of these in `list[...]` or `dict[...]`. Only classes that the given one leads to.
"""

import ast
import importlib.util
import json
import pathlib
import re
import sys

PLAIN = {"datetime.datetime": "str", "iso-8601": "str", "duration": "str", "datetime.timedelta": "str", "Any": "object"}


def classes_of(package):
    """By name, as text: the files have thousands of lines, of which few are wanted."""
    folder = pathlib.Path(importlib.util.find_spec("azure").submodule_search_locations[0], "mgmt", package, "models")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("_models*.py")))
    parts = [part for part in re.split(r"(?m)^(?=class )", text) if part.startswith("class ")]
    return {re.match(r"class (\w+)", part).group(1): part for part in parts}


def annotated(kind):
    """`Optional[list["_models.Sku"]]` is `list[Sku]`; a word of several is a text."""
    kind = re.sub(r"[\"']", "", kind).replace("_models.", "")
    inner = re.fullmatch(r"Optional\[(.*)\]", kind)
    kind = inner.group(1) if inner else kind
    if kind.startswith("Union[str,"):
        return "str"
    inner = re.fullmatch(r"[Ll]ist\[(.*)\]", kind)
    if inner:
        return "list[%s]" % annotated(inner.group(1))
    inner = re.fullmatch(r"[Dd]ict\[str, (.*)\]", kind)
    if inner:
        return "dict[%s]" % annotated(inner.group(1))
    return PLAIN.get(kind, kind)


def mapped(kind):
    """`[Sku]` is `list[Sku]`, `{str}` is `dict[str]`."""
    if kind[0] == "[":
        return "list[%s]" % mapped(kind[1:-1])
    return "dict[%s]" % mapped(kind[1:-1]) if kind[0] == "{" else PLAIN.get(kind, kind)


def put(told, name, wire, kind):
    """`properties.state` is a field of what is in `properties`."""
    above, _, rest = wire.partition(".")
    if rest:
        told[name][above] = name + "/" + above
        told.setdefault(name + "/" + above, {})
        put(told, name + "/" + above, rest, kind)
    else:
        told[name][wire] = kind


def read(classes, name, told):
    """Fields of one class and of those that it is one of; then of all that they lead to."""
    if name in told or name not in classes:
        return
    told[name] = {}
    node = ast.parse(classes[name]).body[0]
    for base in node.bases:
        above = ast.unparse(base)
        read(classes, above, told)
        told[name].update(told.get(above, {}))
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.value, ast.Call) and one.value.func.id == "rest_field":
            named = [word.value.value for word in one.value.keywords if word.arg == "name"]
            told[name][named[0] if named else one.target.id] = annotated(ast.unparse(one.annotation))
        if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == "_attribute_map":
            for field in ast.literal_eval(one.value).values():
                put(told, name, field["key"], mapped(field["type"]))
    for group in [one for one in told if one == name or one.startswith(name + "/")]:
        for kind in list(told[group].values()):
            read(classes, re.sub(r"^(list|dict)\[|\]$", "", kind), told)


for argument in sys.argv[1:]:
    package, name = argument.split(":")
    told = {}
    read(classes_of(package), name, told)
    print(json.dumps(told))

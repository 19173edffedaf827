"""QingCloud's own SDK, told by lines of JSON what to do, answering in lines of JSON."""

import json
import sys

import qingcloud.conn.auth as auth
from qingcloud.iaas.connection import APIConnection


CLOCK = auth.get_ts


class Request:
    method = "GET"
    path = ""

    def __init__(self, params, auth_path):
        self.params = params
        self.auth_path = auth_path


def sign(task):
    """The path that its signer makes of these parameters at that time."""
    auth.get_ts = lambda: task["time_stamp"]
    request = Request(dict(task["params"]), task["path"])
    request.path = task["path"]
    handler = auth.QuerySignatureAuthHandler("", task["key"], task["secret"])
    extra = {}
    if task["token"] is not None:
        extra = {"access_key": task["key"], "token": task["token"], "signature_version": 2}
    handler.add_auth(request, **extra)
    return request.path


def call(task):
    """What its client reads of an answer."""
    auth.get_ts = CLOCK
    connection = APIConnection(
        task["key"], task["secret"], "pek3", host="127.0.0.1", port=task["port"], protocol="http"
    )
    return getattr(connection, task["method"])(**task["params"])


for line in sys.stdin:
    task = json.loads(line)
    print(json.dumps({"sign": sign, "call": call}[task["do"]](task)), flush=True)

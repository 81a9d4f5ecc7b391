"""Runs `mercato serve` for the tests: a real server on a free port of this machine, on a real ledger."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
from typing import NamedTuple

from support import PROGRAM, SLOWNESS, SOURCE, WORK, compile_reference, mercato

WEEK = SOURCE / "data" / "examples" / "week"
NOW = "2024-07-19T12:00:00Z"
TOKEN = "a token of the tests"
PATIENCE = 20 * SLOWNESS
API = "/api/v1"


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes

    def json(self):
        return json.loads(self.body)


def week_ledger(name):
    """A new ledger of the example week, and the reference that it was read with."""
    reference = compile_reference(name + ".ref", SOURCE / "data" / "reference", WEEK / "reference")
    ledger = WORK / (name + ".db")
    for old in WORK.glob(name + ".db*"):
        old.unlink()
    files = ["earlier.ndjson", "items.ndjson", "tribune-bleue.html", "terrace-post.xml", "harrowmere-statement.txt"]
    for command in (["ingest", "-q", *files], ["outcome", "import", "outcomes.csv"], ["ingest", "-q", "edited.ndjson"]):
        run = mercato("--ledger", ledger, *command, reference=reference, cwd=WEEK, environment={"MERCATO_NOW": NOW})
        assert run.status == 0, run.err
    return ledger, reference


def copy_of(ledger, name):
    """Another ledger with the same content, for a test that writes."""
    target = WORK / (name + ".db")
    for old in WORK.glob(name + ".db*"):
        old.unlink()
    for part in ("", "-wal"):
        if pathlib.Path(str(ledger) + part).exists():
            shutil.copy(str(ledger) + part, str(target) + part)
    return target


def ingest(ledger, reference, *documents):
    """Another process writes documents (dicts) into the ledger."""
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    run = mercato("--ledger", ledger, "ingest", "-q", "-", reference=reference, stdin=lines.encode(), environment={"MERCATO_NOW": NOW})
    assert run.status == 0, run.err


class Server:
    """A running `mercato serve`; a context that ends it."""

    def __init__(self, ledger, reference, *arguments, config="", environment=None, token=TOKEN, port=0):
        self.folder = tempfile.TemporaryDirectory()
        file = pathlib.Path(self.folder.name, "config.toml")
        file.write_text(config, encoding="utf-8")
        env = {key: value for key, value in os.environ.items() if not key.startswith("MERCATO_")}
        env.update({"MERCATO_NOW": NOW}, **(environment or {}))
        if token:
            env["MERCATO_SERVE_TOKEN"] = token
        self.log = open(pathlib.Path(self.folder.name, "log"), "w+b")
        self.process = subprocess.Popen(
            [PROGRAM, "--ledger", str(ledger), "--reference", str(reference), "--config", str(file), "serve", "--port", str(port), "--open",
             *map(str, arguments)], stdout=subprocess.PIPE, stderr=self.log, stdin=subprocess.DEVNULL, env=env)
        self.url = self.process.stdout.readline().decode().strip()
        if not self.url:
            self.process.wait(PATIENCE)
            errors = self.errors()
            self.close()
            raise AssertionError("no server: " + errors)
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")

    def stop(self):
        """Ends it as a service manager does; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the server did not end")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            self.close()

    def close(self):
        self.process.stdout.close()
        self.log.close()
        self.folder.cleanup()

    def connect(self):
        connection = socket.create_connection((self.host, self.port), timeout=PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, path, method="GET", headers=None, body=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, body, kind="application/json", token=None, **headers):
        headers = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if token:
            headers["Authorization"] = "Bearer " + token
        if not isinstance(body, (bytes, str)):
            body = json.dumps(body, ensure_ascii=False)
        return self.ask(path, "POST", headers, body.encode() if isinstance(body, str) else body)

    def raw(self, data, patience=PATIENCE):
        """What comes back for these bytes, until the server closes."""
        with self.connect() as connection:
            connection.settimeout(patience)
            connection.sendall(data)
            return read_all(connection)

    def wait_for(self, condition, what):
        """`what` is words, or gives them at the end."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if condition():
                return
            time.sleep(0.05)
        raise AssertionError("waited in vain for " + (what if isinstance(what, str) else what()))


def read_all(connection):
    out = b""
    try:
        while piece := connection.recv(65536):
            out += piece
    except ConnectionResetError:
        pass
    return out


def statuses(data):
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", data)]


class Events:
    """One event stream, read by a thread."""

    def __init__(self, server, query="", last=None):
        self.server, self.ids, self.claims, self.comments, self.first_id = server, [], [], 0, None
        self.opened = threading.Event()
        self.closed = threading.Event()
        headers = {"Last-Event-ID": str(last)} if last is not None else {}
        self.connection = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
        self.connection.request("GET", API + "/events" + query, headers=headers)
        self.answer = self.connection.getresponse()
        self.status, self.type = self.answer.status, self.answer.getheader("Content-Type")
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()
        if self.status == 200:
            assert self.opened.wait(PATIENCE), "the stream did not begin"

    def read(self):
        number = None
        try:
            for line in self.answer:
                line = line.decode().rstrip("\n")
                if line.startswith("id: "):
                    number = int(line[4:])
                    if self.first_id is None:
                        self.first_id = number
                        self.opened.set()
                elif line.startswith("data: "):
                    self.claims.append(json.loads(line[6:]))
                    self.ids.append(number)
                elif line.startswith(":"):
                    self.comments += 1
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        self.closed.set()

    def wait_for(self, count):
        self.server.wait_for(lambda: len(self.ids) >= count, lambda: f"{count} events, there are {len(self.ids)}")
        return self.claims

    def close(self):
        try:
            self.connection.sock and self.connection.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            pass
        try:
            self.answer.fp and self.answer.fp.raw._sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            pass
        self.thread.join(PATIENCE)
        self.answer.close()
        self.connection.close()


def schema_problems(schema, value, schemas, place="$"):
    """What a value has that its JSON Schema (the part that the description uses) does not allow."""
    out = []
    if schema is True or schema == {}:
        return out
    if "$ref" in schema:
        return schema_problems(schemas[schema["$ref"].rsplit("/", 1)[1]], value, schemas, place)
    for key in ("anyOf", "oneOf"):
        if key in schema and not any(not schema_problems(one, value, schemas, place) for one in schema[key]):
            out.append(f"{place}: none of {key}")
    for one in schema.get("allOf", []):
        out += schema_problems(one, value, schemas, place)
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{place}: {value!r} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        out.append(f"{place}: {value!r} is not {schema['const']!r}")
    kinds = schema.get("type")
    if kinds:
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not any(is_kind(value, kind) for kind in kinds):
            return out + [f"{place}: {value!r:.80} is no {kinds}"]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        out += [f"{place}: {name} is missing" for name in schema.get("required", []) if name not in value]
        more = schema.get("additionalProperties", True)
        for name, one in value.items():
            if name in known:
                out += schema_problems(known[name], one, schemas, f"{place}.{name}")
            elif more is False:
                out.append(f"{place}: {name} is not described")
            elif isinstance(more, dict):
                out += schema_problems(more, one, schemas, f"{place}.{name}")
    if isinstance(value, list) and "items" in schema:
        for i, one in enumerate(value):
            out += schema_problems(schema["items"], one, schemas, f"{place}[{i}]")
    return out


def is_kind(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}[kind] is type(value)

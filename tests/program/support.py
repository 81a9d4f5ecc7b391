"""Runs the built program for the end-to-end tests. Python's standard library only.

CTest gives the places in the environment (tests/CMakeLists.txt):
MERCATO_PROGRAM    the program
MERCATO_SOURCE     the source folder
MERCATO_WORK       a folder of the build for what the tests make
MERCATO_SLOWNESS   how much slower and larger this build may be (sanitizers); 1 for a release build
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

SOURCE = pathlib.Path(os.environ.get("MERCATO_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("MERCATO_PROGRAM", str(SOURCE / "build" / "mercato"))
WORK = pathlib.Path(os.environ.get("MERCATO_WORK", tempfile.gettempdir()))
SLOWNESS = float(os.environ.get("MERCATO_SLOWNESS", "1"))
SHARED = pathlib.Path(os.environ.get("MERCATO_SHARED") or SOURCE.parent / "shared")


class Run(NamedTuple):
    status: int
    out: bytes
    err: str
    processor_seconds: float
    megabytes: float

    def json(self):
        return json.loads(self.out)

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


def mercato(*arguments, stdin=b"", reference=None, cwd=None, environment=None, timeout=300):
    """Runs `mercato ARGUMENTS`. `stdin` is bytes or a file open for reading; the run is measured by itself."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("MERCATO_")}
    env.update(environment or {})
    command = [PROGRAM, *map(str, arguments)]
    if reference:
        command += ["--reference", str(reference)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        if isinstance(stdin, bytes):
            given.write(stdin)
            given.seek(0)
            stdin = given
        process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=err, cwd=cwd, env=env)
        status, usage = wait(process, timeout)
        out.seek(0)
        err.seek(0)
        return Run(status, out.read(), err.read().decode("utf-8", "replace"), usage.ru_utime + usage.ru_stime,
                   usage.ru_maxrss / 1024)


def wait(process, timeout):
    """The exit status (negative: the signal) and the resources of this one child."""
    until = time.monotonic() + timeout
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > until:
            process.kill()
            os.wait4(process.pid, 0)
            process.returncode = -9
            raise AssertionError(f"{process.args} was still running after {timeout} s")
        time.sleep(0.002)


def compile_reference(name, *folders):
    """Compiles `folders` into WORK/name and returns its path."""
    WORK.mkdir(parents=True, exist_ok=True)
    file = WORK / name
    run = mercato("reference", "import", *folders, "--out", file)
    if run.status:
        sys.exit(f"the reference {name} did not compile: {run.err}")
    return file


def made_up_reference():
    """The starter reference with the persons and clubs that data/examples/reference makes up."""
    return compile_reference("golden.ref", SOURCE / "data" / "reference", SOURCE / "data" / "starter",
                             SOURCE / "data" / "examples" / "reference")


def all_evidence(answer):
    for claim in answer["claims"]:
        yield from claim["evidence"]
    for fact in answer["facts"]:
        yield from fact["evidence"]


def broken_evidence(answer, text):
    """Evidence whose offsets do not cut the words it quotes out of `text` (bytes)."""
    return [e for e in all_evidence(answer)
            if not 0 <= e["start"] < e["end"] <= len(text) or text[e["start"]:e["end"]] != e["text"].encode()]

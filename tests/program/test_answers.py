"""The answers behind the API, without a server: each of them against its schema (data/api/schemas.json), against what the
commands print of the same ledger, and evidence against the text it points into. On the example week."""
import json
import os
import re
import subprocess
import sys

from support import SOURCE, WORK, compile_reference, mercato

WEEK = SOURCE / "data" / "examples" / "week"
NOW = {"MERCATO_NOW": "2024-07-19T12:00:00Z"}
LEDGER = WORK / "answers.db"
REFERENCE = compile_reference("answers.ref", SOURCE / "data" / "reference", WEEK / "reference")
SCHEMAS = json.loads((SOURCE / "data" / "api" / "schemas.json").read_text(encoding="utf-8"))
KEYWORDS = {"$ref", "type", "enum", "const", "required", "properties", "additionalProperties", "items", "pattern",
            "minimum", "maximum", "minLength", "description"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
problems = []


def expect(what, got, wanted):
    if got != wanted:
        problems.append(f"{what}: {got!r:.300} instead of {wanted!r:.300}")


def is_of(value, kind):
    if kind in ("integer", "number"):
        whole = isinstance(value, int) or isinstance(value, float) and value.is_integer()
        return isinstance(value, (int, float)) and not isinstance(value, bool) and (kind == "number" or whole)
    return isinstance(value, TYPES[kind])


def wrong(schema, value, place):
    """What `value` has that the schema does not allow: JSON Schema 2020-12, the keywords of KEYWORDS."""
    if "$ref" in schema:
        yield from wrong(SCHEMAS[schema["$ref"].removeprefix("#/components/schemas/")], value, place)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(is_of(value, kind) for kind in kinds):
        yield f"{place}: {value!r:.60} is no {kinds}"
        return
    if "enum" in schema and value not in schema["enum"] or "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r:.60} is none of those allowed"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
            yield f"{place}: {value!r:.60} has not the form"
    if is_of(value, "number") and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{place}: {value} is out of bounds"
    if isinstance(value, list):
        for i, one in enumerate(value):
            yield from wrong(schema.get("items", {}), one, f"{place}[{i}]")
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        yield from (f"{place}: {name} is missing" for name in schema.get("required", []) if name not in value)
        for name, one in value.items():
            if name in fields:
                yield from wrong(fields[name], one, f"{place}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{place}: {name} is not described"


def check_schemas(schema, place):
    """The schemas use no keyword that wrong() would pass over, and refer to nothing that is not there."""
    for name in set(schema) - KEYWORDS:
        problems.append(f"{place}: the keyword {name} is checked by nobody")
    if "$ref" in schema and schema["$ref"].removeprefix("#/components/schemas/") not in SCHEMAS:
        problems.append(f"{place}: {schema['$ref']} leads nowhere")
    for name, one in schema.get("properties", {}).items():
        check_schemas(one, f"{place}.{name}")
    if "items" in schema:
        check_schemas(schema["items"], f"{place}[]")
    expect(f"{place} required", set(schema.get("required", [])) - set(schema.get("properties", {})), set())


class Dump:
    """answers_dump, asked line by line."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["MERCATO_ANSWERS"], LEDGER, SOURCE / "data", REFERENCE],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def line(self, *words):
        self.process.stdin.write("\t".join(words).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"answers_dump ended at {words}")
        return json.loads(answer)

    def ask(self, question, **arguments):
        """The answer, held to its schema."""
        got = self.line(question, *(f"{name}={value}" for name, value in arguments.items()))
        if "answer" not in got:
            problems.append(f"{question} {arguments}: refused: {got}")
            return None
        for one in list(wrong(SCHEMAS[question], got["answer"], f"{question} {arguments}"))[:5]:
            problems.append(one)
        return got["answer"]

    def pages(self, question, rows, **arguments):
        out, cursor = [], {}
        while True:
            page = self.ask(question, **arguments, **cursor)
            out += page[rows]
            if "next" not in page:
                return out
            cursor = {"cursor": page["next"]}


def command(*arguments):
    return mercato("--ledger", LEDGER, *arguments, "--json", reference=REFERENCE, cwd=WEEK, environment=NOW).json()


def make_ledger():
    for file in WORK.glob("answers.db*"):
        file.unlink()
    for arguments in (("ingest", "earlier.ndjson", "items.ndjson", "tribune-bleue.html", "terrace-post.xml",
                       "harrowmere-statement.txt"), ("outcome", "import", "outcomes.csv"), ("ingest", "edited.ndjson")):
        run = mercato("--ledger", LEDGER, *arguments, reference=REFERENCE, cwd=WEEK, environment=NOW)
        if run.status:
            sys.exit(f"{arguments}: {run.err}")


def check_persons(dump):
    """Every dossier that was ever spoken of is the command's, on several days."""
    persons = {row["person"]["stable_id"] for row in dump.pages("claims", "claims", limit=50)}
    expect("persons", len(persons) >= 15, True)
    for person in sorted(persons):
        for when in ({}, {"as_of": "2024-07-10"}, {"as_of": "2024-02"}):
            answer = dump.ask("dossier", person=person, **when)
            options = [f"--as-of={when['as_of']}"] if when else []
            wanted = {one["window"]["id"]: one for one in command(*options, "dossier", person, "--all")["dossiers"]}
            expect(f"windows of {person}", [one["id"] for one in answer["windows"]], list(wanted))
            for window, dossier in wanted.items():
                one = dump.ask("dossier", person=person, window=window, **when)
                expect(f"{person} {window} {when}", one["dossier"], dossier)
                check_rows(dump, one)
        dump.ask("person", person=person)
        forecast = dump.ask("forecast", person=person)
        forecast.pop("holder", None)
        expect(f"forecast of {person}", forecast, command("forecast", person))


def check_rows(dump, answer):
    dossier, rows = answer["dossier"], answer["rows"]
    expect("rows of claims", len(rows["claims"]), len(dossier["claims"]))
    expect("rows of reports", len(rows["reports"]), len(dossier["reports"]))
    for row, claim in zip(rows["claims"], dossier["claims"]):
        one = dump.ask("claim", claim=row)
        expect(f"claim {row}", (one["type"], one["evidence"], one["document"]["document"]),
               (claim["type"], claim["evidence"], rows["reports"][claim["report"]]))


def check_documents(dump):
    rows = dump.pages("documents", "documents", limit=7)
    expect("documents", [row["document"] for row in rows], list(range(len(rows), 0, -1)))
    for row in rows:
        document = dump.ask("document", document=row["document"])
        text = document["text"].encode()
        for said in document["claims"] + document["facts"]:
            for evidence in said["evidence"]:
                expect(f"evidence in {row['document']}", text[evidence["start"]:evidence["end"]],
                       evidence["text"].encode())
        for block in document["blocks"] + document["posts"]:
            expect("span within the text", 0 <= block["start"] <= block["end"] <= len(text), True)
            text[block["start"]:block["end"]].decode()


def check_lists(dump):
    wanted = command("window", "2024-summer")["sagas"]
    expect("window", dump.pages("window", "sagas", window="2024-summer", limit=2), wanted)
    expect("windows", sum(dump.ask("window", window="2024-summer")["counts"].values()), len(wanted))
    for state in ("done", "dormant"):
        expect(state, dump.pages("window", "sagas", window="2024-summer", state=state),
               [row for row in wanted if row["state"] == state])
    past = command("--as-of=2024-07-10", "window", "2024-summer")["sagas"]
    expect("window as of", dump.pages("window", "sagas", window="2024-summer", as_of="2024-07-10"), past)
    for club in {row["suitor"]["club"]["stable_id"] for row in wanted if "suitor" in row}:
        answer, told = dump.ask("club", club=club), command("club", club)
        expect(f"club {club}", (answer["window"], answer["in"], answer["out"]), (told["window"], told["in"], told["out"]))
    for options in ({}, {"window": "2024-winter"}):
        words = [f"--window={options['window']}"] if options else []
        sources = dump.pages("sources", "sources", limit=5, **options)
        keys = [source.pop("key") for source in sources]
        expect("keys", len(keys), len(set(keys)))
        expect(f"sources {options}", sources, command("sources", *words)["sources"])
    for source in dump.pages("sources", "sources"):
        calls, cursor = [], {}
        while True:
            page = dump.ask("source", source=source["key"], limit=3, **cursor)
            calls += page["record"]["list"]
            if "next" not in page:
                break
            cursor = {"cursor": page["next"]}
        tally = source["calls"]
        expect(f"calls of {source['source']}", len(calls), tally["hits"] + tally["misses"] + tally["open"])
    french = dump.ask("sources", language="fr")["sources"]
    expect("calls in French", sum(one["calls"]["hits"] for one in french),
           sum(one["calls"]["hits"] for source in dump.pages("sources", "sources")
               for one in source["by_language"] if one["name"] == "fr"))
    for words in ("Kermadoc", "offre", '"transmis une offre"', "nothing-like-it"):
        hits = dump.ask("search", words=words)["claims"]
        for hit in hits:
            hit["document"].pop("document")
        run = mercato("--ledger", LEDGER, "search", words, "--json", "--limit", "50", reference=REFERENCE)
        expect(f"search {words}", hits, run.json())
    dump.ask("types"), dump.ask("info"), dump.ask("windows"), dump.ask("edits"), dump.ask("persons", name="ker")
    dump.ask("clubs", name="harrow"), dump.ask("today"), dump.ask("today", days=31, as_of="2024-07-12")
    expect("edits", len(dump.ask("edits")["edits"]), len(command("ledger", "edits")))


def check_draft(dump):
    draft = "Kermadoc, 31, is in talks with Harrowmere City, Bastien Kermadoc's agent said. <script>alert(1)</script>"
    answer = dump.line("check", draft)["answer"]
    problems.extend(wrong(SCHEMAS["check"], answer, "check"))
    expect("draft", answer["text"], draft)
    for claim in answer["reading"]["claims"]:
        for evidence in claim["evidence"]:
            expect("evidence of the draft", answer["text"].encode()[evidence["start"]:evidence["end"]],
                   evidence["text"].encode())


def check_new(dump):
    """All first words, each once, in rising numbers; each is a claim of the API."""
    rows = dump.line("new", "0")["answer"]
    numbers = [row["claim"] for row in rows]
    expect("rising", numbers, sorted(set(numbers)))
    for row in rows:
        problems.extend(list(wrong(SCHEMAS["claim"], row, "new"))[:5])
        expect("new claim", row, dump.ask("claim", claim=row["claim"]))
    for word in ("dossier", "new"):
        expect("refusal", "refusal" in dump.line(word, "person=nobody at all" if word == "dossier" else "0"), word == "dossier")


def main():
    for name, schema in SCHEMAS.items():
        check_schemas(schema, name)
    make_ledger()
    dump = Dump()
    check_persons(dump)
    check_documents(dump)
    check_lists(dump)
    check_draft(dump)
    check_new(dump)
    dump.process.stdin.close()
    expect("exit", dump.process.wait(60), 0)
    print("\n".join(problems[:40]) if problems else "answers agree with their schemas, the commands and the texts")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

"""The example week (data/examples/week): what expected.json says must come out, comes out of the program.

expected.json was written by reading the items, before the program could fold them.
"""
import json
import sys

from support import SOURCE, WORK, compile_reference, mercato

WEEK = SOURCE / "data" / "examples" / "week"
EXPECTED = json.loads((WEEK / "expected.json").read_text(encoding="utf-8"))
LEDGER = WORK / "week.db"
REFERENCE = compile_reference("week.ref", SOURCE / "data" / "reference", WEEK / "reference")
problems = []


def run(*arguments, as_of=None):
    arguments = ["--ledger", LEDGER, *arguments, "--json"]
    if as_of:
        arguments += ["--as-of", as_of]
    return mercato(*arguments, reference=REFERENCE, cwd=WEEK, environment={"MERCATO_NOW": "2024-07-19T12:00:00Z"})


def expect(what, got, wanted):
    if got != wanted:
        problems.append(f"{what}: {got!r} instead of {wanted!r}")


def dossiers(person, as_of):
    answer = run("dossier", person, "--all", as_of=as_of)
    return {d["window"]["id"]: d for d in answer.json()["dossiers"]} if answer.status == 0 else {}


def suitors(dossier):
    return [(s["club"].get("id"), s["furthest"], s["status"]) for s in dossier["suitors"] if s["furthest"]]


def name_of(report):
    """Pages and plain text carry no id of their own: expected.json calls them by their files."""
    return report.get("id") or ("tribune-bleue" if report.get("url") else "harrowmere-statement")


def document_of(dossier, claim):
    return name_of(dossier["reports"][dossier["claims"][claim]["report"]])


def drift(dossier):
    return {(document_of(dossier, d["claim"]), document_of(dossier, d["against"]), d["kind"]) for d in dossier["drift"]}


def check_saga(saga):
    person = saga["person_id"]
    dossier = dossiers(person, EXPECTED["as_of"]).get(saga["window"])
    if dossier is None:
        problems.append(f"{person}: no dossier of {saga['window']}")
        return
    expect(f"{person} state", dossier["state"], saga["state"])
    expect(f"{person} holder", dossier["holder"].get("id"), saga["holder_id"])
    expect(f"{person} suitors", suitors(dossier), [(s["club_id"], s["furthest"], s["status"]) for s in saga["suitors"]])
    expect(f"{person} first", name_of(dossier["reports"][0]), saga["first_document"])
    found = drift(dossier)
    for one in saga["drift"]:
        wanted = (one["document"], one["against"], one["kind"])
        within = (one["document"], one["document"], one["kind"])
        if wanted not in found and within not in found:
            problems.append(f"{person}: no drift {wanted}, only {sorted(found)}")
    relays = {name_of(r) for r in dossier["reports"] if r["kind"] in ("relay", "translation")}
    for one in saga["relays"]:
        if one not in relays:
            problems.append(f"{person}: {one} is no relay")
    for group in saga["copies"]:
        kinds = {name_of(r): r["kind"] for r in dossier["reports"]}
        for one in group[1:]:
            expect(f"{person}: {one}", kinds.get(one), "copy")


def check_edit():
    edit = EXPECTED["edit"]
    dropped = [d["type"] for d in dossiers(edit["person_id"], None)["2024-summer"]["dropped"]]
    expect("dropped by the edit", dropped, [c["type"] for c in edit["dropped"]])


def check_sources():
    names = {s["outlet"]: s for s in EXPECTED["sources"]}
    for outlet, wanted in names.items():
        calls = [c for s in run("sources", outlet).json()["sources"] for c in s["list"]
                 if s["source"].get("outlet", s["source"].get("name")) == outlet and c["window"] != "2024-summer"]
        for verdict, key in (("hit", "hits"), ("miss", "misses")):
            got = sorted(f"{c['person']['id']}/{c['club']['id']}" for c in calls if c["verdict"] == verdict and not c["denial"])
            expect(f"{outlet} {key}", got, sorted(wanted[key]))


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    for old in WORK.glob("week.db*"):
        old.unlink()
    files = EXPECTED["files"]
    first = run("ingest", *files["earlier"], *files["week"]).json()
    expect("documents", first["fresh"], EXPECTED["documents"]["earlier"] + EXPECTED["documents"]["week"])
    again = run("ingest", *files["earlier"], *files["week"]).json()
    expect("documents the second time", again["fresh"] + again["edited"], 0)
    run("outcome", "import", "outcomes.csv")
    for saga in EXPECTED["sagas"]:
        check_saga(saga)
    for old in EXPECTED["earlier"]:
        dossier = dossiers(old["person_id"], None).get(old["window"])
        expect(f"{old['person_id']} {old['window']}", dossier and dossier["state"], old["state"])
    check_sources()
    expect("edited", run("ingest", *files["edited"]).json()["edited"], EXPECTED["documents"]["edited"])
    check_edit()
    expect("verify", run("ledger", "verify").status, 0)
    print(len(problems), "differences")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Holds what the program says of every article in tests/golden to what a person approved.

A case is a folder: in.txt, in.html or in.ndjson; must.json, written by hand: what a reader expects; expected.json: all
that the program says, written by `tools/approve` and reviewed as a diff.

golden.py [--approve] [CASE …]; exit status 1 where a case fails. Environment: tests/program/support.py.
"""
import difflib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "program"))
import support  # noqa: E402


def name_of(entity):
    return entity["name"] if entity else None


def quotes(row):
    return [e["text"] for e in row["evidence"]]


def short_claim(claim):
    out = {"person": name_of(claim["person"]), "type": claim["type"]}
    for role in ("to", "from"):
        if role in claim:
            out[role] = name_of(claim[role])
    usual = {"polarity": "affirmed", "certainty": "asserted", "when": "current", "deal": "unknown"}
    out.update({key: claim[key] for key in usual if claim[key] != usual[key]})
    if claim["money"]:
        out["money"] = claim["money"]
    out["source"] = claim["source"]
    out["evidence"] = quotes(claim)
    return out


def short_fact(fact):
    out = {"predicate": fact["predicate"], "subject": name_of(fact.get("subject"))}
    if "object" in fact:
        out["object"] = name_of(fact["object"])
    if "value" in fact:
        out["value"] = fact["value"]
    return {**out, "verdict": fact["verdict"], "evidence": quotes(fact)}


def short(answer):
    """An answer without offsets, ids and rules: what a reader of the diff has to judge."""
    return {"doc": answer["doc"], "claims": [short_claim(c) for c in answer["claims"]],
            "facts": [short_fact(f) for f in answer["facts"]], "drift": answer["drift"],
            "posts": [{k: v for k, v in p.items() if k not in ("start", "end")} for p in answer.get("posts", [])],
            "problems": answer.get("problems", [])}


def written(answers):
    """JSON with one claim, fact or drift a line."""
    out = []
    for answer in answers:
        rows = []
        for key, value in answer.items():
            if isinstance(value, list) and value:
                inner = ",\n".join("    " + json.dumps(v, ensure_ascii=False) for v in value)
                rows.append(f"  {json.dumps(key)}: [\n{inner}\n  ]")
            else:
                rows.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
        out.append("{\n" + ",\n".join(rows) + "\n}\n")
    return "".join(out)


def source_of(claim):
    source = claim["source"]
    return "self" if source["kind"] == "self" else source.get("name", "")


def fits(claim, wanted):
    for key, value in wanted.items():
        have = {"person": lambda: name_of(claim["person"]), "to": lambda: name_of(claim.get("to")),
                "from": lambda: name_of(claim.get("from")), "source": lambda: source_of(claim),
                "in_post": lambda: "post" in claim["source"],
                "money": lambda: [m["amount"] for m in claim["money"]]}.get(key, lambda: claim.get(key))()
        if have != value:
            return False
    return True


def missing(answers, must):
    """What `must` says and the answers do not."""
    claims = [c for a in answers for c in a["claims"]]
    facts = [[f["predicate"], name_of(f.get("subject")), f["verdict"]] for a in answers for f in a["facts"]]
    drift = [d["kind"] for a in answers for d in a["drift"]]
    posts = [p.get("published") for a in answers for p in a.get("posts", [])]
    out = [f"no claim {json.dumps(w, ensure_ascii=False)}" for w in must["claims"]
           if not any(fits(c, w) for c in claims)]
    if len(claims) != must["count"]:
        out.append(f"{len(claims)} claims, not {must['count']}")
    for kind, where in must.get("absent", []):
        if any(c["type"] == kind and ("post" in c["source"]) == (where == "in_post") for c in claims):
            out.append(f"the claim {kind} must not come from {where}")
    out += [f"no fact {row}" for row in must.get("facts", []) if row not in facts]
    if sorted(drift) != sorted(must["drift"]):
        out.append(f"drift {drift}, not {must['drift']}")
    if "posts" in must and posts != must["posts"]:
        out.append(f"posts of {posts}, not {must['posts']}")
    return out


def check_case(case, reference, approve):
    """Problems of one case, as lines."""
    given = next(case.glob("in.*"))
    run = support.mercato("check", "--json", given.name, cwd=case, reference=reference)
    if run.status not in (0, 1):
        return [f"exit status {run.status}: {run.err}"]
    answers = run.lines()
    problems = missing(answers, json.loads((case / "must.json").read_text(encoding="utf-8")))
    text = written([short(a) for a in answers])
    file = case / "expected.json"
    if approve:
        file.write_text(text, encoding="utf-8")
    elif not file.exists():
        problems.append("there is no expected.json; run tools/approve and review it")
    elif file.read_text(encoding="utf-8") != text:
        problems += difflib.unified_diff(file.read_text(encoding="utf-8").splitlines(), text.splitlines(),
                                         "approved", "now", lineterm="", n=0)
    if given.suffix == ".txt":
        problems += [f"evidence {e} does not quote the text" for a in answers
                     for e in support.broken_evidence(a, given.read_bytes())]
    return problems


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    cases = sorted(p.parent for p in HERE.glob("*/must.json") if not names or p.parent.name in names)
    reference = support.made_up_reference()
    failed = 0
    for case in cases:
        problems = check_case(case, reference, "--approve" in sys.argv)
        failed += bool(problems)
        for problem in problems:
            print(f"{case.name}: {problem}")
    print(f"{len(cases) - failed} of {len(cases)} golden cases hold")
    sys.exit(1 if failed or not cases else 0)


if __name__ == "__main__":
    main()

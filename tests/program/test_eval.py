"""`mercato eval`: figures, kinds of error, comparison of runs; and held to the labelled data's own scorer where it is there."""
import json
import re
import subprocess
import sys
import unittest

import support
from support import SHARED, WORK, mercato

REFERENCE = support.made_up_reference()
# One is read right, one in part, one has a claim that nobody labelled.
GOLD = [
    {"id": "right", "lang": "fr", "kind": "headline", "published": "2024-06-12", "text": "L'AC Montefalda vise Ilan Kerdrel.",
     "claims": [{"person": "Ilan Kerdrel", "type": "interest", "to": "Montefalda|AC Montefalda", "from": "",
                 "evidence": ["Montefalda vise Ilan Kerdrel"]}], "facts": []},
    {"id": "part", "lang": "en", "kind": "snippet", "published": "2024-06-12",
     "text": "Racing Corvaille have rejected a bid from AC Montefalda for Ilan Kerdrel.",
     "claims": [{"person": "Ilan Kerdrel", "type": "bid_rejected", "to": "AC Montefalda"},
                {"person": "Ilan Kerdrel", "type": "medical", "to": "AC Montefalda", "evidence": ["medical"]},
                {"person": "Nobody Here", "type": "stay", "to": ""},
                {"person": "Ilan Kerdrel", "type": "renewal", "to": "Racing Corvaille", "optional": True}]},
    {"id": "invented", "lang": "fr", "kind": "snippet", "published": "2024-06-12",
     "text": "Ilan Kerdrel veut quitter le Racing Corvaille.", "claims": []},
]


def write(name, rows):
    WORK.mkdir(parents=True, exist_ok=True)
    file = WORK / name
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def evaluate(*arguments, gold=None, **more):
    return mercato("eval", "--gold", gold or write("gold.ndjson", GOLD), *arguments, reference=REFERENCE, **more)


class Eval(unittest.TestCase):
    def test_figures_are_those_of_the_matching(self):
        run = evaluate("--json")
        self.assertEqual(run.status, 0, run.err)
        groups = {(g["by"], g["name"]): g for g in run.json()["groups"]}
        self.assertEqual(set(groups), {("all", "all"), ("language", "en"), ("language", "fr"), ("kind", "headline"),
                                       ("kind", "snippet")})
        strict = groups["all", "all"]["strict"]
        self.assertEqual([strict[k] for k in ("hit", "missed", "wrong")], [2, 2, 1])
        self.assertAlmostEqual(strict["precision"]["value"], 2 / 3, 5)
        self.assertAlmostEqual(strict["recall"]["value"], 0.5, 5)
        for group in groups.values():
            for level in ("pair", "coarse", "strict", "facts"):
                for figure in ("precision", "recall", "f1"):
                    at = group[level][figure]
                    self.assertTrue(0 <= at["low"] <= at["value"] <= at["high"] <= 1, at)
        self.assertEqual(run.json()["types"]["medical"], {"hit": 0, "missed": 1, "wrong": 0})

    def test_every_error_has_one_kind_and_its_evidence(self):
        answer = evaluate("--json", "--errors").json()
        found = [(e["doc"], e["verdict"], e["kind"], e["claim"]["type"]) for e in answer["errors"]]
        self.assertEqual(found, [("part", "missed", "second", "medical"), ("part", "missed", "person", "stay"),
                                 ("invented", "wrong", "invented", "wants_out")])
        for language in ("all", "en", "fr"):
            count = sum(k["missed"] + k["wrong"] for k in answer["kinds"] if k["lang"] == language)
            self.assertEqual(count, sum(language in ("all", e["lang"]) for e in answer["errors"]))
        made_up = answer["errors"][2]["claim"]
        self.assertIn("quitter", made_up["evidence"][0])
        self.assertTrue(made_up["rules"][0].startswith("fr/wants_out/"), made_up)

    def test_lists_are_bounded_and_of_one_kind_or_language(self):
        text = evaluate("--errors", "--limit", "1").out.decode()
        self.assertIn("missed, second", text)
        self.assertIn("2 more; --limit shows them", text)
        self.assertIn("invented", evaluate("--errors", "invented").out.decode())
        self.assertNotIn("medical", evaluate("--errors", "invented").out.decode())
        self.assertEqual(evaluate("--lang", "fr", "--json").json()["documents"], 2)

    def test_the_tables_are_the_same_bytes_each_time(self):
        first = evaluate()
        self.assertEqual(first.status, 0, first.err)
        self.assertEqual(first.out, evaluate("-j", "3").out)
        text = first.out.decode()
        for words in ("strict", "0.667 (", "bid_rejected", "Kinds of error", "invented: nobody claims that"):
            self.assertIn(words, text)

    def test_a_saved_run_tells_what_was_fixed_and_broken(self):
        saved = WORK / "run.ndjson"
        self.assertEqual(evaluate("--save", saved).status, 0)
        self.assertEqual([row["doc"] for row in map(json.loads, saved.read_text().splitlines())],
                         ["right", "part", "invented"])
        same = evaluate("--against", saved, "--json").json()["against"]
        self.assertEqual(same["changes"], [])
        rows = [json.loads(line) for line in saved.read_text().splitlines()]
        rows[0]["claims"][0].update(verdict="missed", kind="cue")     # as if an earlier program had missed it
        rows[2]["claims"] = []                                         # and had made nothing up
        earlier = write("earlier.ndjson", rows)
        against = evaluate("--against", earlier, "--json").json()["against"]
        self.assertEqual([(c["change"], c["doc"], c["verdict"]) for c in against["changes"]],
                         [("fixed", "right", "missed"), ("broken", "invented", "wrong")])
        self.assertEqual(against["languages"]["fr"]["fixed_missed"], 1)
        text = evaluate("--against", earlier).out.decode()
        self.assertIn("fixed: missed, cue", text)
        self.assertIn("broken: wrong, invented", text)

    def test_several_files_and_standard_input_are_one_set(self):
        first, rest = write("one.ndjson", GOLD[:1]), "".join(json.dumps(row) + "\n" for row in GOLD[1:]).encode()
        run = mercato("eval", "--gold", first, "--gold", "-", "--json", reference=REFERENCE, stdin=rest)
        self.assertEqual(run.json()["documents"], 3)

    def test_what_cannot_be_used_is_told_with_its_place(self):
        def told(gold, *arguments):
            run = evaluate(*arguments, gold=gold)
            self.assertEqual((run.status, run.out), (2, b""))
            return run.err
        wrong = dict(GOLD[0], id="x", claims=[{"person": "A", "type": "intrest"}])
        self.assertRegex(told(write("type.ndjson", [GOLD[0], wrong])), r"type\.ndjson:2: claim 1: .*mercato types")
        self.assertRegex(told(write("twice.ndjson", GOLD[:1] * 2)), r"twice\.ndjson:2: the id right was there before")
        self.assertIn("holds no labelled document", told(write("none.ndjson", [])))
        self.assertIn("cannot be read", told(WORK / "absent.ndjson"))
        self.assertIn("kinds are person", told(None, "--errors", "names"))
        self.assertRegex(told(None, "--against", write("gold2.ndjson", GOLD)), r"gold2\.ndjson:1: .*--save")
        self.assertIn("cannot be written", evaluate("--save", WORK / "no" / "folder").err)
        deep = WORK / "deep.ndjson"
        deep.write_text('{"id":"d","text":"x","claims":' + "[" * 100_000 + "]" * 100_000 + "}\n")
        self.assertIn("deep.ndjson:1:", told(deep))

    def test_words_of_a_document_cannot_steer_the_terminal(self):
        text = "\x1b[31mIlan Kerdrel veut quitter le Racing Corvaille.\x07"
        row = dict(GOLD[2], id="e\x1b[2J", text=text, claims=[{"person": "\x1b]0;x", "type": "stay"}])
        run = evaluate("--errors", gold=write("steer.ndjson", [row]))
        self.assertEqual(run.status, 0, run.err)
        self.assertNotRegex(run.out, rb"[\x00-\x08\x0b-\x1f]")

    def test_the_manual_and_the_completions_know_it(self):
        self.assertIn("mercato eval", mercato("manual").out.decode().replace("\\-", "-"))
        self.assertIn("--against", mercato("completions", "bash").out.decode())


HAS_SCORER = (SHARED / "claims" / "score.py").exists()
if not HAS_SCORER:
    print("not compared with score.py: there is no labelled data at MERCATO_SHARED or ../shared")


@unittest.skipUnless(HAS_SCORER, "there is no labelled data")
class Scorer(unittest.TestCase):
    """The figures beside those of the labelled data's scorer, which takes club names from the tables themselves."""

    def test_figures_agree(self):
        gold = SHARED / "gold" / "dev.jsonl"
        full = support.compile_reference("full.ref", support.SOURCE / "data" / "reference", SHARED / "reference")
        said = WORK / "said.ndjson"
        said.write_bytes(mercato("extract", "-q", gold, reference=full).out)
        figures = WORK / "scorer.json"
        command = [sys.executable, SHARED / "claims" / "score.py", "--gold", gold, "--pred", said, "--reference",
                   SHARED / "reference", "--json", figures]
        scorer = subprocess.run(command, capture_output=True, text=True, check=True)
        wanted = json.loads(figures.read_text())
        groups = mercato("eval", "--gold", gold, "--json", reference=full).json()["groups"]
        checked = 0
        for group in groups:
            if group["by"] == "kind":
                continue
            for level in ("pair", "coarse", "strict"):
                self.assertAlmostEqual(group[level]["f1"]["value"], wanted[f"{group['name']}.{level}.f1"], delta=0.005)
                checked += 1
        self.assertGreater(checked, 12)
        self.assertAlmostEqual(groups[0]["facts"]["f1"]["value"], wanted["facts.f1"], delta=0.005)
        for name, share in groups[0]["attributes"].items():
            self.assertAlmostEqual(share["right"] / share["all"], wanted[f"{name}.accuracy"], delta=0.01)
        counts = re.search(r"all  strict .*\(gold (\d+), pred (\d+)\)", scorer.stdout)
        strict = groups[0]["strict"]
        self.assertEqual(strict["hit"] + strict["missed"], int(counts[1]))


if __name__ == "__main__":
    unittest.main()

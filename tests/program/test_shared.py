"""Holds the program to the labelled data: MERCATO_SHARED, or ../shared beside the source. Skipped where it is absent."""
import gzip
import json
import subprocess
import sys
import unittest

import support
from support import SHARED, WORK, mercato

GOLD, SCORER = SHARED / "gold" / "dev.jsonl", SHARED / "claims" / "score.py"
if not SCORER.exists():
    print("skipped: there is no labelled data at MERCATO_SHARED or ../shared")
    sys.exit(0)

DATA = support.SOURCE / "data"
STARTER = support.compile_reference("starter.ref", DATA / "reference", DATA / "starter")
FULL = support.compile_reference("full.ref", DATA / "reference", SHARED / "reference")


def extract(rows, reference):
    """The answers for `rows`, in their order, and the run."""
    WORK.mkdir(parents=True, exist_ok=True)
    file = WORK / "given.ndjson"
    with open(file, "w", encoding="utf-8") as out:
        for row in rows:
            fields = ("id", "text", "lang", "published", "outlet", "author", "url", "title")
            out.write(json.dumps({k: row[k] for k in fields if row.get(k)}, ensure_ascii=False) + "\n")
    return mercato("extract", "-q", file, reference=reference, timeout=500)


def score(gold, run):
    """The scorer's figures of `run` against `gold` (a file)."""
    pred, figures = WORK / "pred.ndjson", WORK / "figures.json"
    pred.write_bytes(run.out)
    scorer = subprocess.run([sys.executable, str(SCORER), "--gold", str(gold), "--pred", str(pred), "--reference",
                             str(SHARED / "reference"), "--misses", "20", "--json", str(figures)],
                            capture_output=True, text=True)
    if scorer.returncode:
        raise AssertionError(scorer.stderr)
    print(scorer.stdout)
    return json.loads(figures.read_text())


class Seed(unittest.TestCase):
    """The article that started Mercato."""

    def check(self, reference):
        text = (SHARED / "seed" / "balerdi.txt").read_text(encoding="utf-8")
        run = extract([{"id": "balerdi", "text": text}], reference)
        answer = run.json()
        self.assertEqual(support.broken_evidence(answer, text.encode()), [])
        self.assertEqual([p["published"] for p in answer["posts"]], ["2024-06-11"])
        self.assertEqual(answer["posts"][0]["handle"], "Glongari")
        kinds = [(answer["claims"][d["claim"]]["type"], answer["claims"][d["against"]]["type"], d["kind"])
                 for d in answer["drift"]]
        self.assertEqual(kinds, [("interest", "offered", "initiative_reversed")])
        figures = score(SHARED / "seed" / "balerdi.gold.jsonl", run)
        self.assertEqual(figures["all.strict.f1"], 1.0)
        self.assertGreaterEqual(figures["facts.f1"], 0.9)

    def test_is_understood_with_the_full_reference(self):
        self.check(FULL)

    def test_is_understood_with_the_starter_reference(self):
        self.check(STARTER)


class Gold(unittest.TestCase):
    def test_french_italian_and_english_reach_what_was_reached(self):
        rows = [r for r in map(json.loads, open(GOLD, encoding="utf-8")) if r["lang"] in ("fr", "it", "en")]
        gold = WORK / "gold.jsonl"
        gold.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        figures = score(gold, extract(rows, FULL))
        self.assertGreaterEqual(figures["all.pair.f1"], 0.60)
        self.assertGreaterEqual(figures["all.strict.f1"], 0.40)


class Corpus(unittest.TestCase):
    def test_every_offset_cuts_the_quoted_words_out_of_its_document(self):
        with gzip.open(SHARED / "corpus" / "items.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        if support.SLOWNESS > 1:
            rows = rows[::8]
        run = extract(rows, FULL)
        answers = run.lines()
        self.assertEqual(run.status, 0, run.err[-2000:])
        self.assertEqual([a["doc"]["id"] for a in answers], [r["id"] for r in rows])
        self.assertGreater(sum(len(a["claims"]) for a in answers), len(rows) / 20)
        for row, answer in zip(rows, answers):
            self.assertEqual(support.broken_evidence(answer, row["text"].encode()), [], row["id"])


if __name__ == "__main__":
    unittest.main()

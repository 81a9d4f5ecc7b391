"""A language and a claim type are folders and files: CONTRIBUTING.md's recipes, followed with a made-up language, in a copy of
the data and with the program as it is built."""
import json
import re
import shutil
import unittest

import support
from support import SOURCE, WORK, mercato

REFERENCE = support.made_up_reference()
TAG = "xx"

# The words of the language. Nobody speaks it.
LANGUAGE = '''tag = "xx"
name = "toykiel"
stop_words = ["zu", "pelo", "ke", "vo", "dunu", "ti", "esk", "kaj", "jes", "mori"]
'''
QUANTITY = '''[numbers]
decimal = ","
[numbers.words]
dek = 10
[numbers.multipliers]
miljek = 1000000
[money.names]
euroj = "EUR"
[years]
units = ["jarok"]
'''
READING = 'byline = ["skribi de"]\ndate = ["publiki"]\n'
LEXICON = '''@prep\tpirl al pelo
@det\tzu
@clause\tke
@and\tkaj
<oferad>\toferad oferadas oferadis
'''
WORDS = 'definite\tzu\nperson_noun\tludek\nclub_noun\tklubo\nspeech_verb\tdirak\n'
BID = '''# A formal offer was made.

rule offers
  match TO? <oferad> [MONEY] pirl PERSON
  + [TO Norville] oferadis pirl [PERSON Jan Marek].
  - [club Norville] oferadis zu pilko.
'''
DENIED = '''rule never
  match nek
  set side=before reach=3
  + Norville nek oferadis.
  - Norville oferadis.
'''
ACCORDING = '''rule according_to
  match sekve SOURCE
  set scope=sentence near=4
  + Norville oferadis pirl Jan Marek, sekve [SOURCE Pia Halm].
  - Norville oferadis sekve plano.
'''
AGE = '''rule has_years
  match PERSON havas NUMBER
  + [PERSON Jan Marek] havas [NUMBER 31 jarok].
  - [person Jan Marek] venis antaw [number 4 jarok].
'''
TEXT = ("AC Montefalda oferadis 8 miljek euroj pirl Ilan Kerdrel, sekve Sandro Beltrani.\n\n"
        "Racing Corvaille nek oferadis pirl Matteo Ferrantini. Ilan Kerdrel havas 25 jarok.\n")


def copy_data(name):
    data = WORK / name
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(SOURCE / "data", data)
    return data


def add_language(data):
    """The recipe of CONTRIBUTING.md, "Add a language", in its order."""
    folder = data / "languages" / TAG
    shutil.copytree(data / "languages" / "_specimen", folder)                       # 1
    for name, text in (("language.toml", LANGUAGE), ("quantity.toml", QUANTITY), ("reading.toml", READING)):  # 2
        (folder / name).write_text(text, encoding="utf-8")
    for part in ("link", "lexicon.d", "claims", "modality", "attribution"):         # what our language cannot say yet
        shutil.rmtree(folder / part)
    for name, text in (("link/words.tsv", WORDS),                                   # 3
                       ("lexicon.tsv", LEXICON), ("modality/denied.rules", DENIED), ("claims/bid.rules", BID),  # 4
                       ("attribution/according.rules", ACCORDING), ("facts/age.rules", AGE)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Toy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        WORK.mkdir(parents=True, exist_ok=True)

    def run_with(self, data, *arguments, **more):
        return mercato("--data", data, *arguments, reference=REFERENCE, **more)

    def extract(self, data, text, language=TAG):
        row = {"id": "toy", "lang": language, "published": "2024-06-12", "text": text}
        run = self.run_with(data, "extract", "-q", stdin=(json.dumps(row) + "\n").encode())
        self.assertEqual(run.status, 0, run.err)
        answer = run.json()
        self.assertEqual(support.broken_evidence(answer, text.encode()), [])
        return answer


class Language(Toy):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = copy_data("language")
        cls.folder = add_language(cls.data)

    def test_a_document_gives_claim_denial_source_money_and_fact(self):
        answer = self.extract(self.data, TEXT)
        self.assertEqual(answer["doc"]["lang"], TAG)
        claims = [(c["person"]["name"], c["type"], c["to"]["name"], c["polarity"]) for c in answer["claims"]]
        self.assertEqual(claims, [("Ilan Kerdrel", "bid", "AC Montefalda", "affirmed"),
                                  ("Matteo Ferrantini", "bid", "Racing Corvaille", "denied")])
        first, denial = answer["claims"]
        self.assertEqual((first["source"]["kind"], first["source"]["name"]), ("journalist", "Sandro Beltrani"))
        self.assertEqual(denial["source"]["kind"], "self")
        self.assertEqual([(m["amount"], m["currency"]) for m in first["money"]], [(8000000, "EUR")])
        self.assertEqual([e["lang"] for c in answer["claims"] for e in c["evidence"]], [TAG] * 2)
        self.assertEqual(first["rules"], ["xx/bid/offers"])
        ages = [f for f in answer["facts"] if f["predicate"] == "age"]
        self.assertEqual([(f["subject"]["name"], f["value"], f["verdict"]) for f in ages],
                         [("Ilan Kerdrel", 25, "supported")])

    def test_it_is_the_language_that_says_it(self):
        self.assertEqual(self.extract(SOURCE / "data", TEXT)["claims"], [])

    def test_the_stop_words_alone_tell_the_language(self):
        row = {"id": "bare", "published": "2024-06-12",
               "text": "Zu klubo AC Montefalda oferadis vo dunu pirl Ilan Kerdrel ke ti mori pelo zu esk kaj jes."}
        run = self.run_with(self.data, "extract", "-q", stdin=(json.dumps(row) + "\n").encode())
        self.assertEqual(run.json()["doc"]["lang"], TAG)

    def test_languages_and_verify_count_it(self):
        rows = {row["tag"]: row for row in self.run_with(self.data, "languages", "--json").json()}
        self.assertEqual(rows[TAG], {"tag": TAG, "name": "toykiel", "claims": 1, "modality": 1, "attribution": 1, "facts": 1})
        before, after = (self.run_with(data, "verify") for data in (SOURCE / "data", self.data))
        self.assertEqual((before.status, after.status), (0, 0), before.err + after.err)
        counts = [list(map(int, re.findall(r"\d+", run.out.decode()))) for run in (before, after)]
        self.assertTrue(counts[0] and all(a > b for b, a in zip(*counts) if b), counts)

    def test_a_near_miss_that_matches_fails_verify_with_file_and_line(self):
        rules = self.folder / "claims" / "bid.rules"
        rules.write_text(BID + "  - [club Norville] oferadis pirl [person Jan Marek].\n", encoding="utf-8")
        try:
            run = self.run_with(self.data, "verify")
        finally:
            rules.write_text(BID, encoding="utf-8")
        line = BID.count("\n") + 1
        self.assertEqual(run.status, 1, run.err)
        self.assertIn(f"languages/xx/claims/bid.rules:{line}:", run.out.decode() + run.err)

    def test_a_rule_that_names_a_missing_word_class_is_told_with_file_and_line(self):
        rules = self.folder / "claims" / "talks.rules"
        rules.write_text("rule r\n  match @nothing PERSON\n  + [PERSON Jan Marek]\n  - x\n", encoding="utf-8")
        try:
            run = self.run_with(self.data, "verify")
        finally:
            rules.unlink()
        self.assertNotEqual(run.status, 0)
        self.assertIn("languages/xx/claims/talks.rules:2:", run.err)

    def test_the_specimen_itself_is_never_loaded(self):
        tags = [row["tag"] for row in self.run_with(self.data, "languages", "--json").json()]
        self.assertIn(TAG, tags)
        self.assertNotIn("_specimen", tags)


class ClaimType(Toy):
    TYPE = '''meaning = "The person looks for a house in the club's town."
group = "approach"
stage = 3
to = "required"
denial = true
'''
    RULES = '''rule looks_for_a_house
  match PERSON hunts houses in TO
  + [PERSON Jan Marek] hunts houses in [TO Norville].
  - [person Jan Marek] hunts houses in spring.
'''

    def test_it_is_a_file_of_its_own_and_rules(self):
        data = copy_data("claim_type")
        (data / "claims" / "house_hunt.toml").write_text(self.TYPE, encoding="utf-8")
        (data / "languages" / "en" / "claims" / "house_hunt.rules").write_text(self.RULES, encoding="utf-8")
        types = {row.get("type", row.get("name")): row for row in self.run_with(data, "types", "--json").json()}
        self.assertEqual(types["house_hunt"]["rules"], 1)
        verify = self.run_with(data, "verify")
        self.assertEqual(verify.status, 0, verify.err)
        text = "Ilan Kerdrel hunts houses in Montefalda, Sandro Beltrani reports."
        answer = self.extract(data, text, "en")
        self.assertEqual([(c["type"], c["person"]["name"], c["to"]["name"]) for c in answer["claims"]],
                         [("house_hunt", "Ilan Kerdrel", "AC Montefalda")])
        self.measured(data, text)

    def measured(self, data, text):
        """Labels may use the type, and it counts as near to the others of its group."""
        gold = WORK / "gold.ndjson"
        claim = {"person": "Ilan Kerdrel", "type": "interest", "to": "AC Montefalda"}
        gold.write_text(json.dumps({"id": "t", "lang": "en", "published": "2024-06-12", "text": text, "claims": [claim]}) + "\n")
        figures = self.run_with(data, "eval", "--gold", gold, "--json").json()["groups"][0]
        self.assertEqual([figures[level]["hit"] for level in ("pair", "coarse", "strict")], [1, 1, 0])
        claim["type"] = "house_hunt"
        gold.write_text(json.dumps({"id": "t", "lang": "en", "published": "2024-06-12", "text": text, "claims": [claim]}) + "\n")
        self.assertEqual(self.run_with(data, "eval", "--gold", gold, "--json").json()["groups"][0]["strict"]["hit"], 1)
        self.assertEqual(mercato("eval", "--gold", gold, reference=REFERENCE).status, 2)

    def test_without_a_group_it_is_told_with_its_file(self):
        data = copy_data("broken_type")
        (data / "claims" / "house_hunt.toml").write_text('meaning = "?"\n', encoding="utf-8")
        run = self.run_with(data, "types")
        self.assertEqual(run.status, 2)
        self.assertIn("claims/house_hunt.toml", run.err)


if __name__ == "__main__":
    unittest.main()

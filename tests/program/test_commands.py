"""What every command answers, and with which exit status."""
import json
import os
import pathlib
import pty
import re
import tempfile
import unittest

import support
from support import mercato

STATEMENT = "Publié le 12 juin 2024\n\nL'AC Montefalda vise Ilan Kerdrel, le défenseur central du Racing Corvaille.\n"
ENUMS = {"polarity": {"affirmed", "denied"}, "certainty": {"asserted", "hedged", "conditional", "question"},
         "when": {"current", "past"},
         "deal": {"permanent", "loan", "loan_option", "loan_obligation", "free", "swap", "unknown"}}
SOURCE_KINDS = {"self", "outlet", "journalist", "club", "person", "agent", "other"}
MONEY_KINDS = {"bid", "fee", "asking", "clause", "salary", "bonus", "value"}
VERDICTS = {"supported", "contradicted", "unknown"}
DRIFTS = {"strengthened", "weakened", "initiative_reversed", "amount_changed", "club_changed", "source_changed"}
REFERENCE = support.made_up_reference()


def golden(slug):
    return next((support.SOURCE / "tests" / "golden" / slug).glob("in.*"))


def check(*arguments, **more):
    return mercato("check", *arguments, reference=REFERENCE, **more)


class Status(unittest.TestCase):
    def test_is_0_where_nothing_drifts(self):
        run = check("-", stdin=STATEMENT.encode())
        self.assertEqual((run.status, run.err), (0, ""))

    def test_is_1_where_the_article_drifts_from_its_post(self):
        self.assertEqual(check(golden("reversed-passive")).status, 1)

    def test_is_2_and_located_where_a_file_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("absent.txt", "."):
                path = pathlib.Path(folder, name)
                for command in ("check", "read", "extract"):
                    run = mercato(command, path, reference=REFERENCE)
                    self.assertEqual(run.status, 2, (command, name))
                    self.assertIn(str(path), run.err)

    def test_is_2_for_one_bad_file_and_the_others_are_still_read(self):
        run = check("--json", "/nonexistent/a.txt", golden("reversed-passive"))
        self.assertEqual(run.status, 2)
        self.assertEqual(len(run.lines()), 1)

    def test_is_2_for_wrong_arguments(self):
        for arguments in ([], ["chekc"], ["check"], ["check", "--nosuch", "x"], ["extract", "-j", "0"], ["reference"]):
            self.assertEqual(mercato(*arguments).status, 2, arguments)

    def test_is_2_for_a_reference_that_is_none(self):
        with tempfile.NamedTemporaryFile(suffix=".ref") as file:
            file.write(b"not a reference" * 100)
            file.flush()
            for reference in (file.name, "/nonexistent.ref"):
                run = mercato("check", "-", stdin=b"x", reference=reference)
                self.assertEqual(run.status, 2)
                self.assertIn(reference, run.err)

    def test_is_2_for_a_data_folder_that_is_none(self):
        run = check("--data", "/nonexistent", "-", stdin=b"x")
        self.assertEqual(run.status, 2)
        self.assertIn("/nonexistent", run.err)


class Help(unittest.TestCase):
    def test_names_every_command_and_something_to_try(self):
        run = mercato("--help")
        self.assertEqual(run.status, 0)
        text = run.out.decode()
        for word in ("check", "extract", "read", "explain", "languages", "types", "reference", "ingest", "ledger", "outcome", "dossier",
                     "club", "window", "search", "export", "group", "forecast", "Try:"):
            self.assertIn(word, text)
        example = re.search(r"Try: mercato check (\S+)", text)[1]
        self.assertTrue((support.SOURCE / example).exists(), example)

    def test_says_the_exit_statuses_of_check_and_extract(self):
        for command in ("check", "extract"):
            self.assertIn("Exit status", mercato(command, "--help").out.decode())

    def test_version_is_a_version(self):
        self.assertRegex(mercato("--version").out.decode().strip(), r"\d+\.\d+\.\d+")


class Json(unittest.TestCase):
    """Section 5 of the claims guide."""

    def answers(self):
        for case in sorted((support.SOURCE / "tests" / "golden").glob("*/in.*")):
            run = check("--json", case)
            self.assertIn(run.status, (0, 1), case)
            yield from run.lines()

    def test_has_the_fields_and_values_of_the_guide(self):
        claims = facts = drifts = 0
        for answer in self.answers():
            self.assertLessEqual({"doc", "claims", "facts", "drift"}, set(answer))
            self.assertTrue(answer["doc"]["id"])
            for claim in answer["claims"]:
                claims += 1
                self.check_claim(claim)
            for fact in answer["facts"]:
                facts += 1
                self.assertIn(fact["verdict"], VERDICTS)
                self.assertTrue(fact["predicate"] and fact["evidence"])
                self.assertTrue(fact["verdict"] == "unknown" or fact["rows"], "a verdict names its rows")
            for drift in answer["drift"]:
                drifts += 1
                self.assertIn(drift["kind"], DRIFTS)
                self.assertNotEqual(drift["claim"], drift["against"])
                self.assertLess(max(drift["claim"], drift["against"]), len(answer["claims"]))
        self.assertGreater(min(claims, facts, drifts), 5)

    def check_claim(self, claim):
        self.assertTrue(claim["person"]["name"])
        for field, values in ENUMS.items():
            self.assertIn(claim[field], values)
        self.assertIn(claim["source"]["kind"], SOURCE_KINDS)
        self.assertIsInstance(claim["money"], list)
        for money in claim["money"]:
            self.assertIn(money["kind"], MONEY_KINDS)
            self.assertGreater(money["amount"], 0)
        self.assertTrue(claim["evidence"])

    def test_types_are_those_of_the_types_command(self):
        types = {row["type"] for row in mercato("types", "--json", reference=REFERENCE).json()}
        self.assertEqual(len(types), 24)
        self.assertLessEqual({c["type"] for a in self.answers() for c in a["claims"]}, types)

    def test_knows_persons_and_clubs_by_their_reference_ids(self):
        answer = check("--json", "-", stdin=STATEMENT.encode()).json()
        claim = answer["claims"][0]
        self.assertEqual(claim["person"], {"name": "Ilan Kerdrel", "id": "made-kerdrel"})
        self.assertEqual(claim["to"], {"name": "AC Montefalda", "id": "made-montefalda"})
        self.assertEqual(answer["doc"]["published"], "2024-06-12")

    def test_published_is_taken_only_where_the_document_states_none(self):
        for text, expected in ((STATEMENT, "2024-06-12"), (STATEMENT.split("\n", 2)[2], "2020-01-02")):
            run = check("--json", "--published", "2020-01-02", "-", stdin=text.encode())
            self.assertEqual(run.json()["doc"]["published"], expected)


class Lists(unittest.TestCase):
    def test_languages_have_rules(self):
        rows = {row["tag"]: row for row in mercato("languages", "--json", reference=REFERENCE).json()}
        for tag in ("fr", "it", "en"):
            self.assertGreater(rows[tag]["claims"], 20, tag)
        self.assertIn("fr", mercato("languages", reference=REFERENCE).out.decode())

    def test_all_rules_hold_their_own_sentences(self):
        run = mercato("verify", reference=REFERENCE)
        self.assertEqual((run.status, run.err), (0, ""), run.out.decode())

    def test_explain_names_rule_words_and_offsets(self):
        file = golden("reversed-passive")
        claim = check("--json", file).json()["claims"][0]
        run = mercato("explain", file, "--claim", "1", reference=REFERENCE)
        self.assertEqual(run.status, 0)
        text = run.out.decode()
        for wanted in (claim["rules"][0], claim["person"]["name"], f"bytes {claim['evidence'][0]['start']}"):
            self.assertIn(wanted, text)

    def test_explain_of_a_claim_that_is_not_there_says_so(self):
        for number in ("0", "99"):
            run = mercato("explain", golden("reversed-passive"), "--claim", number, reference=REFERENCE)
            self.assertEqual(run.status, 2, number)
            self.assertTrue(run.err)

    def test_read_shows_the_post_and_its_date(self):
        run = mercato("read", "--json", golden("html-embedded-post"), reference=REFERENCE)
        self.assertEqual(run.status, 0)
        self.assertIn("2024-06-11", run.out.decode())
        self.assertNotIn("Lire aussi", run.out.decode())


class ReferenceCommands(unittest.TestCase):
    def test_lookup_tells_names_moves_and_contracts(self):
        run = mercato("reference", "lookup", "kerdrel", "--json", reference=REFERENCE)
        self.assertEqual(run.status, 0)
        person = run.json()[0]
        self.assertEqual((person["id"], person["birth"]), ("made-kerdrel", "1999-03-02"))
        self.assertEqual(person["moves"][0]["to"], "Racing Corvaille")
        self.assertEqual(person["contracts"][0]["expires"], "2026-06-30")

    def test_lookup_of_nobody_is_1(self):
        run = mercato("reference", "lookup", "Nemo Nusquam", reference=REFERENCE)
        self.assertEqual((run.status, run.out), (1, b""))
        self.assertIn("Nemo Nusquam", run.err)

    def test_info_counts(self):
        info = mercato("reference", "info", "--json", reference=REFERENCE).json()
        self.assertTrue(info)

    def test_import_tells_bad_rows_with_file_and_line_and_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            tables = pathlib.Path(folder, "tables")
            tables.mkdir()
            (tables / "clubs.csv").write_text("club_id,name,short_names,city,country\nc1,FC Ombrelle,,,FRA\nc2\n")
            (tables / "players.csv").write_text("player_id,name,date_of_birth,nationalities\n"
                                                "p1,Nils Averdal,2000-02-30,NOR\np2,Oda Lysfjord,2000-02-03,NOR\n")
            out = pathlib.Path(folder, "own.ref")
            run = mercato("reference", "import", tables, "--out", out)
            self.assertEqual(run.status, 0)
            self.assertRegex(run.err, r"clubs\.csv:3\b")
            self.assertRegex(run.err, r"players\.csv:2\b")
            found = mercato("reference", "lookup", "Oda Lysfjord", "--json", reference=out).json()
            self.assertEqual(found[0]["id"], "p2")

    def test_import_of_no_folder_is_2_and_leaves_no_file(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "own.ref")
            self.assertEqual(mercato("reference", "import", "/nonexistent", "--out", out).status, 2)
            self.assertFalse(out.exists())


def on_a_terminal(*arguments, environment=None):
    """What the program writes when its standard output is a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        env = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        os.execve(support.PROGRAM, [support.PROGRAM, *map(str, arguments)], env)
    out = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    os.waitpid(pid, 0)
    os.close(terminal)
    return out


class Colour(unittest.TestCase):
    ARGUMENTS = ("check", golden("reversed-passive"), "--reference", REFERENCE)

    def test_is_used_on_a_terminal(self):
        self.assertIn(b"\x1b[", on_a_terminal(*self.ARGUMENTS))

    def test_is_not_used_elsewhere(self):
        self.assertNotIn(b"\x1b", mercato(*self.ARGUMENTS).out)

    def test_is_not_used_where_the_user_says_so(self):
        self.assertNotIn(b"\x1b", on_a_terminal(*self.ARGUMENTS, "--no-colour"))
        self.assertNotIn(b"\x1b", on_a_terminal(*self.ARGUMENTS, environment={"NO_COLOR": "1"}))

    def test_no_document_can_steer_the_terminal(self):
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write("L'AC Montefalda vise Ilan Kerdrel \x1b]0;owned\x07\x1b[2J\x9b2J ce jour.\n".encode())
            file.flush()
            for out in (mercato("check", file.name, reference=REFERENCE).out,
                        on_a_terminal("check", file.name, "--reference", REFERENCE)):
                self.assertNotIn(b"\x1b]0;", out)
                self.assertNotIn(b"\x1b[2J", out)
                self.assertNotIn(b"\x07", out)
                self.assertNotIn("\x9b".encode(), out)


class Report(unittest.TestCase):
    def test_shows_claims_post_facts_and_drift_side_by_side(self):
        text = check(golden("reversed-passive")).out.decode()
        for wanted in ("Owen Hartridge", "offered", "interest", "initiative_reversed", "post by Sandro Beltrani",
                       "2024-06-12", "⟦", "│"):
            self.assertIn(wanted, text)

    def test_the_example_of_setup_drifts(self):
        run = check(support.SOURCE / "data" / "examples" / "article.txt")
        self.assertEqual(run.status, 1, run.err)
        text = run.out.decode()
        self.assertIn("initiative_reversed", text)
        self.assertIn("✓", text)
        self.assertNotIn("contradicted", text)


if __name__ == "__main__":
    unittest.main()

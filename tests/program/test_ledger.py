"""From documents to dossiers: ingest, the ledger's care, and the commands that answer from it."""
import csv
import gzip
import io
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

import support
from support import mercato

REFERENCE = support.made_up_reference()
NOW = {"MERCATO_NOW": "2024-07-01T12:00:00Z"}


def item(number, text, **more):
    return {"id": f"d{number}", "published": f"2024-06-{10 + number:02d}", "outlet": f"Outlet {number}", "text": text, **more}


SAGA = [
    item(1, "AC Montefalda vise Ilan Kerdrel, le défenseur central du Racing Corvaille.", lang="fr", outlet="Ballon du Soir"),
    item(2, "AC Montefalda have made a €15m bid for Ilan Kerdrel of Racing Corvaille.", lang="en", outlet="Touchline Daily"),
    item(3, "Ilan Kerdrel has joined AC Montefalda, the club have announced.", lang="en", outlet="Touchline Daily"),
    item(4, "Portalba segue Owen Hartridge, centrocampista dei Thornwick Rovers.", lang="it", outlet="Pallone Sera"),
]


def as_lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.ledger = self.path / "ledger.db"

    def run_on(self, *arguments, ledger=None, **more):
        more.setdefault("environment", NOW)
        more.setdefault("reference", REFERENCE)
        return mercato(*arguments, "--ledger", ledger or self.ledger, **more)

    def ok(self, *arguments, **more):
        run = self.run_on(*arguments, **more)
        self.assertEqual(run.status, 0, run.err + run.out.decode())
        return run

    def ingest(self, rows, **more):
        return self.ok("ingest", "-", "--json", stdin=as_lines(rows), **more).json()

    def info(self):
        return self.ok("ledger", "info", "--json").json()


class Ingest(LedgerTest):
    def test_counts_what_is_new_and_the_same_input_again_adds_nothing(self):
        first = self.ingest(SAGA)
        self.assertEqual((first["documents"], first["fresh"], first["same"], first["unread"]), (4, 4, 0, 0))
        self.assertGreaterEqual(first["claims"], 4)
        again = self.ingest(SAGA)
        self.assertEqual((again["fresh"], again["same"], again["edited"]), (0, 4, 0))
        self.assertEqual(again["head"], first["head"])

    def test_gives_the_same_ledger_for_the_same_input_and_time_whatever_the_threads(self):
        rows = [item(i % 15, SAGA[i % 4]["text"] + f" Note {i}.", id=f"n{i}") for i in range(1500)]
        heads = set()
        for j in ("1", "4"):
            run = self.ok("ingest", "-", "--json", "-j", j, stdin=as_lines(rows), ledger=self.path / f"{j}.db")
            heads.add(run.json()["head"])
        self.assertEqual(len(heads), 1)

    def test_reads_folders_and_packed_files_of_any_format(self):
        news = self.path / "news"
        (news / "later").mkdir(parents=True)
        (news / "a.ndjson.gz").write_bytes(gzip.compress(as_lines(SAGA[:2])))
        (news / "page.html").write_text(f"<html lang='fr'><body><article><h1>Mercato</h1><p>{SAGA[0]['text']}</p></article></body></html>")
        (news / "later" / "note.txt").write_text(SAGA[3]["text"])
        (news / "later" / "feed.xml").write_text(
            "<rss version='2.0'><channel><title>F</title><item><title>" + SAGA[1]["text"] + "</title><link>https://f.example/1</link></item></channel></rss>")
        (news / "photo.jpg").write_bytes(b"\xff\xd8\xff")
        (news / ".cache.txt").write_text("never")
        got = self.ok("ingest", news, "--json").json()
        self.assertEqual((got["documents"], got["fresh"], got["passed_over"]), (5, 5, 1))

    def test_a_text_without_id_and_address_is_known_by_its_text(self):
        for name in ("a.txt", "b.txt"):
            (self.path / name).write_text(SAGA[0]["text"])
        got = self.ok("ingest", self.path / "a.txt", self.path / "b.txt", "--json").json()
        self.assertEqual((got["fresh"], got["same"]), (1, 1))
        (self.path / "a.txt").write_text(SAGA[3]["text"])
        got = self.ok("ingest", self.path / "a.txt", "--json").json()
        self.assertEqual((got["fresh"], got["edited"]), (1, 0))

    def test_bad_inputs_are_told_and_the_others_are_read(self):
        (self.path / "cut.ndjson.gz").write_bytes(gzip.compress(as_lines(SAGA) * 400)[:1500])
        run = self.run_on("ingest", "/nonexistent/a.txt", "-", self.path / "cut.ndjson.gz", "--json",
                          stdin=b'{"id": "x", "text": \n' + as_lines(SAGA[:1]))
        self.assertEqual(run.status, 2)
        for told in ("/nonexistent/a.txt", "-:1", "cut.ndjson.gz"):
            self.assertIn(told, run.err)
        got = run.json()
        self.assertGreaterEqual(got["fresh"], 1)
        self.assertEqual(got["unread"], 4)  # the last line of the cut file is cut as well
        self.assertEqual(self.info()["documents"], got["fresh"])

    def test_nothing_that_was_there_is_lost_where_an_input_is_bad(self):
        before = self.ingest(SAGA)
        run = self.run_on("ingest", "-", stdin=b"{broken\n")
        self.assertEqual(run.status, 2)
        self.assertEqual(self.info()["head"], before["head"])

    def test_published_is_taken_where_none_is_stated(self):
        text = {"id": "x", "text": SAGA[0]["text"]}
        self.ok("ingest", "-", "--published", "2024-06-20", stdin=as_lines([text]))
        row = self.ok("export", "--table", "documents").lines()[0]
        self.assertEqual(row["published"], "2024-06-20")
        self.assertEqual(self.run_on("ingest", "-", "--published", "soon", stdin=b"").status, 2)

    def test_the_default_ledger_lies_in_the_users_data_folder(self):
        for variables, expected in (({"XDG_DATA_HOME": str(self.path / "data")}, self.path / "data/mercato/ledger.db"),
                                    ({"HOME": str(self.path), "XDG_DATA_HOME": ""}, self.path / ".local/share/mercato/ledger.db"),
                                    ({"MERCATO_LEDGER": str(self.path / "own.db")}, self.path / "own.db")):
            run = mercato("ingest", "-", stdin=as_lines(SAGA), reference=REFERENCE, environment={**NOW, **variables})
            self.assertEqual(run.status, 0, run.err)
            self.assertTrue(expected.exists(), expected)

    def test_a_time_that_is_none_is_refused(self):
        self.assertEqual(self.run_on("ingest", "-", stdin=b"", environment={"MERCATO_NOW": "noon"}).status, 2)


class Edits(LedgerTest):
    def test_are_shown_with_what_they_dropped_and_added(self):
        self.ingest(SAGA)
        changed = {**SAGA[1], "text": "AC Montefalda are monitoring Ilan Kerdrel of Racing Corvaille."}
        got = self.ok("ingest", "-", "--json", stdin=as_lines([changed]), environment={"MERCATO_NOW": "2024-07-02T00:00:00Z"}).json()
        self.assertEqual((got["edited"], got["fresh"]), (1, 0))
        edit = got["edits"][0]
        self.assertEqual((edit["key"], edit["version"]), ("d2", 2))
        self.assertIn("bid", [claim["type"] for claim in edit["dropped"]])
        self.assertIn("monitoring", [claim["type"] for claim in edit["added"]])
        self.assertEqual(self.ok("ledger", "edits", "--json").json(), got["edits"])
        self.assertEqual(self.ok("ledger", "edits", "--json", "--as-of", "2024-07-01").json(), [])
        text = self.ok("ledger", "edits").out.decode()
        self.assertRegex(text, r"- Ilan Kerdrel: bid")
        self.assertRegex(text, r"\+ Ilan Kerdrel: monitoring")


    POST = {"id": "post", "url": "https://post.example/kerdrel", "lang": "en", "published": "2024-07-05T09:00:00Z",
            "outlet": "The Terrace Post"}
    RELAY = {"id": "relay", "url": "https://flag.example/kerdrel", "lang": "en", "published": "2024-07-06T09:00:00Z",
             "outlet": "Flagpost", "text": "Transfer news from Italy and France today: according to The Terrace Post, AC Montefalda have made a bid for "
                     "Ilan Kerdrel. The season begins in August."}
    BID = "AC Montefalda have made a bid for Ilan Kerdrel."

    def told(self, edited):
        """The dossier after the post, its relay and the post's edit on 8 July."""
        for day, row in ((5, {**self.POST, "text": self.BID}), (6, self.RELAY), (8, {**self.POST, "text": edited})):
            self.ok("ingest", "-q", "-", stdin=as_lines([row]), environment={"MERCATO_NOW": f"2024-07-0{day}T10:00:00Z"})
        self.text = self.ok("dossier", "Kerdrel").out.decode()
        return self.ok("dossier", "Kerdrel", "--json").json()["dossiers"][0]

    def test_a_claim_that_is_kept_has_the_day_and_the_relays_of_its_first_version(self):
        dossier = self.told(self.BID + "\n\nIlan Kerdrel wants to leave Racing Corvaille.")
        said = [(c["type"], dossier["reports"][c["report"]]["known_at"][:10], c.get("first_of_origin", False))
                for c in dossier["claims"]]
        self.assertEqual(said, [("bid", "2024-07-05", True), ("bid", "2024-07-06", False), ("wants_out", "2024-07-08", True)])
        self.assertEqual(dossier["claims"][1]["restates"], 0)
        relay = dossier["reports"][1]
        self.assertEqual((relay["kind"], relay["derived_from"]), ("relay", 0))
        self.assertEqual([r["version"] for r in dossier["reports"]], [1, 1, 2])
        self.assertEqual(dossier["suitors"][0]["status"], "live")
        self.assertIn("Flagpost (relay of The Terrace Post, 2024-07-05)", self.text)
        self.assertIn("2024-07-08  The Terrace Post version 2 of 2024-07-05", self.text)

    def test_a_bid_that_its_only_origin_edited_away_is_withdrawn_though_relayed(self):
        dossier = self.told("Ilan Kerdrel wants to leave Racing Corvaille.")
        bid = dossier["suitors"][0]
        self.assertEqual((bid["club"]["name"], bid["status"], bid["furthest"]), ("AC Montefalda", "withdrawn", "bid"))
        self.assertEqual((dossier["state"], dossier["history"][-1]["on"]), ("open", "2024-07-08"))
        relay = dossier["claims"][bid["claims"][0]]
        self.assertEqual(dossier["dropped"][relay["restates_dropped"]]["type"], "bid")
        self.assertEqual(dossier["reports"][relay["report"]]["derived_from"], 0)
        self.assertIn("its source has edited this away, seen 2024-07-08", self.text)
        before = self.ok("dossier", "Kerdrel", "--json", "--as-of", "2024-07-07").json()["dossiers"][0]
        self.assertEqual((before["suitors"][0]["status"], before["state"]), ("live", "advanced"))


class Care(LedgerTest):
    def test_verify_proves_and_names_the_head(self):
        head = self.ingest(SAGA)["head"]
        report = self.ok("ledger", "verify", "--json").json()
        self.assertEqual((report["head"], report["broken"], report["documents"]), (head, [], 4))
        self.assertIn(head, self.ok("ledger", "verify").out.decode())

    def test_verify_finds_what_was_changed_and_says_where(self):
        self.ingest(SAGA)
        database = sqlite3.connect(self.ledger)
        database.execute("UPDATE claim SET certainty = 1 - certainty % 2 WHERE id = (SELECT min(id) FROM claim)")
        database.commit()
        database.close()
        run = self.run_on("ledger", "verify", "--json")
        self.assertEqual(run.status, 1)
        self.assertTrue(run.json()["broken"])
        self.assertTrue(run.err)
        self.ok("ledger", "reindex")
        self.ok("ledger", "verify")

    def test_rebuild_adds_entries_only_where_documents_are_read_otherwise(self):
        starter = support.compile_reference("bare.ref", support.SOURCE / "data" / "reference", support.SOURCE / "data" / "starter")
        self.ok("ingest", "-", stdin=as_lines(SAGA), reference=starter)
        before = self.info()
        self.assertEqual(self.ok("ledger", "rebuild", "--json", reference=starter).json()["entries"], 0)
        self.assertEqual(self.info()["head"], before["head"])
        self.assertGreaterEqual(self.ok("ledger", "rebuild", "--json").json()["entries"], 3)
        self.assertEqual(self.info()["documents"], before["documents"])
        self.ok("ledger", "verify")
        fresh = self.path / "fresh.db"
        self.ok("ingest", "-", stdin=as_lines(SAGA), ledger=fresh)
        for name in ("Kerdrel", "Hartridge"):
            answers = [self.ok("dossier", name, "--json", ledger=l).json()["dossiers"] for l in (self.ledger, fresh)]
            self.assertEqual(*(self.without_entries(answer) for answer in answers))

    def without_entries(self, value):
        if isinstance(value, dict):
            return {k: self.without_entries(v) for k, v in value.items() if k not in ("entry", "row", "claim_row")}
        return [self.without_entries(v) for v in value] if isinstance(value, list) else value

    def test_a_ledger_that_is_none_is_refused_with_its_name(self):
        self.ledger.write_bytes(b"no database at all" * 500)
        for command in (["ledger", "info"], ["dossier", "x"], ["search", "x"], ["export", "--table", "claims"], ["window", "2024-summer"]):
            run = self.run_on(*command)
            self.assertEqual(run.status, 2, command)
            self.assertIn(str(self.ledger), run.err)
        self.assertEqual(self.run_on("ledger", "info", ledger=self.path / "absent.db").status, 2)
        self.assertEqual(self.run_on("ledger", "reindex", ledger=self.path / "absent.db").status, 2)


class Stopped(LedgerTest):
    """A process that dies, or is asked to stop, in the middle of an ingest."""

    def start(self, rows):
        file = self.path / "rows.ndjson"
        file.write_bytes(as_lines(rows))
        env = {**{k: v for k, v in os.environ.items() if not k.startswith("MERCATO_")}, **NOW}
        return file, subprocess.Popen([support.PROGRAM, "ingest", str(file), "--ledger", str(self.ledger), "--reference", str(REFERENCE)],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)

    def rows(self, count):
        return [item(i % 15, SAGA[i % 4]["text"] + f" Note number {i}.", id=f"n{i}") for i in range(count)]

    def documents(self):
        return self.run_on("ledger", "info", "--json").json()["documents"]

    def test_killed_at_any_moment_it_keeps_what_was_committed_and_goes_on(self):
        rows, chance = self.rows(4000), random.Random(7)
        last = 0
        for _ in range(8):
            file, process = self.start(rows)
            time.sleep(chance.uniform(0.02, 0.5))
            process.kill()
            process.wait()
            if self.run_on("ledger", "info").status == 2:  # killed before the first commit
                continue
            self.assertEqual(self.ok("ledger", "verify", "--json").json()["broken"], [])
            now = self.documents()
            self.assertGreaterEqual(now, last)
            last = now
        self.ok("ingest", file)
        self.assertEqual(self.documents(), len(rows))
        whole = self.path / "whole.db"
        self.ok("ingest", file, ledger=whole)
        heads = [self.ok("ledger", "info", "--json", ledger=l).json()["head"] for l in (self.ledger, whole)]
        self.assertEqual(*heads, "an ingest that was killed and went on is the same chain as one that was not")

    def test_asked_to_stop_it_keeps_what_was_read(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            self.ledger = self.path / f"{int(number)}.db"
            rows = self.rows(60000)
            _, process = self.start(rows)
            until = time.monotonic() + 30
            while not self.ledger.exists() and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(0.5)
            process.send_signal(number)
            self.assertEqual(process.wait(60), 128 + number)
            self.assertLess(0, self.documents())
            self.assertLess(self.documents(), len(rows))
            self.assertEqual(self.ok("ledger", "verify", "--json").json()["broken"], [])


class Dossiers(LedgerTest):
    def setUp(self):
        super().setUp()
        self.ingest(SAGA)

    def test_a_person_is_found_by_name_surname_and_each_id(self):
        answer = self.ok("dossier", "Ilan Kerdrel", "--json").json()
        person = answer["person"]
        self.assertEqual((person["id"], person["name"]), ("made-kerdrel", "Ilan Kerdrel"))
        self.assertTrue(person["stable_id"].startswith("P-"))
        for name in ("kerdrel", "made-kerdrel", person["stable_id"], "ILAN KERDREL"):
            self.assertEqual(self.ok("dossier", name, "--json").json(), answer, name)

    def test_one_saga_across_languages_with_its_state_and_suitor(self):
        dossier, = self.ok("dossier", "Kerdrel", "--json").json()["dossiers"]
        self.assertEqual((dossier["window"]["id"], dossier["state"]), ("2024-summer", "done"))
        self.assertEqual({claim["type"] for claim in dossier["claims"]}, {"interest", "bid", "official"})

    def test_as_of_a_day_nothing_later_is_known(self):
        dossier, = self.ok("dossier", "Kerdrel", "--json", "--as-of", "2024-06-11").json()["dossiers"]
        self.assertEqual((dossier["state"], len(dossier["claims"])), ("open", 1))
        self.assertEqual(self.run_on("dossier", "Kerdrel", "--as-of", "2024-06-01").status, 1)
        self.assertEqual(self.run_on("dossier", "Kerdrel", "--as-of", "yesterday").status, 2)

    def test_the_terminal_shows_who_said_what_when(self):
        text = self.ok("dossier", "Kerdrel").out.decode()
        for wanted in ("Ilan Kerdrel", "Transfermarkt made-kerdrel", "2024-summer", "done", "Suitors", "AC Montefalda", "15M EUR bid",
                       "Timeline", "2024-06-11", "Ballon du Soir", "vise Ilan Kerdrel", "Touchline Daily"):
            self.assertIn(wanted, text)

    def test_nobody_of_that_name_gets_the_nearest(self):
        run = self.run_on("dossier", "Kerdral")
        self.assertEqual((run.status, run.out), (1, b""))
        self.assertIn("Ilan Kerdrel", run.err)

    def test_several_of_that_name_are_listed_with_ids(self):
        self.ingest([item(5, "AC Montefalda want Nils Quorvin.", id="q1"), item(6, "Portalba want Hugo Quorvin.", id="q2")])
        run = self.run_on("dossier", "Quorvin")
        self.assertEqual(run.status, 1)
        self.assertRegex(run.err, r"Nils Quorvin  P-\w+")
        self.assertRegex(run.err, r"Hugo Quorvin  P-\w+")
        self.ok("dossier", "Nils", "Quorvin")

    def test_a_window_that_is_none_is_refused(self):
        for command in (["dossier", "Kerdrel", "--window", "soon"], ["club", "Montefalda", "--window", "2024"], ["window", "summer"]):
            self.assertEqual(self.run_on(*command).status, 2, command)

    def test_a_club_lists_who_may_come_and_who_may_leave(self):
        answer = self.ok("club", "AC Montefalda", "--json").json()
        self.assertEqual([row["person"]["name"] for row in answer["in"]], ["Ilan Kerdrel"])
        self.assertEqual(answer["in"][0]["suitor"]["furthest"], "official")
        answer = self.ok("club", "Racing Corvaille", "--out", "--json").json()
        self.assertNotIn("in", answer)
        self.assertEqual([row["person"]["name"] for row in answer["out"]], ["Ilan Kerdrel"])
        text = self.ok("club", "AC Montefalda", "--in").out.decode()
        self.assertIn("Ilan Kerdrel", text)
        self.assertIn("official", text)

    def test_a_window_lists_its_sagas_by_state(self):
        answer = self.ok("window", "2024-summer", "--json").json()
        states = {row["person"]["name"]: row["state"] for row in answer["sagas"]}
        self.assertEqual(states["Ilan Kerdrel"], "done")
        self.assertIn("Owen Hartridge", states)
        self.assertEqual(self.ok("window", "2019-summer", "--json").json()["sagas"], [])
        text = self.ok("window", "2024-summer", "--limit", "1").out.decode()
        self.assertLess(text.index("done: 1"), text.index("Ilan Kerdrel"))

    def test_search_finds_words_of_the_evidence_without_their_accents(self):
        hit = self.ok("search", "kerdrel", "bid", "--json").json()[0]
        self.assertEqual((hit["type"], hit["person"]["name"], hit["document"]["key"]), ("bid", "Ilan Kerdrel", "d2"))
        self.assertIn("[", hit["snippet"])
        self.assertEqual(self.run_on("search", "Nusquam").status, 1)
        self.assertEqual(self.run_on("search", "bid", "--as-of", "2024-06-11").status, 1)
        self.assertIn("Touchline Daily", self.ok("search", "bid").out.decode())

    def test_no_document_can_steer_the_terminal(self):
        evil = "\x1b]0;owned\x07\x1b[2J\x9b2J"
        self.ingest([item(7, f"AC Montefalda want Ilan {evil} Kerdrel {evil} now.", id="e" + evil, outlet="Out" + evil, title=evil)])
        for command in (["dossier", "Kerdrel"], ["search", "want"], ["club", "Montefalda"], ["window", "2024-summer"]):
            out = self.run_on(*command).out
            for bad in (b"\x1b", b"\x07", "\x9b".encode()):
                self.assertNotIn(bad, out, command)


class Outcomes(LedgerTest):
    TABLE = ("person_id,person,from_id,from,to_id,to,date,fee_eur,type\n"
             "made-kerdrel,Ilan Kerdrel,made-corvaille,Racing Corvaille,made-montefalda,AC Montefalda,2024-07-01,12000000,permanent\n")

    def test_resolve_the_dossier_and_the_same_table_adds_nothing(self):
        self.ingest(SAGA[:2])
        table = self.path / "moves.csv"
        table.write_text(self.TABLE)
        got, = self.ok("outcome", "import", table, "--json").json()
        self.assertEqual((got["outcomes"], got["passed_over"], got["added"]), (1, 0, True))
        dossier, = self.ok("dossier", "Kerdrel", "--json").json()["dossiers"]
        self.assertEqual((dossier["state"], dossier["resolution"]), ("done", "moved"))
        self.assertIn("12M EUR fee", self.ok("dossier", "Kerdrel").out.decode())
        head = self.info()["head"]
        again, = self.ok("outcome", "import", table, "--json").json()
        self.assertFalse(again["added"])
        self.assertEqual(self.info()["head"], head)

    def test_rows_with_problems_are_told_with_file_and_line(self):
        self.ingest(SAGA)
        table = self.path / "moves.csv"
        table.write_text(self.TABLE + "made-kerdrel,,,,,,2024-99-01,,\n")
        run = self.run_on("outcome", "import", table, "--json")
        self.assertEqual(run.status, 2)
        self.assertRegex(run.err, r"moves\.csv:3\b")
        self.assertEqual(run.json()[0]["outcomes"], 1)

    def test_a_table_of_something_else_is_refused(self):
        table = self.path / "x.csv"
        table.write_text("a,b\n1,2\n")
        self.assertEqual(self.run_on("outcome", "import", table).status, 2)


class Export(LedgerTest):
    def test_writes_every_table_in_both_forms_with_the_same_rows(self):
        self.ingest(SAGA)
        for form in ("csv", "ndjson"):
            self.ok("export", "--format", form, "--out", self.path / form)
        names = sorted(file.stem for file in (self.path / "csv").iterdir())
        self.assertEqual(names, sorted(file.stem for file in (self.path / "ndjson").iterdir()))
        self.assertLessEqual({"claims", "documents", "evidence", "entries"}, set(names))
        for name in names:
            lines = [json.loads(line) for line in (self.path / "ndjson" / f"{name}.ndjson").read_text().splitlines()]
            rows = list(csv.DictReader(io.StringIO((self.path / "csv" / f"{name}.csv").read_text(), newline="")))
            self.assertEqual(len(rows), len(lines), name)
            for row, line in zip(rows, lines):
                self.assertLessEqual(set(line), set(row), name)
                for column, value in line.items():
                    self.assertEqual(row[column].removeprefix("'") if isinstance(value, str) else json.loads(row[column]), value)

    def test_one_table_goes_to_standard_output_and_no_text_is_a_formula(self):
        self.ingest([{**SAGA[0], "outlet": "=HYPERLINK(\"x\")", "author": "@sum", "title": "-1+1"}])
        out = self.ok("export", "--table", "documents", "--format", "csv").out.decode()
        row, = csv.DictReader(io.StringIO(out, newline=""))
        self.assertEqual((row["outlet"], row["author"], row["title"]), ("'=HYPERLINK(\"x\")", "'@sum", "'-1+1"))
        self.assertEqual(self.run_on("export").status, 2)
        self.assertEqual(self.run_on("export", "--table", "nosuch").status, 2)

    def test_as_of_leaves_out_what_was_not_known(self):
        self.ingest(SAGA)
        self.assertEqual(len(self.ok("export", "--table", "documents", "--as-of", "2024-06-12").lines()), 2)


if __name__ == "__main__":
    unittest.main()

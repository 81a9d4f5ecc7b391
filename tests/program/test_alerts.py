"""Alerts end to end: the built program, a real webhook receiver and a real SMTP server, both on 127.0.0.1.

A rule fires once for each claim, whatever is killed in between; deliveries are signed, tried again, and never go to an
address of our own network that the configuration does not name.
"""
import email
import email.policy
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from receivers import MailServer, Receiver
from support import PROGRAM, SLOWNESS, SOURCE, WORK, compile_reference, mercato

WEEK = SOURCE / "data" / "examples" / "week"
REFERENCE = compile_reference("alerts.ref", SOURCE / "data" / "reference", WEEK / "reference")
SECRET = "a-secret-of-the-test-0123456789"
NOON = "2024-07-20T12:00:00Z"


def later(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1721476800 + seconds))


def item(number, text, outlet="The Terrace Post", **more):
    """A document of its own: nothing in it is like another one's text but what is said."""
    return {"id": f"item-{number}", "url": f"https://alerts.example/{number}", "lang": "en", "outlet": outlet,
            "published": f"2024-07-{10 + number % 9:02}T10:00:00Z", "text": text, **more}


TALKS = "Harrowmere City are in talks with Brévalcourt to sign Yaw Adomfeh."
BID = "Atlético Montelarga have made a bid of 20 million euros for Callum Ravensby."
# Players of clubs that make no bids here.
NAMES = ["Oskar Lindhamn", "Anders Tolkvist", "Amadou Sagnoral", "Florian Weidhagen", "Matthieu Orsenval", "Luca Fiorenzati",
         "Dylan Marchebrun", "Gonzalo Peñalverde", "Jordi Ventolera", "Niccolò Brandestini"]


class Place(unittest.TestCase):
    """A ledger, a configuration and receivers of its own for each test."""

    def setUp(self):
        WORK.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="alerts-", dir=WORK))
        self.addCleanup(shutil.rmtree, self.folder)
        self.ledger, self.config = self.folder / "ledger.db", self.folder / "config.toml"
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.feed(item(0, "Wexbarrow Albion are monitoring Anders Tolkvist."))

    def run_program(self, *arguments, now=NOON, ledger=None, **environment):
        return mercato("--ledger", ledger or self.ledger, "--config", self.config, *arguments, reference=REFERENCE,
                       environment={"MERCATO_NOW": now, **environment} if now else environment)

    def feed(self, *items, ledger=None):
        lines = "".join(json.dumps(one) + "\n" for one in items).encode()
        run = mercato("--ledger", ledger or self.ledger, "ingest", "-q", "-", stdin=lines, reference=REFERENCE,
                      environment={"MERCATO_NOW": NOON})
        self.assertEqual(run.status, 0, run.err)

    def configure(self, rules, allow='allow = ["127.0.0.1"]', mail=""):
        self.config.write_text(f"[alerts]\n{allow}\n{mail}\n{rules}", encoding="utf-8")

    def rule(self, conditions="", name="ours", url=None):
        return (f'[[alert]]\nname = "{name}"\n{conditions}\n[[alert.webhook]]\nurl = "{url or self.receiver.url()}"\n'
                f'secret = "{SECRET}"\n')

    def once(self, status=0, now=NOON, **environment):
        run = self.run_program("alerts", "run", "--once", now=now, **environment)
        self.assertEqual(run.status, status, run.err + run.out.decode())
        return run

    def status(self, rule="ours"):
        rows = self.run_program("--json", "alerts").json()
        return next(row for row in rows if row["rule"] == rule)

    def begin(self, rules=None, **more):
        """Rules look at what comes after they were first seen."""
        self.configure(rules or self.rule(), **more)
        self.once()
        self.assertEqual(self.receiver.take(), [])


class Rules(Place):
    def test_only_what_comes_later_fires_and_once(self):
        self.begin()
        self.feed(item(1, TALKS))
        self.once()
        (hook,) = self.receiver.take()
        told = json.loads(hook.body)
        self.assertTrue(hook.is_signed(SECRET))
        self.assertFalse(hook.is_signed(SECRET + "x"))
        self.assertEqual(hook.headers["mercato-event"], "claim")
        self.assertEqual(hook.headers["mercato-delivery"], told["id"])
        self.assertEqual(hook.headers["content-type"], "application/json")
        self.assertEqual(told["claim"]["person"]["name"], "Yaw Adomfeh")
        self.assertEqual(told["claim"]["type"], "talks")
        self.assertIn("Harrowmere City are in talks", told["claim"]["evidence"][0]["text"])
        self.assertEqual(told["url"], "https://alerts.example/1")
        self.feed(item(1, TALKS))
        self.once()
        self.assertEqual(self.receiver.take(), [])
        self.assertEqual(self.status()["fired"], 1)

    def test_stage_certainty_and_names(self):
        self.begin(self.rule('persons = ["Ravensby"]\nstage = "bid"', "ravensby") +
                   self.rule('clubs = ["wk-brevalcourt"]\nstage = "talks"', "club") +
                   self.rule('stage = "medical"', "late") +
                   self.rule('certainty = "asserted"\ntypes = ["talks"]', "sure") +
                   self.rule('outlets = ["Flagpost"]', "outlet"))
        self.feed(item(1, TALKS), item(2, BID), item(3, "Harrowmere City could open talks with Oskar Lindhamn.", "Flagpost"))
        self.once()
        fired = {(h["rule"], h["claim"]["person"]["name"]) for h in (json.loads(x.body) for x in self.receiver.take())}
        self.assertIn(("ravensby", "Callum Ravensby"), fired)
        self.assertIn(("club", "Yaw Adomfeh"), fired)
        self.assertIn(("sure", "Yaw Adomfeh"), fired)
        self.assertIn(("outlet", "Oskar Lindhamn"), fired)
        self.assertEqual({rule for rule, name in fired if name == "Oskar Lindhamn"}, {"outlet"})
        self.assertEqual([name for rule, name in fired if rule in ("club", "outlet", "ravensby")].count("Yaw Adomfeh"), 1)

    def test_a_club_that_nobody_has_named_yet(self):
        self.begin(self.rule('clubs = ["Harrowmere City"]'))
        self.feed(item(1, TALKS))
        self.once()
        self.assertEqual(len(self.receiver.take()), 1)

    def test_relays_are_not_told_unless_asked_for(self):
        self.begin(self.rule('types = ["talks"]', "first") + self.rule('types = ["talks"]\nfirst_word = false', "all"))
        self.feed(item(1, TALKS, published="2024-07-15T10:00:00Z"))
        self.once()
        self.feed(item(2, "According to The Terrace Post, " + TALKS, "Flagpost", published="2024-07-15T15:00:00Z"))
        self.once()
        fired = [json.loads(hook.body)["rule"] for hook in self.receiver.take()]
        self.assertEqual(sorted(fired), ["all", "all", "first"])

    def test_one_word_is_told_once_though_its_relay_came_first(self):
        self.begin(self.rule('types = ["talks"]'))
        self.feed(item(2, "According to The Terrace Post, " + TALKS, "Flagpost", published="2024-07-15T15:00:00Z"))
        self.once()
        self.feed(item(1, TALKS, published="2024-07-15T10:00:00Z"))
        self.once()
        self.assertEqual(len(self.receiver.take()), 1)

    def test_contradicted_facts_and_drift(self):
        self.begin(self.rule('subject = "contradicted_fact"\ntypes = ["age"]', "facts") +
                   self.rule('subject = "drift"\noutlets = ["Our Site"]', "draft"))
        post = ("\n\nYaw #Adomfeh è stato proposto all'#Harrowmere — Gianmarco Sartorelli (@gsartorelli_cdc) July 9, 2024")
        text = "Harrowmere City are targeting Yaw Adomfeh. Bastien Kermadoc, the 26-year-old, stays." + post
        self.feed(item(1, text, "Our Site"), item(2, text + "\n\nMore.", "Flagpost"))
        self.once()
        told = [json.loads(hook.body) for hook in self.receiver.take()]
        drift = [t for t in told if t["event"] == "drift"]
        self.assertEqual([t["rule"] for t in drift], ["draft"])
        self.assertEqual(drift[0]["drift"]["kind"], "initiative_reversed")
        self.assertEqual(drift[0]["url"], "https://alerts.example/1")
        facts = [t for t in told if t["event"] == "contradicted_fact"]
        self.assertEqual({t["contradicted_fact"]["predicate"] for t in facts}, {"age"})
        self.assertEqual(len(facts), 2)

    def test_rehearsal_sends_nothing_and_ids_are_the_same_elsewhere(self):
        items = [item(1, TALKS), item(2, BID), item(3, "Wexbarrow Albion have agreed a deal for Oskar Lindhamn.")]
        self.configure(self.rule())
        self.feed(*items)
        run = self.run_program("--json", "alerts", "test")
        elsewhere = self.folder / "elsewhere.db"
        self.feed(*reversed(items), ledger=elsewhere)
        self.feed(item(0, "Wexbarrow Albion are monitoring Anders Tolkvist."), ledger=elsewhere)
        other = self.run_program("--json", "alerts", "test", ledger=elsewhere)
        ids = sorted(f["id"] for f in run.json()["firings"])
        self.assertEqual(len(ids), 4)
        self.assertEqual(ids, sorted(f["id"] for f in other.json()["firings"]))
        self.assertEqual(self.receiver.take(), [])
        self.assertFalse(Path(str(self.ledger) + ".alerts").exists())

    def test_a_rule_that_is_wrong_is_told_with_its_line(self):
        for text, words in ((self.rule("colour = 3"), "'colour' is no key"), (self.rule('stage = "lunch"'), "no stage"),
                            (self.rule('types = ["lunch"]'), "no claim type"), (self.rule() + self.rule(), "earlier rule"),
                            (self.rule().replace(SECRET, "short"), "fewer than 16"), (self.rule(name="a b"), "no name"),
                            (self.rule('mail_to = "a@b"'), "mail server"), (self.rule('subject = "lunch"'), "none of"),
                            (self.rule(url="ftp://127.0.0.1/"), "no http"), ("", "no alerts")):
            with self.subTest(words=words):
                self.configure(text)
                run = self.run_program("alerts", "run", "--once")
                self.assertEqual(run.status, 2)
                self.assertIn(words, run.err)
                self.assertNotIn(SECRET, run.err)


class Webhooks(Place):
    def fire(self, *answers, **more):
        self.begin(**more)
        self.receiver.answers = list(answers)
        self.feed(item(1, TALKS))

    def test_500_then_200(self):
        self.fire((500, {}), (503, {}))
        self.once(1)
        self.assertIn("status 500", self.status()["trouble"])
        self.once(1, now=later(3))  # too early
        self.assertEqual(len(self.receiver.hooks), 1)
        self.once(1, now=later(15))
        self.once(0, now=later(60))
        first, second, third = self.receiver.take()
        self.assertEqual(first.body, third.body)
        self.assertEqual({first.headers["mercato-delivery"]}, {second.headers["mercato-delivery"],
                                                               third.headers["mercato-delivery"]})
        self.assertEqual(len({h.headers["mercato-timestamp"] for h in (first, second, third)}), 3)
        self.assertTrue(third.is_signed(SECRET))
        self.assertEqual(self.status()["owed"], 0)
        self.assertNotIn("trouble", self.status())

    def test_it_waits_as_long_as_it_is_told(self):
        self.fire((429, {"Retry-After": "1000"}))
        self.once(1)
        self.once(1, now=later(900))
        self.assertEqual(len(self.receiver.take()), 1)
        self.once(0, now=later(1001))
        self.assertEqual(len(self.receiver.take()), 1)

    def test_given_up_at_once_and_after_a_day(self):
        self.fire((404, {}))
        self.once()
        self.assertEqual((self.status()["given_up"], self.status()["owed"]), (1, 0))
        self.assertIn("status 404", self.status()["trouble"])
        self.feed(item(2, BID))
        self.receiver.answers = [(500, {})] * 100
        seconds = 0
        while self.status()["owed"] or seconds == 0:
            self.run_program("alerts", "run", "--once", now=later(seconds))
            seconds += 2000
            self.assertLess(seconds, 100_000)
        self.assertEqual(self.status()["given_up"], 2)
        self.assertGreater(seconds, 75_000)
        self.assertIn("after a day", self.status()["trouble"])

    def test_redirects_are_not_followed(self):
        self.fire((302, {"Location": self.receiver.url("/elsewhere")}))
        self.once()
        self.assertEqual([hook.path for hook in self.receiver.take()], ["/hook"])
        self.assertIn("redirects are not followed", self.status()["trouble"])

    def test_an_address_of_our_own_is_refused_unless_it_is_named(self):
        urls = (self.receiver.url(), self.receiver.url().replace("127.0.0.1", "localhost"),
                self.receiver.url().replace("127.0.0.1", "[::ffff:127.0.0.1]"))
        # A person of its own for each: what an outlet says again of the same one fires nothing.
        for number, (url, name) in enumerate(zip(urls, NAMES), 1):
            with self.subTest(url=url):
                state = Path(str(self.ledger) + ".alerts")
                for old in self.folder.glob("*.alerts*"):
                    old.unlink()
                self.begin(self.rule(url=url), allow="")
                self.feed(item(number, f"Wexbarrow Albion have made a bid for {name}."))
                self.once(1)
                self.assertTrue(state.exists())
                self.assertEqual(self.receiver.take(), [])
                self.assertNotEqual(self.status()["trouble"], "")

    def test_a_dead_receiver_holds_up_nobody(self):
        dead = Receiver()
        dead.close()
        self.begin(self.rule(name="dead", url=dead.url()) + self.rule(name="alive"))
        self.feed(*(item(n, f"Harrowmere City have made a bid for {name}.") for n, name in enumerate(NAMES, 1)))
        self.once(1)
        alive = self.receiver.take()
        self.assertEqual(len(alive), len(NAMES))
        self.assertEqual(self.status("dead")["owed"], len(NAMES))
        self.assertEqual(self.status("alive")["owed"], 0)

    def test_secrets_are_shown_nowhere(self):
        secret = self.folder / "secret"
        secret.write_text(SECRET + "\n")
        rule = self.rule(url=self.receiver.url("/very-private-path")).replace(f'secret = "{SECRET}"', f'secret_file = "{secret}"')
        self.configure(rule)
        first = self.once()
        self.feed(item(1, TALKS))
        self.receiver.answers = [(500, {})]
        run = self.once(1)
        self.assertTrue(self.receiver.take()[0].is_signed(SECRET))
        shown = self.run_program("alerts")
        state = b"".join(path.read_bytes() for path in self.folder.glob("ledger.db.alerts*"))
        for text in (first.out + run.out + shown.out, (first.err + run.err + shown.err).encode(), state):
            self.assertNotIn(SECRET.encode(), text)
            self.assertNotIn(b"very-private-path", text)
        self.assertEqual(os.stat(str(self.ledger) + ".alerts").st_mode & 0o077, 0)

    def test_a_secret_from_the_environment(self):
        rule = self.rule().replace(f'secret = "{SECRET}"', 'secret_env = "DESK_SECRET"')
        self.configure(rule)
        self.assertIn("not set", self.run_program("alerts", "run", "--once").err)
        self.once(DESK_SECRET=SECRET)
        self.feed(item(1, TALKS))
        self.once(DESK_SECRET=SECRET)
        self.assertTrue(self.receiver.take()[0].is_signed(SECRET))


class Mails(Place):
    def setUp(self):
        super().setUp()
        self.mail = MailServer(login=True)
        self.addCleanup(self.mail.close)

    def begin_mail(self, to='["desk@alerts.example"]', more=""):
        self.begin(f'[[alert]]\nname = "ours"\nmail_to = {to}\n',
                   mail=f'[mail]\nserver = "{self.mail.url()}"\nfrom = "mercato@alerts.example"\n{more}')

    def test_a_mail_with_its_evidence(self):
        password = self.folder / "password"
        password.write_text("pass-word-of-the-test\n")
        self.begin_mail(more=f'user = "desk"\npassword_file = "{password}"\n')
        self.feed(item(1, TALKS, title="Talks: Adomfeh à Harrowmere"))
        self.once()
        (mail,) = self.mail.take()
        self.assertEqual((mail.sender, mail.to), ("<mercato@alerts.example>", ["<desk@alerts.example>"]))
        self.assertEqual(mail.login, "\0desk\0pass-word-of-the-test")
        self.assertNotIn(b"pass-word", b"".join(p.read_bytes() for p in self.folder.glob("ledger.db.alerts*")))
        message = email.message_from_bytes(mail.raw, policy=email.policy.default)
        self.assertEqual(message["Subject"], "[ours] Yaw Adomfeh: talks → Harrowmere City, says The Terrace Post")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertRegex(message["Message-ID"], r"^<[0-9a-f]{32}@alerts\.example>$")
        text = message.get_content()
        self.assertIn("“Harrowmere City are in talks with Brévalcourt to sign Yaw Adomfeh”", text)
        self.assertIn("https://alerts.example/1", text)
        self.assertLessEqual(max(map(len, mail.raw.split(b"\r\n"))), 78)

    def test_many_at_once_are_one_mail(self):
        self.begin_mail('["desk@alerts.example", "second@alerts.example"]')
        self.feed(*(item(n, f"Harrowmere City have made a bid for {name}.") for n, name in enumerate(NAMES, 1)))
        self.once()
        mails = self.mail.take()
        self.assertEqual(sorted(m.to[0] for m in mails), ["<desk@alerts.example>", "<second@alerts.example>"])
        message = email.message_from_bytes(mails[0].raw, policy=email.policy.default)
        self.assertIn(f"{len(NAMES)} alerts", message["Subject"])
        for name in NAMES:
            self.assertIn(name, message.get_content())

    def test_a_document_adds_no_header_and_ends_no_message(self):
        self.begin_mail()
        nasty = "Adomfeh\r\nBcc: evil@alerts.example\r\n\r\n.\r\nQUIT\r\n"
        self.feed(item(1, TALKS + "\r\n.\r\nMAIL FROM:<evil@alerts.example>\r\n", outlet="Post\r\nBcc: evil@alerts.example",
                       title=nasty, author=nasty, url="https://alerts.example/1\r\nX-Evil: 1"))
        self.once()
        (mail,) = self.mail.take()
        message = email.message_from_bytes(mail.raw, policy=email.policy.default)
        self.assertEqual(sorted(message.keys()), sorted(
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
             "Content-Transfer-Encoding"]))
        self.assertEqual(mail.to, ["<desk@alerts.example>"])
        self.assertIn("Rule: ours", message.get_content())

    def test_not_now_and_never(self):
        self.begin_mail()
        self.feed(item(1, TALKS))
        self.mail.refuse = {"RCPT": "451 later"}
        self.once(1)
        self.mail.refuse = {"DATA": "451 later"}
        self.once(1, now=later(15))
        self.assertEqual(self.status()["owed"], 1)
        self.mail.refuse = {"RCPT": "550 nobody of that name"}
        self.once(0, now=later(100))
        self.assertEqual((self.status()["owed"], self.status()["given_up"]), (0, 1))
        self.mail.refuse = {}
        self.feed(item(2, BID))
        self.once()
        self.assertEqual(len(self.mail.take()), 1)

    def test_beyond_this_machine_nothing_goes_unencrypted(self):
        # Not loopback by its name, though it leads there: STARTTLS is then required, and this server has none.
        port = self.mail.url().rsplit(":", 1)[1]
        self.begin('[[alert]]\nname = "ours"\nmail_to = "desk@alerts.example"\n',
                   mail=f'[mail]\nserver = "smtp://[::ffff:127.0.0.1]:{port}"\nfrom = "mercato@alerts.example"\n'
                        'user = "desk"\npassword = "pass-word-of-the-test"')
        self.feed(item(1, TALKS))
        self.once(1)
        self.assertEqual(self.mail.take(), [])
        self.assertIn("TLS", self.status()["trouble"].upper().replace("SSL", "TLS"))


class Deaths(Place):
    def start(self, *arguments):
        env = {key: value for key, value in os.environ.items() if not key.startswith("MERCATO_")}
        return subprocess.Popen([PROGRAM, "--ledger", self.ledger, "--config", self.config, "--reference", REFERENCE, "alerts",
                                 "run", *arguments], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def test_kill_and_restart_never_doubles(self):
        self.begin()
        chance = random.Random(7)
        documents = [item(n, f"{club} have made a bid for {name}.", published="2024-07-15T10:00:00Z")
                     for n, (name, club) in enumerate(((name, club) for name in NAMES for club in
                                                       ("Harrowmere City", "Wexbarrow Albion", "UD Sotoclaro")), 1)]
        killed = 0
        for at in range(0, len(documents), 3):
            self.feed(*documents[at:at + 3])
            self.receiver.answers = [(503, {})] if at % 4 == 0 else []
            process = self.start()
            try:
                process.wait(timeout=chance.uniform(0.01, 0.35) * SLOWNESS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.communicate()
        for round_ in range(40):
            if self.run_program("alerts", "run", "--once", now=None).status == 0:
                break
            time.sleep(1)
        hooks = self.receiver.take()
        told = {hook.headers["mercato-delivery"]: json.loads(hook.body) for hook in hooks}
        expected = {claim["claim"]["claim"] for claim in
                    self.run_program("--json", "--limit", "1000", "alerts", "test", now=None).json()["firings"]
                    if claim["claim"]["type"] == "bid"}
        self.assertEqual(len(expected), len(documents))
        self.assertEqual(sorted(t["claim"]["claim"] for t in told.values()), sorted(expected))
        self.assertEqual(len({(hook.headers["mercato-delivery"], hook.body) for hook in hooks}), len(told))
        self.assertGreater(killed, 5)
        with sqlite3.connect(str(self.ledger) + ".alerts") as state:
            self.assertEqual(state.execute("SELECT count(*), count(DISTINCT id) FROM firing").fetchone(),
                             (len(expected), len(expected)))
            self.assertEqual(state.execute("SELECT count(*) FROM delivery WHERE state <> 1").fetchone()[0], 0)
        print(f"{killed} deaths, {len(hooks)} deliveries of {len(expected)} firings")

    def test_two_at_once_tell_it_once(self):
        self.begin()
        self.feed(*(item(n, f"Harrowmere City have made a bid for {name}.") for n, name in enumerate(NAMES, 1)))
        processes = [self.start("--once") for _ in range(4)]
        for process in processes:
            process.communicate(timeout=60 * SLOWNESS)
        self.run_program("alerts", "run", "--once", now=None)
        ids = [hook.headers["mercato-delivery"] for hook in self.receiver.take()]
        self.assertEqual(len(ids), len(NAMES))
        self.assertEqual(len(set(ids)), len(NAMES))

    def test_it_runs_until_it_is_asked_to_end(self):
        self.configure(self.rule(), allow='allow = ["127.0.0.1"]\nevery = "1s"')
        process = self.start()
        state = Path(str(self.ledger) + ".alerts")
        until = time.monotonic() + 30 * SLOWNESS
        # The rule must have been seen before the news comes in.
        while time.monotonic() < until and not (state.exists() and self.run_program("--json", "alerts").json()[0].get("since")):
            time.sleep(0.05)
        self.feed(item(1, TALKS))
        while not self.receiver.hooks and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=30 * SLOWNESS)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(len(self.receiver.take()), 1)
        self.assertIn("[ours] Yaw Adomfeh: talks", out.decode())


if __name__ == "__main__":
    unittest.main(verbosity=1)

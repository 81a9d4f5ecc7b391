"""The API of `mercato serve` as docs/formats/api.md and /openapi.json promise it, against the real server on a real ledger."""
import gzip
import json
import pathlib
import re
import tempfile
import unittest
import xml.etree.ElementTree as xml

from serve_support import API, NOW, TOKEN, Server, copy_of, ingest, schema_problems, statuses, week_ledger
from support import mercato

LEDGER, REFERENCE = week_ledger("serve")
PERSON, CLUB, WINDOW = "Bastien%20Kermadoc", "Harrowmere%20City", "2024-summer"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{7*7}}"


def moments(value, out):
    """Every time at which something became known, anywhere in an answer."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "known_at":
                out.append(one)
            moments(one, out)
    elif isinstance(value, list):
        for one in value:
            moments(one, out)
    return out


class Described(unittest.TestCase):
    """The description is held to: every path of it is called, and what comes is as it says."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(LEDGER, REFERENCE)
        cls.description = cls.server.get("/openapi.json").json()
        cls.schemas = cls.description["components"]["schemas"]
        source = cls.server.get(API + "/sources").json()["sources"][0]["key"]
        claim = cls.server.get(API + "/claims?limit=1").json()["claims"][0]["claim"]
        cls.places = {"person": PERSON, "club": CLUB, "window": WINDOW, "source": source, "claim": str(claim), "document": "60"}
        cls.wanted = {"name": "b", "words": "Kermadoc"}

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def path_of(self, path, operation):
        path = re.sub(r"\{(\w+)\}", lambda m: self.places[m[1]], path)
        needed = [p["name"] for p in operation.get("parameters", []) if p["required"] and p["in"] == "query"]
        return path + ("?" + "&".join(f"{name}={self.wanted[name]}" for name in needed) if needed else "")

    def questions(self):
        for path, methods in self.description["paths"].items():
            operation = methods.get("get")
            if operation and path.startswith(API) and "$ref" in str(operation["responses"]["200"]):
                yield path, operation

    def assert_described(self, answer, operation):
        described = operation["responses"].get(str(answer.status))
        self.assertIsNotNone(described, (operation["operationId"], answer))
        kind = answer.headers["content-type"].split(";")[0]
        self.assertIn(kind, described["content"], operation["operationId"])
        if kind.endswith("json"):
            problems = schema_problems(described["content"][kind]["schema"], answer.json(), self.schemas)
            self.assertEqual(problems, [], operation["operationId"])

    def test_every_reference_leads_somewhere(self):
        for found in re.findall(r'"\$ref":\s*"([^"]+)"', json.dumps(self.description)):
            self.assertTrue(found.startswith("#/components/schemas/") and found.rsplit("/", 1)[1] in self.schemas, found)
        self.assertEqual(self.description["openapi"], "3.1.0")

    def test_both_addresses_give_the_same_description(self):
        self.assertEqual(self.server.get(API + "/openapi.json").body, self.server.get("/openapi.json").body)

    def test_every_question_answers_as_described(self):
        asked = [op["operationId"] for _, op in self.questions()]
        self.assertGreater(len(asked), 15)
        for path, operation in self.questions():
            answer = self.server.get(self.path_of(path, operation))
            self.assertEqual(answer.status, 200, (path, answer.body[:300]))
            self.assert_described(answer, operation)

    def test_every_other_path_answers_as_described(self):
        for path in ("/healthz", "/metrics", "/robots.txt", "/openapi.json", *(f"{API}/feed.{k}" for k in ("atom", "rss", "json"))):
            answer = self.server.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assert_described(answer, self.description["paths"][path]["get"])
        answer = self.server.post(API + "/check", {"text": "Harrowmere City are in talks with Bastien Kermadoc."})
        self.assertEqual(answer.status, 200)
        self.assert_described(answer, self.description["paths"][API + "/check"]["post"])
        self.assertEqual(self.server.get(API + "/alerts/none.atom").status, 404)

    def test_head_is_get_without_a_body(self):
        for path, operation in self.questions():
            path = self.path_of(path, operation)
            get, head = self.server.get(path), self.server.ask(path, "HEAD")
            self.assertEqual((head.status, head.body), (200, b""))
            self.assertEqual(head.headers["content-length"], str(len(get.body)), path)
            self.assertEqual(head.headers["etag"], get.headers["etag"])

    def test_a_copy_that_is_current_is_not_sent_again(self):
        for path, operation in self.questions():
            path = self.path_of(path, operation)
            tag = self.server.get(path).headers["etag"]
            again = self.server.get(path, If_None_Match=f'"other", W/{tag}')
            self.assertEqual((again.status, again.body, again.headers["etag"]), (304, b"", tag), path)
            self.assertEqual(self.server.get(path, If_None_Match='"other"').status, 200)

    def test_as_of_is_taken_by_every_read_of_the_ledger(self):
        without = []
        for path, operation in self.questions():
            if not any(p["name"] == "as_of" for p in operation["parameters"]):
                without.append(operation["operationId"])
                continue
            path = self.path_of(path, operation)
            path += ("&" if "?" in path else "?") + "as_of=2024-07-09"
            answer = self.server.get(path)
            self.assertIn(answer.status, (200, 404), path)
            for moment in moments(answer.json(), []):
                self.assertLessEqual(moment, "2024-07-09T23:59:59Z", path)
        self.assertEqual(sorted(without), ["info", "types"])

    def test_pages_by_cursor_hold_everything_once(self):
        paged = 0
        for path, operation in self.questions():
            if not any(p["name"] == "cursor" for p in operation["parameters"]):
                continue
            path = self.path_of(path, operation)
            path += "&" if "?" in path else "?"
            whole = self.server.get(path + "limit=200").json()
            self.assertNotIn("next", whole, path)
            lists = [name for name, value in whole.items() if isinstance(value, list)]
            rows, cursor, pages = {name: [] for name in lists}, "", 0
            while pages < 200:
                part = self.server.get(path + "limit=3" + cursor).json()
                pages += 1
                for name in lists:
                    rows[name] += part.get(name, [])
                if "next" not in part:
                    break
                cursor = "&cursor=" + part["next"]
            for name in lists:
                self.assertEqual(rows[name], whole[name], (path, name))
            paged += pages > 1
        self.assertGreater(paged, 4)

    def test_arguments_that_nobody_knows_are_told_with_those_that_are_known(self):
        for path, operation in self.questions():
            path = self.path_of(path, operation)
            answer = self.server.get(path + ("&" if "?" in path else "?") + "colour=red")
            self.assertEqual((answer.status, answer.json()["where"]), (400, "colour"), path)
            for parameter in operation["parameters"]:
                if parameter["in"] == "query":
                    self.assertIn(parameter["name"], answer.json()["hint"])


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ledger = copy_of(LEDGER, "serve-refusals")
        for name in ("Luca Ferrandini", "Paolo Ferrandini"):
            ingest(cls.ledger, REFERENCE, {"id": name, "lang": "en", "published": "2024-07-18", "outlet": "Flagpost",
                                           "text": f"Harrowmere City are interested in {name}."})
        cls.server = Server(cls.ledger, REFERENCE)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def assert_problem(self, answer, status):
        self.assertEqual(answer.status, status, answer.body[:500])
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        problem = answer.json()
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["type"] and problem["title"])
        return problem

    def test_names_that_may_be_several_give_candidates(self):
        problem = self.assert_problem(self.server.get(API + "/dossiers/Ferrandini"), 409)
        self.assertEqual({c["name"] for c in problem["candidates"]}, {"Luca Ferrandini", "Paolo Ferrandini"})
        for candidate in problem["candidates"]:
            self.assertEqual(self.server.get(f"{API}/dossiers/{candidate['stable_id']}").status, 200)

    def test_names_that_nobody_has_give_the_nearest(self):
        problem = self.assert_problem(self.server.get(API + "/dossiers/Bastien%20Kermadok"), 404)
        self.assertIn("Bastien Kermadoc", [c["name"] for c in problem["candidates"]])

    def test_arguments_that_are_wrong(self):
        for path in ("/windows/soon", "/claims?limit=0", "/claims?limit=x", "/claims?as_of=soon", "/claims?cursor=1-2-3", "/claims/x",
                     "/claims?order=both", "/claims?type=nothing", "/search", "/persons", "/today?days=1000"):
            self.assertTrue(self.assert_problem(self.server.get(API + path), 400)["where"], path)

    def test_what_is_not_there(self):
        for path in ("/nothing", API + "/nothing", API, "/api/v2/dossiers/x", API + "/claims/999999999", API + "/documents/999999"):
            self.assert_problem(self.server.get(path), 404)

    def test_methods_that_a_path_does_not_take(self):
        for path, method, allowed in ((API + "/claims", "POST", "GET"), (API + "/check", "GET", "POST"), ("/healthz", "DELETE", "GET"),
                                      (API + "/documents", "PUT", "POST"), ("/", "PATCH", "GET"), ("/metrics", "TRACE", "GET")):
            answer = self.server.ask(path, method)
            self.assert_problem(answer, 405)
            self.assertIn(allowed, answer.headers["allow"])

    def test_kinds_that_are_not_taken_or_not_given(self):
        self.assert_problem(self.server.get(API + "/claims", Accept="text/html"), 406)
        self.assert_problem(self.server.get(API + "/claims", Accept="application/json;q=0"), 406)
        self.assertEqual(self.server.get(API + "/claims", Accept="text/html, */*;q=0.1").status, 200)
        self.assert_problem(self.server.post(API + "/check", "a=b", kind="application/x-www-form-urlencoded"), 415)
        self.assert_problem(self.server.post(API + "/documents", "x", kind="text/html", token=TOKEN), 415)

    def test_drafts_that_are_none(self):
        for body in ("{", "[]", '{"text": 1}', "{}", '{"text": "a", "more": 1}', '{"text": "a", "published": "soon"}', "[" * 5000):
            self.assert_problem(self.server.post(API + "/check", body), 400)
        self.assert_problem(self.server.post(API + "/check", " ", kind="text/plain"), 400)

    def test_last_event_ids_that_are_none(self):
        for number in ("x", "-1", "1 2", "99999999999999999999999"):
            self.assert_problem(self.server.get(API + "/events", Last_Event_ID=number), 400)
        self.assert_problem(self.server.get(API + "/events?colour=red"), 400)
        self.assert_problem(self.server.get(API + "/events?person=Nobody"), 404)


class Documents(unittest.TestCase):
    def setUp(self):
        self.ledger = copy_of(LEDGER, "serve-documents")
        self.server = Server(self.ledger, REFERENCE)
        self.addCleanup(self.server.__exit__)

    def add(self, body, kind="application/json", token=TOKEN):
        return self.server.post(API + "/documents", body, kind, token)

    def test_one_document_as_json_is_stored_once(self):
        document = {"id": "posted-1", "lang": "en", "published": "2024-07-18", "outlet": "Flagpost",
                    "text": "Harrowmere City have agreed a fee for Bastien Kermadoc."}
        first = self.add(document)
        self.assertEqual(first.status, 201, first.body)
        told = first.json()
        self.assertEqual((told["documents"], told["fresh"], told["same"], told["claims"]), (1, 1, 0, 1))
        again = self.add(json.dumps(document, indent=2))
        self.assertEqual((again.status, again.json()["same"], again.json()["rows"]), (200, 1, told["rows"]))
        edited = self.add({**document, "text": "Harrowmere City deny interest in Bastien Kermadoc."})
        self.assertEqual((edited.status, edited.json()["edited"]), (201, 1))
        stored = self.server.get(f"{API}/documents/{told['rows'][0]}").json()
        self.assertIn("agreed a fee", json.dumps(stored))

    def test_lines_and_text(self):
        lines = "".join(json.dumps({"id": f"line-{i}", "lang": "en", "text": f"Item {i}: Harrowmere City are interested in Bastien Kermadoc."})
                        + "\n" for i in range(3))
        told = self.add(lines + "not json\n\n", "application/x-ndjson; charset=utf-8").json()
        self.assertEqual((told["documents"], told["fresh"], told["unread"]), (4, 3, 1))
        self.assertEqual([p["line"] for p in told["problems"]], [4])
        told = self.add("Harrowmere City are in talks with Bastien Kermadoc.", "text/plain")
        self.assertEqual((told.status, told.json()["fresh"]), (201, 1))
        # Without an id of their own two texts are two documents.
        told = self.add("Harrowmere City have made a bid for Bastien Kermadoc.", "text/plain")
        self.assertEqual((told.status, told.json()["fresh"]), (201, 1))

    def test_what_cannot_be_read_is_refused(self):
        for body, kind in (("{", "application/json"), ("[]", "application/json"), ("", "application/json"), ("  ", "text/plain"),
                           ('{"id": "a"}', "application/json"), ("x\ny\n", "application/x-ndjson")):
            self.assertEqual(self.add(body, kind).status, 400, body)

    def test_without_the_token_nothing_is_stored(self):
        before = self.server.get(API + "/info").json()
        for token in (None, "wrong", TOKEN + "x", TOKEN[:-1]):
            answer = self.add({"id": "x", "text": "Harrowmere City are interested in Bastien Kermadoc."}, token=token)
            self.assertEqual(answer.status, 401)
            self.assertIn("Bearer", answer.headers["www-authenticate"])
        self.assertEqual(self.server.get(API + "/info").json(), before)

    def test_while_another_program_writes_it_says_when_to_come_again(self):
        import fcntl
        with open(str(self.ledger) + "-lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            answer = self.add({"id": "y", "text": "Harrowmere City are interested in Bastien Kermadoc."})
        self.assertEqual(answer.status, 503)
        self.assertTrue(int(answer.headers["retry-after"]) > 0)

    def test_hostile_words_stay_words_in_every_answer(self):
        document = {key: HOSTILE for key in ("id", "title", "author", "outlet")}
        document.update(lang="en", url="javascript:alert(1)//" + HOSTILE,
                        text=f"{HOSTILE}\n\nHarrowmere City are interested in Bastien Kermadoc, says {HOSTILE}.")
        told = self.add(document)
        self.assertEqual(told.status, 201, told.body)
        row = told.json()["rows"][0]
        self.server.wait_for(lambda: b"alert(1)" in self.server.get(API + "/claims").body, "the claim")
        for path in (f"{API}/documents/{row}", f"{API}/documents", f"{API}/claims", f"{API}/search?words=interested", f"{API}/sources",
                     f"{API}/dossiers/{PERSON}", f"{API}/today", f"{API}/search?words=%3Cscript%3E", f"{API}/dossiers/%3Cscript%3Ealert(1)",
                     f"{API}/claims?colour=%3Cscript%3E", "/%3Cscript%3E", f"{API}/feed.json"):
            answer = self.server.get(path)
            self.assertIn(answer.headers["content-type"], ("application/json", "application/problem+json", "application/feed+json"), path)
            self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
            self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
            answer.json()
        for kind in ("atom", "rss"):
            answer = self.server.get(f"{API}/feed.{kind}?club={CLUB}")
            self.assertNotIn(b"<script", answer.body)
            self.assertNotIn(b"javascript:", answer.body)
            tags = {element.tag.rsplit("}", 1)[-1] for element in xml.fromstring(answer.body).iter()}
            self.assertFalse(tags & {"script", "img"})

    def test_the_page_is_never_made_of_documents(self):
        page = self.server.get("/")
        if page.status == 404:
            self.skipTest("this build has no page")
        for path in ("/person/%3Cscript%3E", "/search", "/desk", "/document/1"):
            self.assertEqual(self.server.get(path).body, page.body)
        policy = page.headers["content-security-policy"]
        for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
                     "form-action 'none'", "frame-ancestors 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(page.headers["referrer-policy"], "no-referrer")


class Feeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(LEDGER, REFERENCE, config='[serve]\nopen_reads = true\npublic_url = "https://news.example/"\nhosts = ["news.example"]\n')

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def entries(self, query=""):
        feed = self.server.get(API + "/feed.json" + query).json()
        self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
        self.assertEqual(feed["feed_url"], "https://news.example" + API + "/feed.json" + query)
        for item in feed["items"]:
            self.assertTrue(item["id"] and item["title"] and item["content_text"] and item["url"])
        return feed["items"]

    def test_three_forms_hold_the_same(self):
        ids = [item["id"] for item in self.entries()]
        self.assertEqual(len(ids), 50)
        self.assertEqual(len(set(ids)), 50)
        space = "{http://www.w3.org/2005/Atom}"
        atom = xml.fromstring(self.server.get(API + "/feed.atom").body)
        self.assertEqual([e.findtext(space + "id") for e in atom.findall(space + "entry")], ids)
        for element in (atom, *atom.findall(space + "entry")):
            for name in ("id", "title", "updated"):
                self.assertTrue(element.findtext(space + name), name)
        rss = xml.fromstring(self.server.get(API + "/feed.rss").body)
        self.assertEqual([e.text for e in rss.iter("guid")], ids)
        self.assertTrue(all(e.attrib["isPermaLink"] == "false" for e in rss.iter("guid")))
        self.assertTrue(rss.findtext("channel/title") and rss.findtext("channel/link") and rss.findtext("channel/description"))

    def test_filters(self):
        for query, word in (("?person=" + PERSON, "Kermadoc"), ("?type=official", "official"), ("?club=" + CLUB, "Harrowmere")):
            items = self.entries(query)
            self.assertTrue(items, query)
            if not query.startswith("?club"):
                self.assertTrue(all(word in item["title"] for item in items), query)
        self.assertLess(len(self.entries("?stage=agreement")), len(self.entries()))
        self.assertEqual(self.server.get(API + "/feed.rss?stage=nonsense").status, 400)
        self.assertEqual(self.server.get(API + "/feed.atom?person=Nobody").status, 404)

    def test_conditional(self):
        for kind in ("atom", "rss", "json"):
            tag = self.server.get(f"{API}/feed.{kind}").headers["etag"]
            self.assertEqual(self.server.get(f"{API}/feed.{kind}", If_None_Match=tag).status, 304)


class Others(unittest.TestCase):
    """What other parts of the program bring in: alerts and assistants."""

    def test_alerts_have_feeds(self):
        ledger = copy_of(LEDGER, "serve-alerts")
        for old in ledger.parent.glob(ledger.name + ".alerts*"):
            old.unlink()
        config = '[[alert]]\nname = "ours"\nclubs = ["Harrowmere City"]\n'
        with tempfile.TemporaryDirectory() as folder, Server(ledger, REFERENCE, config=config) as server:
            file = pathlib.Path(folder, "config.toml")
            file.write_text(config)
            look = lambda: mercato("--ledger", ledger, "--config", file, "alerts", "run", "--once", reference=REFERENCE, environment={"MERCATO_NOW": NOW})
            self.assertEqual(look().status, 0, look().err)
            ingest(ledger, REFERENCE, {"id": "alert-1", "lang": "en", "published": "2024-07-18", "outlet": "<b>Flagpost",
                                       "text": "Harrowmere City have made a bid for Bastien Kermadoc."})
            self.assertEqual(look().status, 0)
            answer = server.get(API + "/alerts/ours.atom")
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/atom+xml; charset=utf-8"))
            entries = xml.fromstring(answer.body).findall("{http://www.w3.org/2005/Atom}entry")
            self.assertEqual(len(entries), 1)
            self.assertIn("Kermadoc", entries[0].findtext("{http://www.w3.org/2005/Atom}title"))
            self.assertEqual(server.get(API + "/alerts/ours.atom", If_None_Match=answer.headers["etag"]).status, 304)
            self.assertEqual(server.get(API + "/alerts/theirs.atom").status, 404)

    def test_assistants_are_answered(self):
        hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}
        with Server(LEDGER, REFERENCE) as server:
            answer = server.post("/mcp", hello)
            self.assertEqual((answer.status, answer.json()["id"]), (200, 1))
            tools = server.post("/mcp", {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}).json()["result"]["tools"]
            self.assertIn("dossier", [tool["name"] for tool in tools])
            said = server.post("/mcp", {"jsonrpc": "2.0", "method": "notifications/initialized"})
            self.assertEqual((said.status, said.body), (202, b""))
            self.assertEqual(server.post("/mcp", hello, Origin="https://evil.example").status, 403)
            self.assertEqual(server.post("/mcp", hello, MCP_Protocol_Version="1999-01-01").status, 400)
            self.assertEqual(server.post("/mcp", hello, "text/plain").status, 415)
            self.assertEqual(server.get("/mcp").status, 405)
        with Server(LEDGER, REFERENCE, config="[serve]\nopen_reads = false\n") as server:
            self.assertEqual(server.post("/mcp", hello).status, 401)
            self.assertEqual(server.post("/mcp", hello, token=TOKEN).status, 200)


class Access(unittest.TestCase):
    def test_answers_are_compressed_for_who_asks(self):
        with Server(LEDGER, REFERENCE) as server:
            path = f"{API}/dossiers/{PERSON}"
            plain = server.get(path)
            for _ in range(2):  # first made, then kept
                packed = server.get(path, Accept_Encoding="gzip, br")
                self.assertEqual(packed.headers["content-encoding"], "gzip")
                self.assertEqual(gzip.decompress(packed.body), plain.body)
                self.assertLess(len(packed.body), len(plain.body) / 2)
            self.assertNotEqual(packed.headers["etag"], plain.headers["etag"])
            self.assertIn("Accept-Encoding", packed.headers["vary"])
            self.assertEqual(server.get(path, If_None_Match=packed.headers["etag"], Accept_Encoding="gzip").status, 304)

    def test_reads_need_the_token_where_they_are_not_open(self):
        with Server(LEDGER, REFERENCE, config="[serve]\nopen_reads = false\n") as server:
            for path in (API + "/claims", API + "/events", API + "/feed.atom", f"{API}/dossiers/{PERSON}"):
                self.assertEqual(server.get(path).status, 401, path)
                self.assertEqual(server.get(path, Authorization="Basic " + TOKEN).status, 401)
            self.assertEqual(server.post(API + "/check", {"text": "x"}).status, 401)
            self.assertEqual(server.get(API + "/claims", Authorization="Bearer " + TOKEN).status, 200)
            self.assertEqual(server.get("/healthz").json(), {"status": "ok"})

    def test_beyond_loopback_it_is_stated_who_may_read(self):
        with self.assertRaisesRegex(AssertionError, "reads need a token"):
            Server(LEDGER, REFERENCE, "--address", "0.0.0.0", token="")
        with Server(LEDGER, REFERENCE, "--address", "0.0.0.0", token="", config="[serve]\nopen_reads = true\n") as server:
            self.assertEqual(server.get(API + "/info").status, 200)
            self.assertEqual(server.post(API + "/documents", {"text": "x"}).status, 403)

    def test_names_of_others_are_not_answered(self):
        """A page that turns its own name to this machine (DNS rebinding) comes under that name."""
        with Server(LEDGER, REFERENCE, config='[serve]\nhosts = ["news.example"]\n') as server:
            for host in ("evil.example", "evil.example:80", "10.0.0.1", "localhost.evil.example", "[::2]"):
                for path in ("/", API + "/info", "/metrics"):
                    self.assertEqual(server.ask(path, headers={"Host": host}).status, 421, host)
            for host in ("news.example", "NEWS.example:443", "localhost", "127.0.0.1:1"):
                self.assertEqual(server.ask(API + "/info", headers={"Host": host}).status, 200, host)
            self.assertEqual(statuses(server.raw(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")), [400])
            self.assertEqual(statuses(server.raw(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")),
                             [400])

    def test_other_origins_are_let_in_by_name_only(self):
        draft, desk = {"text": "Harrowmere City are in talks."}, "https://desk.example"
        with Server(LEDGER, REFERENCE) as server:
            answer = server.get(API + "/info", Origin=desk)
            self.assertEqual(answer.status, 200)
            self.assertFalse([name for name in answer.headers if name.startswith("access-control")])
            self.assertEqual(server.post(API + "/check", draft, Origin=desk).status, 403)
            self.assertEqual(server.post(API + "/check", draft, Origin="null").status, 403)
            self.assertEqual(server.post(API + "/check", draft, Origin=server.url).status, 200)
            self.assertEqual(server.post(API + "/documents", draft, token=TOKEN, Origin=desk).status, 403)
        with Server(LEDGER, REFERENCE, config=f'[serve]\norigins = ["{desk}"]\n') as server:
            answer = server.get(API + "/info", Origin=desk)
            self.assertEqual(answer.headers["access-control-allow-origin"], desk)
            self.assertIn("Origin", answer.headers["vary"])
            self.assertNotIn("access-control-allow-credentials", answer.headers)
            self.assertEqual(server.post(API + "/check", draft, Origin=desk).status, 200)
            self.assertNotIn("access-control-allow-origin", server.get(API + "/info", Origin=desk + ".evil.example").headers)
            answer = server.ask(API + "/check", "OPTIONS", {"Origin": desk, "Access-Control-Request-Method": "POST"})
            self.assertEqual(answer.status, 204)
            self.assertIn("POST", answer.headers["access-control-allow-methods"])

    def test_configuration_that_is_wrong_is_told_with_its_line(self):
        for config, word in (("[serve]\nprt = 1\n", "prt"), ('[serve]\nport = "x"\n', "port"), ('[serve]\ntoken = "short"\n', "token"),
                             ('[serve]\norigins = "desk"\n', "origin"), ('[serve]\ntrusted_proxies = "x"\n', "x")):
            with self.assertRaisesRegex(AssertionError, word):
                Server(LEDGER, REFERENCE, config=config, token="")
        with self.assertRaisesRegex(AssertionError, "no address"):
            Server(LEDGER, REFERENCE, "--address", "somewhere")

    def test_the_environment_goes_before_the_file(self):
        with Server(LEDGER, REFERENCE, config="[serve]\nopen_reads = true\n", environment={"MERCATO_SERVE_OPEN_READS": "false"}) as server:
            self.assertEqual(server.get(API + "/info").status, 401)


class Upkeep(unittest.TestCase):
    def test_metrics_without_login_are_for_this_machine_only(self):
        """CVE-2023-27591: behind a proxy on the same machine everybody seems to come from there."""
        with Server(LEDGER, REFERENCE, config='[serve]\nopen_reads = true\ntrusted_proxies = ["127.0.0.9"]\n') as server:
            self.assertEqual(server.get("/metrics").status, 200)
            for mark in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto"):
                for value in ("127.0.0.1", "198.51.100.7"):
                    self.assertEqual(server.ask("/metrics", headers={mark: value}).status, 401, mark)
            self.assertEqual(server.get("/metrics", X_Forwarded_For="198.51.100.7", Authorization="Bearer " + TOKEN).status, 200)
        with Server(LEDGER, REFERENCE, config="[serve]\nopen_metrics = true\n") as server:
            self.assertEqual(server.get("/metrics", X_Forwarded_For="198.51.100.7").status, 200)

    def test_metrics_count(self):
        with Server(LEDGER, REFERENCE) as server:
            for _ in range(3):
                server.get(f"{API}/dossiers/{PERSON}")
            server.get("/no/such/path/" + "x" * 40)
            text = server.get("/metrics").body.decode()
            self.assertIn('mercato_requests_total{route="dossier",status="200"} 3\n', text)
            self.assertIn('mercato_request_seconds_count{route="dossier"} 3\n', text)
            self.assertRegex(text, r"mercato_answers_kept_total 2\n")
            self.assertRegex(text, r"mercato_ledger_claims \d\d+\n")
            self.assertNotIn("xxxx", text)
            for line in text.splitlines():
                self.assertRegex(line, r'^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [-+.\de]+)$')

    def test_what_a_stranger_says_of_the_client_is_not_believed(self):
        with Server(LEDGER, REFERENCE, "--log") as server:
            server.get("/healthz", X_Forwarded_For="203.0.113.5")
            self.assertNotIn("203.0.113.5", server.errors())
        with Server(LEDGER, REFERENCE, "--log", config='[serve]\nopen_reads = true\ntrusted_proxies = "127.0.0.1"\n') as server:
            server.get("/healthz", X_Forwarded_For="198.51.100.1, 203.0.113.5")
            server.get("/healthz", Authorization="Bearer very-secret-token")
            server.wait_for(lambda: server.errors().count("/healthz") == 2, "the log")
            self.assertIn('203.0.113.5 "GET /healthz" 200', server.errors())
            self.assertNotIn("198.51.100.1", server.errors())
            self.assertNotIn("very-secret", server.errors())  # passwords logged: CVE-2023-22481

    def test_health_says_no_more_than_needed(self):
        ledger = copy_of(LEDGER, "serve-health")
        with Server(ledger, REFERENCE) as server:
            self.assertEqual(server.get("/healthz").json(), {"status": "ok"})
            ledger.rename(str(ledger) + "-away")
            answer = server.get("/healthz")
            self.assertEqual((answer.status, answer.json()), (503, {"status": "ledger unreadable"}))
            self.assertNotIn(str(ledger).encode(), answer.body)

    def test_it_says_where_it_serves_and_ends_when_asked(self):
        with Server(LEDGER, REFERENCE) as server:
            self.assertRegex(server.url, r"^http://127\.0\.0\.1:\d+$")
            self.assertEqual(server.stop(), 0)
            self.assertEqual(server.errors(), "")

    def test_a_port_that_is_taken_is_told(self):
        with Server(LEDGER, REFERENCE) as server:
            with self.assertRaisesRegex(AssertionError, "cannot listen on port"):
                Server(LEDGER, REFERENCE, port=server.port)


if __name__ == "__main__":
    unittest.main()

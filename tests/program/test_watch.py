"""`mercato watch` and `mercato feeds`, end to end against servers of this machine; nothing else is reached.

Cases named `hole_…` were holes of tools like this one (shared notes, PEERS.md).
"""
import gzip
import http.server
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time
import unittest

import support
from support import mercato

REFERENCE = support.made_up_reference()
PROGRAM = support.PROGRAM
KERDREL = "AC Montefalda have made a €15m bid for Ilan Kerdrel of Racing Corvaille."
HARTRIDGE = "Portalba segue Owen Hartridge, centrocampista dei Thornwick Rovers."
SIGNED = "Ilan Kerdrel has joined AC Montefalda, the club have announced."


class Web:
    """A web server whose pages are functions or bytes; it counts what it is asked."""

    def __init__(self, address="127.0.0.1", port=0):
        self.pages, self.asked, self.heads = {}, [], []
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self):
                web.asked.append(self.path)
                web.heads.append(dict(self.headers))
                page = web.pages.get(self.path)
                if callable(page):
                    return page(self)
                answer(self, page, status=200 if page is not None else 404)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((address, port), Handler)
        self.server.daemon_threads = True
        self.address, self.port = address, self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path="/"):
        return f"http://{self.address}:{self.port}{path}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def answer(handler, body, status=200, **headers):
    body = body.encode() if isinstance(body, str) else body or b""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    try:
        handler.wfile.write(body)
    except OSError:
        pass


def rss(*items, title="Touchline Daily", head=""):
    rows = "".join(f"<item><guid>{guid}</guid>{f'<link>{link}</link>' if link else ''}<title>{words}</title>"
                   f"<description>{text}</description><pubDate>Wed, 12 Jun 2024 10:00:00 GMT</pubDate></item>"
                   for guid, link, words, text in items)
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>{title}</title>{rows}</channel></rss>'


class WatchTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        self.ledger, self.config = self.path / "ledger.db", self.path / "config.toml"

    def web(self, address="127.0.0.1", port=0):
        web = Web(address, port)
        self.addCleanup(web.close)
        return web

    def configure(self, *feeds, allow="127.0.0.1", **watch):
        settings = {"allow": [allow] if allow else [], "between_on_host": 0, "timeout": "5s", "connect_timeout": "2s", **watch}
        lines = ["[watch]", *(f"{key} = {json.dumps(value)}" for key, value in settings.items())]
        for feed in feeds:
            feed = {"url": feed} if isinstance(feed, str) else feed
            lines += ["[[feed]]", *(f"{key} = {json.dumps(value)}" for key, value in feed.items())]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run_on(self, *arguments, now="2024-07-01T12:00:00Z", environment=None, **more):
        return mercato(*arguments, "--config", self.config, "--ledger", self.ledger, reference=REFERENCE,
                       environment={"MERCATO_NOW": now, **(environment or {})}, **more)

    def once(self, status=0, **more):
        run = self.run_on("watch", "--once", "--json", **more)
        self.assertEqual(run.status, status, run.err + run.out.decode())
        return run.json()

    def rows(self, table="documents"):
        return self.run_on("export", "--table", table).lines() if self.ledger.exists() else []

    def health(self):
        return {row["url"]: row for row in self.run_on("feeds", "--json").json()["feeds"]}


class Reading(WatchTest):
    def test_reads_rss_atom_json_feed_and_pages(self):
        web = self.web()
        web.pages = {
            "/rss": rss(("1", web.url("/a"), "Montefalda bid", KERDREL)),
            "/atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Sera</title><entry><id>tag:1</id><link href="{web.url("/b")}"/>'
                     f'<title>Portalba</title><summary>{HARTRIDGE}</summary><updated>2024-06-12T10:00:00Z</updated></entry></feed>',
            "/json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
                {"id": "x", "url": "/c", "content_text": SIGNED, "date_published": "2024-06-20T10:00:00Z"}]}),
            "/page": f"<!doctype html><html><head><title>Kerdrel</title></head><body><article><h1>Kerdrel</h1><p>{KERDREL}</p>"
                     f"<p>{SIGNED} It was a long week for everybody at the club and its supporters.</p></article></body></html>",
        }
        self.configure(web.url("/rss"), web.url("/atom"), web.url("/json"), {"url": web.url("/page"), "kind": "page"})
        said = self.once()
        self.assertEqual((said["feeds"], said["failed"], said["documents"], said["fresh"]), (4, 0, 4, 4))
        self.assertGreaterEqual(said["claims"], 4)
        urls = {row["url"] for row in self.rows()}
        self.assertEqual(urls, {web.url(path) for path in ("/a", "/b", "/c", "/page")})
        health = self.health()
        self.assertEqual({row["state"] for row in health.values()}, {"well"})
        self.assertEqual(health[web.url("/rss")]["items"], 1)
        self.assertGreaterEqual(health[web.url("/rss")]["claims_per_item"], 1)
        # Nothing is new the second time.
        self.assertEqual(self.once()["documents"], 0)

    def test_asks_conditionally_and_takes_304(self):
        web = self.web()

        def feed(handler):
            if handler.headers.get("If-None-Match") == '"v1"':
                return answer(handler, b"", 304)
            answer(handler, rss(("1", web.url("/a"), "Bid", KERDREL)), ETag='"v1"', Last_Modified="Wed, 12 Jun 2024 10:00:00 GMT")

        web.pages["/feed"] = feed
        self.configure(web.url("/feed"))
        self.once()
        self.assertEqual(self.once()["failed"], 0)
        self.assertEqual(web.heads[1].get("If-Modified-Since"), "Wed, 12 Jun 2024 10:00:00 GMT")
        self.assertEqual(self.health()[web.url("/feed")]["tries"], 2)

    def test_unpacks_gzip(self):
        web = self.web()
        web.pages["/feed"] = lambda handler: answer(handler, gzip.compress(rss(("1", web.url("/a"), "Bid", KERDREL)).encode()),
                                                    Content_Encoding="gzip")
        self.configure(web.url("/feed"))
        self.assertEqual(self.once()["fresh"], 1)

    def test_a_changed_item_is_a_new_version(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        self.configure(web.url("/feed"))
        self.once()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", "AC Montefalda are monitoring Ilan Kerdrel of Racing Corvaille."))
        self.assertEqual(self.once()["edited"], 1)

    def test_full_text_comes_from_the_page_and_falls_back(self):
        web = self.web()
        long = f"{KERDREL} {SIGNED} " + "The club said that nothing more would be said about it this week. " * 5
        web.pages = {"/feed": rss(("1", web.url("/a"), "Bid", "Montefalda move for Kerdrel"), ("2", web.url("/gone"), "Portalba", HARTRIDGE)),
                     "/a": f"<html><head><title>Bid</title></head><body><article><h1>Bid</h1><p>{long}</p></article></body></html>"}
        self.configure({"url": web.url("/feed"), "full_text": True})
        self.assertEqual(self.once()["fresh"], 2)
        rows = {row["url"]: row for row in self.rows()}
        self.assertEqual(set(rows), {web.url("/a"), web.url("/gone")})
        self.assertIn("/a", web.asked)
        hit = self.run_on("search", "joined", "--json").json()
        self.assertTrue(hit["hits"] if "hits" in hit else hit)

    def test_a_list_leads_to_its_articles_once(self):
        web = self.web()
        page = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1} " + "Nothing else was said about it. " * 8 + "</p></article></body></html>"
        web.pages = {"/transfers": "<html><body><a href='/'>Home</a><a href='/2024/kerdrel-bid-made'>A</a>"
                                   "<a href='/2024/hartridge-is-followed'>B</a></body></html>",
                     "/2024/kerdrel-bid-made": page.format("Kerdrel", KERDREL),
                     "/2024/hartridge-is-followed": page.format("Hartridge", HARTRIDGE)}
        self.configure({"url": web.url("/transfers"), "kind": "list"})
        self.assertEqual(self.once()["fresh"], 2)
        self.once()
        self.assertEqual(web.asked.count("/2024/kerdrel-bid-made"), 1)

    def test_two_feeds_of_one_site_do_not_edit_each_other(self):
        web = self.web()
        web.pages = {"/one": rss(("1", web.url("/a"), "Bid", KERDREL)), "/two": rss(("9", web.url("/a?utm_source=x"), "Bid", SIGNED))}
        self.configure(web.url("/one"), web.url("/two"))
        said = self.once()
        self.assertEqual((said["documents"], said["edited"]), (1, 0))
        said = self.once()
        self.assertEqual((said["documents"], said["edited"]), (0, 0))

    def test_a_configured_outlet_speaks(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL), title="RSS | everything | football")
        self.configure({"url": web.url("/feed"), "outlet": "Touchline Daily"})
        self.once()
        self.assertEqual(self.rows()[0]["outlet"], "Touchline Daily")


class Failing(WatchTest):
    def test_a_dead_host_does_not_hold_up_the_living(self):
        web, dead = self.web(), self.web("127.0.0.2")
        stop = threading.Event()
        self.addCleanup(stop.set)
        dead.pages["/feed"] = lambda handler: stop.wait(20)
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        refused = Web("127.0.0.3")
        refused.close()
        self.configure(dead.url("/feed"), refused.url("/feed"), web.url("/feed"), allow="127.0.0.0/8", timeout="3s")
        begin = time.monotonic()
        said = self.once(status=2)
        self.assertLess(time.monotonic() - begin, 8 * support.SLOWNESS)
        self.assertEqual((said["fresh"], said["failed"]), (1, 2))
        health = self.health()
        self.assertEqual(health[dead.url("/feed")]["state"], "failing")
        self.assertEqual(health[web.url("/feed")]["state"], "well")
        self.assertEqual(self.run_on("feeds").status, 1)

    def test_backs_off_after_failures_and_keeps_the_servers_pause(self):
        web = self.web()
        web.pages["/feed"] = lambda handler: answer(handler, b"", 503, Retry_After="7200")
        web.pages["/broken"] = lambda handler: answer(handler, b"", 500)
        self.configure(web.url("/feed"), {"url": web.url("/broken"), "every": "15m"})
        for _ in range(3):
            self.once(status=2)
        health = self.health()
        self.assertGreaterEqual(health[web.url("/feed")]["next"], "2024-07-01T14:00:00Z")
        self.assertGreaterEqual(health[web.url("/broken")]["next"], "2024-07-01T14:00:00Z")
        self.assertEqual(health[web.url("/broken")]["failures_in_a_row"], 3)
        self.assertIn("500", health[web.url("/broken")]["last_error"])

    def test_410_stops_a_feed(self):
        web = self.web()
        web.pages["/feed"] = lambda handler: answer(handler, b"", 410)
        self.configure(web.url("/feed"))
        self.once(status=2)
        self.once()
        self.assertEqual(len(web.asked), 1)
        health = self.health()[web.url("/feed")]
        self.assertEqual(health["state"], "gone")
        self.assertIn("410", health["last_error"])

    def test_a_permanent_move_is_remembered(self):
        web = self.web()
        web.pages["/old"] = lambda handler: answer(handler, b"", 301, Location="/new")
        web.pages["/new"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        self.configure(web.url("/old"))
        self.once()
        self.once()
        self.assertEqual(web.asked, ["/old", "/new", "/new"])

    def test_a_body_over_the_limit(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL + " x" * 200_000))
        self.configure(web.url("/feed"), body="100kB")
        self.once(status=2)
        self.assertIn("limit", self.health()[web.url("/feed")]["last_error"])

    def test_a_server_that_drips(self):
        web = self.web()

        def drip(handler):
            handler.send_response(200)
            handler.end_headers()
            try:
                for _ in range(200):
                    handler.wfile.write(b"<")
                    time.sleep(0.1)
            except OSError:
                pass

        web.pages["/feed"] = drip
        self.configure(web.url("/feed"), timeout="1s")
        begin = time.monotonic()
        self.once(status=2)
        self.assertLess(time.monotonic() - begin, 6 * support.SLOWNESS)

    def test_what_is_no_feed_is_told(self):
        web = self.web()
        web.pages["/feed"] = '<?xml version="1.0"?><urlset xmlns="x"><url><loc>http://x</loc></url></urlset>'
        self.configure(web.url("/feed"))
        self.once(status=2)
        self.assertIn("sitemap", self.health()[web.url("/feed")]["last_error"])

    def test_a_configuration_without_feeds(self):
        self.config.write_text("[watch]\n", encoding="utf-8")
        run = self.run_on("watch", "--once")
        self.assertEqual(run.status, 2)
        self.assertIn("feeds import", run.err)


class Holes(WatchTest):
    def test_hole_ssrf_private_addresses_are_refused_unless_named(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        port = web.port
        self.configure(*(f"http://{host}:{port}/feed" for host in
                         ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0")),
                       "http://169.254.169.254/latest/meta-data/", allow=None)
        said = self.once(status=2)
        self.assertEqual((said["failed"], said["documents"], web.asked), (8, 0, []))

    def test_hole_ssrf_redirect_to_a_refused_address(self):
        web, inside = self.web(), self.web("127.0.0.2")
        inside.pages["/secret"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        web.pages["/feed"] = lambda handler: answer(handler, b"", 302, Location=inside.url("/secret"))
        self.configure(web.url("/feed"))
        self.once(status=2)
        self.assertEqual(inside.asked, [])
        self.assertIn("127.0.0.2", self.health()[web.url("/feed")]["last_error"])

    def test_hole_ssrf_through_links_of_items(self):
        """Miniflux GHSA-xwh2: an address in the feed's content was fetched without the guard of the feed itself."""
        web, inside = self.web(), self.web("127.0.0.2")
        web.pages["/feed"] = rss(("1", inside.url("/secret"), "Bid", KERDREL), ("2", "file:///etc/passwd", "Two", HARTRIDGE))
        self.configure({"url": web.url("/feed"), "full_text": True})
        self.assertEqual(self.once()["fresh"], 2)
        self.assertEqual(inside.asked, [])
        self.assertNotIn("root:", self.ledger.read_bytes().decode("latin-1"))

    def test_hole_guard_holds_for_feeds_test_too(self):
        web = self.web()
        self.configure(allow=None)
        run = self.run_on("feeds", "test", web.url("/feed"))
        self.assertEqual((run.status, web.asked), (2, []))
        self.assertIn("public internet", run.err)

    def test_hole_xml_bomb(self):
        web = self.web()
        bomb = "<!DOCTYPE rss [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]>"
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid &a11;", KERDREL), head=bomb)
        self.configure(web.url("/feed"))
        run = self.run_on("watch", "--once")
        self.assertIn(run.status, (0, 2))
        self.assertLess(run.megabytes, 400 * support.SLOWNESS)

    def test_hole_doctype_opens_no_file(self):
        web = self.web()
        secret = self.path / "secret.txt"
        secret.write_text("Owen Hartridge has joined Portalba in secret.", encoding="utf-8")
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL + " &x;"), head=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>')
        self.configure(web.url("/feed"))
        self.run_on("watch", "--once")
        self.assertNotIn("in secret", json.dumps(self.rows("claims")) + json.dumps(self.rows()))

    def test_hole_entry_ids_set_by_the_feed(self):
        """FreshRSS#2273: one feed's ids reached another's items."""
        good, evil = self.web(), self.web("127.0.0.2")
        good.pages["/feed"] = rss(("shared-id", "", "Bid", KERDREL))
        evil.pages["/feed"] = rss(("shared-id", "", "Bid", SIGNED), (good.url("/feed") + "#shared-id", "", "Bid", HARTRIDGE))
        self.configure(good.url("/feed"), evil.url("/feed"), allow="127.0.0.0/8")
        said = self.once()
        self.assertEqual((said["documents"], said["fresh"], said["edited"]), (3, 3, 0))

    def test_hole_a_feed_cannot_edit_anothers_article(self):
        good, evil = self.web(), self.web("127.0.0.2")
        article = good.url("/article")
        good.pages["/feed"] = rss(("1", article, "Bid", KERDREL))
        evil.pages["/feed"] = rss(("1", article, "Bid", "AC Montefalda have withdrawn from talks over Ilan Kerdrel."))
        evil.pages["/page"] = (f'<html><head><title>Bid</title><link rel="canonical" href="{article}"></head><body><article><h1>Bid</h1>'
                               f"<p>{SIGNED} " + "This page says that it is another. " * 5 + "</p></article></body></html>")
        self.configure(good.url("/feed"), evil.url("/feed"), {"url": evil.url("/page"), "kind": "page"}, allow="127.0.0.0/8")
        said = self.once()
        self.assertEqual((said["documents"], said["fresh"], said["edited"]), (3, 3, 0))
        self.assertEqual(sum(row["url"] == article for row in self.rows()), 1)
        # Nor where it comes first.
        self.ledger.unlink()
        pathlib.Path(f"{self.ledger}.feeds").unlink()
        self.configure(evil.url("/feed"), {"url": evil.url("/page"), "kind": "page"}, good.url("/feed"), allow="127.0.0.0/8")
        self.assertEqual(self.once()["edited"], 0)
        self.assertIn(article, {row["url"] for row in self.rows()})

    def test_hole_passwords_are_neither_used_nor_logged(self):
        self.configure("http://desk:hunter2@127.0.0.1:1/feed")
        run = self.run_on("watch", "--once")
        self.assertEqual(run.status, 2)
        self.assertNotIn("hunter2", run.err + run.out.decode())

    def test_hole_control_characters_do_not_steer_the_terminal(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid \x1b]0;owned\x07", KERDREL))
        self.configure(web.url("/feed"))
        run = self.run_on("feeds", "test", web.url("/feed"))
        self.assertEqual(run.status, 0, run.err)
        self.assertNotIn(b"\x1b", run.out)


class GoingOn(WatchTest):
    def start(self, *arguments):
        env = {k: v for k, v in os.environ.items() if not k.startswith("MERCATO_")}
        process = subprocess.Popen([PROGRAM, "watch", *arguments, "--config", str(self.config), "--ledger", str(self.ledger),
                                    "--reference", str(REFERENCE)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process

    def wait_until(self, condition, seconds=15):
        until = time.monotonic() + seconds * support.SLOWNESS
        while not condition():
            self.assertLess(time.monotonic(), until, "it did not come")
            time.sleep(0.02)

    def test_sigterm_in_the_middle_then_nothing_lost_and_nothing_doubled(self):
        web = self.web()
        slow = threading.Event()
        self.addCleanup(slow.set)
        for i in range(6):
            text = f"AC Montefalda have made a €{10 + i}m bid for Ilan Kerdrel of Racing Corvaille."
            web.pages[f"/{i}"] = rss((str(i), web.url(f"/a{i}"), "Bid", text))

        def hang(handler):
            slow.wait(10)
            answer(handler, rss(("s", web.url("/slow-article"), "Late", SIGNED)))

        web.pages["/slow"] = hang
        self.configure(*(web.url(f"/{i}") for i in range(6)), web.url("/slow"), at_once_each_host=2, timeout="20s")
        process = self.start()
        self.wait_until(lambda: len(self.rows()) >= 1)
        process.send_signal(signal.SIGTERM)
        begin = time.monotonic()
        self.assertEqual(process.wait(20), 0)
        self.assertLess(time.monotonic() - begin, 3 * support.SLOWNESS)
        before = len(self.rows())
        slow.set()
        said = self.once()
        self.assertEqual(said["documents"], 7 - before)
        self.assertEqual(said["same"] + said["edited"], 0)
        urls = [row["url"] for row in self.rows()]
        self.assertEqual(len(urls), 7)
        self.assertEqual(len(set(urls)), 7)
        self.assertEqual(self.run_on("ledger", "verify").status, 0)

    def test_kill_between_storing_and_marking_doubles_nothing(self):
        web = self.web()
        for i in range(5):
            web.pages[f"/{i}"] = rss((str(i), web.url(f"/a{i}"), "Bid", KERDREL + f" Report {i}."))
        self.configure(*(web.url(f"/{i}") for i in range(5)))
        for delay in (0.05, 0.15, 0.25):
            process = self.start("--once")
            time.sleep(delay * support.SLOWNESS)
            process.kill()
            process.wait()
        self.once()
        self.assertEqual(sorted(row["url"] for row in self.rows()), [web.url(f"/a{i}") for i in range(5)])

    def test_polls_again_and_others_may_write_meanwhile(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        self.configure({"url": web.url("/feed"), "every": "10s"})
        process = self.start()
        self.wait_until(lambda: len(self.rows()) == 1)
        run = self.run_on("ingest", "-", "-q", stdin=json.dumps({"id": "x", "text": SIGNED}).encode() + b"\n")
        self.assertEqual(run.status, 0, run.err)
        second = self.run_on("watch", "--once")
        self.assertEqual(second.status, 2)
        self.assertIn("another program is watching", second.err)
        web.pages["/feed"] = rss(("2", web.url("/b"), "Portalba", HARTRIDGE))
        self.wait_until(lambda: len(self.rows()) == 3, 25)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(20), 0)
        log = process.stderr.read().decode()
        self.assertIn(f"{web.url('/feed')} 200, 1 of 1 items new", log)

    def test_waits_for_another_writer(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        self.configure(web.url("/feed"))
        self.once()
        web.pages["/feed"] = rss(("2", web.url("/b"), "Bid", SIGNED))
        lock = subprocess.Popen(["flock", f"{self.ledger}-lock", "sleep", "1.5"])
        self.addCleanup(lock.wait)
        self.wait_until(lambda: os.path.exists(f"{self.ledger}-lock"))
        time.sleep(0.2)
        self.assertEqual(self.once()["fresh"], 1)


class Lists(WatchTest):
    OPML = ('<opml version="2.0"><body><outline text="Football"><outline text="A" xmlUrl="https://a.example/feed"/></outline>'
            '<outline text="B" xmlUrl="https://b.example/feed"/></body></opml>')

    def test_import_prints_and_adds_and_export_gives_back(self):
        file = self.path / "list.opml"
        file.write_text(self.OPML, encoding="utf-8")
        before = "# my feeds\n[watch]\nevery = \"1h\"\n\n[[feed]]\nurl = \"https://b.example/feed\" # mine"
        self.config.write_text(before, encoding="utf-8")
        printed = self.run_on("feeds", "import", file)
        self.assertEqual(printed.out.decode().count("[[feed]]"), 2)
        self.assertEqual(self.config.read_text(encoding="utf-8"), before)
        self.assertEqual(self.run_on("feeds", "import", file, "--add").status, 0)
        after = self.config.read_text(encoding="utf-8")
        self.assertTrue(after.startswith(before))
        self.assertEqual(after.count("[[feed]]"), 2)
        self.run_on("feeds", "import", "-", "--add", stdin=self.OPML.encode())
        self.assertEqual(self.config.read_text(encoding="utf-8"), after)
        exported = self.run_on("feeds", "export").out.decode()
        self.assertIn('xmlUrl="https://a.example/feed"', exported)
        self.assertIn('text="Football"', exported)
        self.assertEqual(sorted(p.name for p in self.path.iterdir()), ["config.toml", "list.opml"])

    def test_add_leaves_a_broken_configuration_alone(self):
        self.config.write_text("[watch\n", encoding="utf-8")
        run = self.run_on("feeds", "import", "-", "--add", stdin=self.OPML.encode())
        self.assertEqual((run.status, self.config.read_text(encoding="utf-8")), (2, "[watch\n"))

    def test_feeds_test_shows_and_keeps_nothing(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Montefalda bid", KERDREL))
        self.configure()
        said = self.run_on("feeds", "test", web.url("/feed"), "--json").json()
        self.assertEqual((said["format"], len(said["items"])), ("RSS", 1))
        self.assertGreaterEqual(said["items"][0]["claims"], 1)
        self.assertEqual(said["items"][0]["published"], "2024-06-12")
        self.assertIn("Montefalda bid", self.run_on("feeds", "test", web.url("/feed")).out.decode())
        self.assertFalse(self.ledger.exists())

    def test_the_environment_goes_before_the_file(self):
        web = self.web()
        web.pages["/feed"] = rss(("1", web.url("/a"), "Bid", KERDREL))
        self.configure(web.url("/feed"), allow=None)
        self.once(status=2)
        self.assertEqual(self.once(environment={"MERCATO_WATCH_ALLOW": "127.0.0.1, 10.0.0.0/8"})["fresh"], 1)

    def test_mistakes_are_told_with_their_line(self):
        self.config.write_text('[watch]\n\nevery = "often"\n', encoding="utf-8")
        run = self.run_on("feeds")
        self.assertEqual(run.status, 2)
        self.assertIn("config.toml:3: 'every' of watch is no duration", run.err)


if __name__ == "__main__":
    unittest.main()

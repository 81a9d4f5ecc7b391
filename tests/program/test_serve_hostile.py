"""What strangers do to servers: broken, slow, endless and crafted requests. Nobody else is held up, and nothing gets out."""
import http.client
import os
import pathlib
import socket
import tempfile
import threading
import time
import unittest

from serve_support import API, PATIENCE, TOKEN, Server, copy_of, read_all, statuses, week_ledger
from support import SLOWNESS

LEDGER, REFERENCE = week_ledger("serve-hostile")
SHORT = '[serve]\nrequest = "1s"\nidle = "2s"\n'
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"


class Hostile(unittest.TestCase):
    """One server bears everything, and is asked whether it lives after each test."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(LEDGER, REFERENCE)

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop()
        errors = cls.server.errors()
        cls.server.__exit__()
        assert (status, errors) == (0, ""), (status, errors)

    def tearDown(self):
        self.assertEqual(self.server.get("/healthz").status, 200)

    def status_of(self, data):
        found = statuses(self.server.raw(data))
        self.assertEqual(len(found), 1, (data[:100], found))
        return found[0]

    # --- path traversal (FreshRSS CVE-2022-23497) ---

    def test_no_path_leaves_the_files_of_the_page(self):
        secret = pathlib.Path("/etc/passwd").read_bytes()[:40]
        for path in ("/../etc/passwd", "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/.%2e/etc/passwd",
                     "/%2fetc%2fpasswd", "//etc/passwd", "/etc/passwd", "/..\\..\\etc\\passwd", "/%5c..%5c..%5cetc%5cpasswd",
                     "/app.js%00.html", "/%00", "/./././etc/passwd", "/static/../../etc/passwd", "/%252e%252e/etc/passwd",
                     "/person/../../etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/file:///etc/passwd", "/proc/self/environ"):
            answer = self.server.raw(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            self.assertIn(statuses(answer), ([400], [404]), path)
            self.assertNotIn(secret, answer)

    def test_a_folder_of_the_page_is_not_left_either(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "dist").mkdir()
            (root / "dist" / "index.html").write_text("page")
            (root / "secret").write_text("secret words")
            os.symlink(root / "secret", root / "dist" / "link.txt")
            with Server(LEDGER, REFERENCE, "--page", root / "dist") as server:
                self.assertEqual(server.get("/").body, b"page")
                self.assertEqual(server.get("/person/x").body, b"page")
                for path in ("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/link.txt", "/%2fetc%2fpasswd"):
                    answer = server.raw(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    self.assertIn(statuses(answer), ([400], [404]), path)
                    self.assertNotIn(b"secret words", answer)

    # --- sizes ---

    def test_headers_are_bounded(self):
        self.assertEqual(self.status_of(GET + b"X-Long: " + b"a" * 20000 + b"\r\n\r\n"), 431)
        self.assertEqual(self.status_of(GET + b"".join(b"X-%d: a\r\n" % i for i in range(5000)) + b"\r\n"), 431)
        self.assertEqual(self.status_of(GET + b"a" * 500000), 431)

    def test_addresses_are_bounded(self):
        self.assertEqual(self.status_of(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 414)
        for path in ("/claims?source=" + "a" * 513, "/dossiers/" + "a" * 513, "/claims?" + "a" * 65 + "=1", "/claims?" + "&".join(f"a{i}=1" for i in range(40)),
                     "/a" * 20, "/claims?type=bid&type=talks", "/claims?as_of=%zz", "/claims?source=%00", "/claims?source=%0d%0aX-Evil:%201",
                     "/claims?source=%ff"):
            self.assertEqual(self.server.get(API + path).status, 400, path)

    def test_bodies_are_bounded(self):
        head = f"POST {API}/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n".encode()
        self.assertEqual(self.status_of(head + b"Content-Length: 1048577\r\n\r\n" + b"a" * 100000), 413)
        self.assertEqual(self.status_of(head + b"Content-Length: 99999999999999999999999\r\n\r\n"), 400)
        chunk = b"%x\r\n" % 65536 + b"a" * 65536 + b"\r\n"
        self.assertEqual(self.status_of(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 17 + b"0\r\n\r\n"), 413)
        self.assertEqual(self.server.post(API + "/check", "a " * 500_000, "text/plain").status, 200)

    def test_a_body_that_nobody_may_send_is_not_waited_for(self):
        head = f"POST {API}/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n".encode()
        begin = time.monotonic()
        with self.server.connect() as connection:
            connection.sendall(head)
            self.assertIn(b" 401 ", connection.recv(65536))
        self.assertLess(time.monotonic() - begin, 3 * SLOWNESS)

    # --- grammar ---

    def test_what_is_no_http_is_refused(self):
        for data in (b"\r\n\r\n\r\nnonsense\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", b"G\x00T / HTTP/1.1\r\n\r\n",
                     b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                     b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            self.assertIn(statuses(self.server.raw(data)), ([400], []), data)
        self.assertEqual(self.status_of(b"BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 405)

    def test_two_lengths_of_one_body_are_refused(self):
        """Request smuggling: what one reader takes for a body is another's next request."""
        head = f"POST {API}/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n".encode()
        smuggled = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for lengths in (b"Content-Length: 3\r\nContent-Length: 30\r\n", b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", b"Content-Length: -1\r\n", b"Content-Length: 0x10\r\n",
                        b"Content-Length: 1 1\r\n"):
            answer = self.server.raw(head + lengths + b"\r\n0\r\n\r\n" + smuggled)
            self.assertEqual(statuses(answer), [400], lengths)

    def test_a_coding_that_is_not_read_smuggles_nothing(self):
        """The body must never be taken for the next request."""
        inner = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for coding in (b"gzip", b"identity", b"xchunked", b'"chunked"', b"chunked, gzip", b"chunked, chunked"):
            answer = self.server.raw(b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                     b"Transfer-Encoding: " + coding + b"\r\n\r\n" + inner)
            self.assertEqual(statuses(answer), [400], coding)

    def test_requests_in_a_row_are_answered_in_their_order(self):
        paths = ["/healthz", API + "/types", "/nothing", API + "/info", "/robots.txt"] * 10
        data = b"".join(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for path in paths)
        data += b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        answer = self.server.raw(data)
        self.assertEqual(statuses(answer), [200, 200, 404, 200, 200] * 10 + [200])
        self.assertEqual(answer.count(b"User-agent"), 11)

    def test_expectations(self):
        head = f"POST {API}/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n".encode()
        with self.server.connect() as connection:
            connection.sendall(head + b"Expect: 100-continue\r\n\r\n")
            self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 100 "))
            connection.sendall(b"hello")
            self.assertEqual(statuses(read_all(connection)), [200])
        self.assertEqual(self.status_of(head + b"Expect: a miracle\r\n\r\n"), 417)

    def test_old_http_is_answered_and_closed(self):
        self.assertEqual(statuses(self.server.raw(b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")), [200])

    # --- error pages (stored XSS through an unescaped error: CVE-2023-27592) ---

    def test_errors_give_nothing_back_as_markup(self):
        for path in ("/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", API + "/claims?<script>=1",
                     API + "/dossiers/%3Cimg%20src=x%20onerror=alert(1)%3E", API + "/claims?%3Cscript%3E=1"):
            answer = self.server.raw(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            head, body = answer.split(b"\r\n\r\n", 1)
            self.assertNotIn(b"text/html", head, path)
            self.assertIn(b"application/problem+json", head)
            self.assertIn(b"nosniff", head)
            self.assertIn(b"sandbox", head)
            self.assertNotIn(b"<script", head)

    # --- XML bombs and entities reach the reader by no endpoint; what is posted is text or JSON ---

    def test_xml_that_is_posted_opens_nothing(self):
        ledger = copy_of(LEDGER, "serve-xml")
        bomb = ('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + ']><rss><channel><item><title>&j;</title></item></channel></rss>')
        file = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&e;</title></item></channel></rss>'
        with Server(ledger, REFERENCE) as server:
            for text in (bomb, file):
                for kind in ("application/rss+xml", "application/xml", "text/xml", "text/html"):
                    self.assertEqual(server.post(API + "/documents", text, kind, TOKEN).status, 415)
                begin = time.monotonic()
                answer = server.post(API + "/check", text, "text/plain")
                self.assertLess(time.monotonic() - begin, 5 * SLOWNESS)
                self.assertNotIn(b"root:x:", answer.body)
                answer = server.post(API + "/documents", text, "text/plain", TOKEN)
                self.assertIn(answer.status, (201, 400))
            self.assertNotIn(b"root:x:", server.get(API + "/documents/1").body + server.get(API + "/documents").body)


class Slow(unittest.TestCase):
    def setUp(self):
        self.server = Server(LEDGER, REFERENCE, config=SHORT)
        self.addCleanup(self.server.__exit__)

    def assert_others_are_served(self):
        begin = time.monotonic()
        for _ in range(10):
            self.assertEqual(self.server.get(API + "/info").status, 200)
        self.assertLess(time.monotonic() - begin, 2 * SLOWNESS)

    def test_headers_that_drip_in_are_ended_and_hold_nobody_up(self):
        """Slowloris: the whole header within the limit, however often a byte comes."""
        drips = [self.server.connect() for _ in range(300)]
        for connection in drips:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        begin = time.monotonic()
        self.assert_others_are_served()
        for turn in range(int(20 * SLOWNESS)):
            alive = 0
            for connection in drips[:50]:
                try:
                    connection.sendall(b"X-%d: a\r\n" % turn)
                    alive += 1
                except OSError:
                    pass
            if time.monotonic() - begin > 1.0 and alive < 50:
                break
            time.sleep(0.1)
        for connection in drips:
            connection.settimeout(PATIENCE)
            self.assertIn(statuses(read_all(connection)), ([408], []))
            connection.close()
        self.assertLess(time.monotonic() - begin, 8 * SLOWNESS)

    def test_bodies_that_drip_in_are_ended(self):
        with self.server.connect() as connection:
            connection.sendall(f"POST {API}/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nabc".encode())
            begin = time.monotonic()
            self.assertEqual(statuses(read_all(connection)), [408])
            self.assertLess(time.monotonic() - begin, 6 * SLOWNESS)

    def test_connections_that_say_nothing_are_ended(self):
        silent = [self.server.connect() for _ in range(200)]
        self.assert_others_are_served()
        begin = time.monotonic()
        for connection in silent:
            self.assertEqual(read_all(connection), b"")
            connection.close()
        self.assertLess(time.monotonic() - begin, 6 * SLOWNESS)

    def test_half_open_connections_hold_nobody_up(self):
        halves = []
        for i in range(200):
            connection = self.server.connect()
            if i % 2:
                connection.sendall(GET)
            connection.shutdown(socket.SHUT_WR)
            halves.append(connection)
        self.assert_others_are_served()
        for connection in halves:
            read_all(connection)
            connection.close()

    def test_readers_that_stand_still_are_ended(self):
        ledger_page = f"GET {API}/claims?limit=200 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 200
        still = []
        for _ in range(20):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((self.server.host, self.server.port))
            connection.sendall(ledger_page)
            still.append(connection)
        self.assert_others_are_served()
        self.server.wait_for(lambda: b"mercato_connections 1\n" in self.server.get("/metrics").body, "their end")
        for connection in still:
            connection.close()

    def test_when_there_are_too_many_the_silent_ones_make_room(self):
        self.server.stop()
        self.server = Server(LEDGER, REFERENCE, config="[serve]\nconnections = 20\n")
        self.addCleanup(self.server.__exit__)
        silent = [self.server.connect() for _ in range(60)]
        self.assert_others_are_served()
        for connection in silent:
            connection.close()
        busy = []
        for _ in range(20):
            busy.append(self.server.connect())
            busy[-1].sendall(GET)
        time.sleep(0.3)
        self.assertIn(statuses(self.server.raw(GET + b"\r\n")), ([503], []))
        for connection in busy:
            connection.close()
        self.server.wait_for(lambda: statuses(self.server.raw(GET + b"Connection: close\r\n\r\n")) == [200], "room")

    def test_an_end_that_is_asked_for_waits_for_what_is_under_way(self):
        answers = []

        def ask():
            answers.append(self.server.post(API + "/check", "Harrowmere City are in talks with Bastien Kermadoc. " * 15000, "text/plain").status)

        thread = threading.Thread(target=ask)
        idle = self.server.connect()
        thread.start()
        self.server.wait_for(lambda: b"mercato_waiting_requests 0" not in self.server.get("/metrics").body or answers, "the request")
        begin = time.monotonic()
        self.assertEqual(self.server.stop(), 0)
        thread.join()
        self.assertEqual(answers, [200])
        self.assertLess(time.monotonic() - begin, 8 * SLOWNESS)
        self.assertEqual(read_all(idle), b"")
        idle.close()

    def test_what_waits_when_the_end_is_asked_for_is_not_worked_off(self):
        draft = "Harrowmere City are in talks with Bastien Kermadoc. " * 15000
        threads = [threading.Thread(target=lambda: self.ask_in_vain(draft)) for _ in range(40)]
        for thread in threads:
            thread.start()
        self.server.wait_for(lambda: b"mercato_waiting_requests 0" not in self.server.get("/metrics").body, "the requests")
        begin = time.monotonic()
        self.assertEqual(self.server.stop(), 0)
        self.assertLess(time.monotonic() - begin, 9 * SLOWNESS)
        for thread in threads:
            thread.join()

    def ask_in_vain(self, draft):
        try:
            self.server.post(API + "/check", draft, "text/plain")
        except (OSError, ValueError, http.client.HTTPException):
            pass  # the server has gone


if __name__ == "__main__":
    unittest.main()

"""A webhook receiver and a small SMTP server on 127.0.0.1, for test_alerts.py. Python's standard library only."""
import base64
import hashlib
import hmac
import http.server
import socketserver
import threading
from typing import NamedTuple


class Hook(NamedTuple):
    path: str
    headers: dict
    body: bytes

    def is_signed(self, secret):
        signed = self.headers["mercato-timestamp"].encode() + b"." + self.body
        wanted = "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, self.headers["mercato-signature"])


class Receiver:
    """Keeps what is posted. `answers` is a list of (status, headers) for the next ones; then 200."""

    def __init__(self):
        self.hooks, self.answers, self.lock = [], [], threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with outer.lock:
                    outer.hooks.append(Hook(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                    status, headers = outer.answers.pop(0) if outer.answers else (200, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def take(self):
        with self.lock:
            out, self.hooks = self.hooks, []
        return out

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Mail(NamedTuple):
    sender: str
    to: list
    raw: bytes
    login: str


class MailServer:
    """Takes mail. `refuse` maps a command ("RCPT", "DATA") to a reply; with `login`, AUTH PLAIN is asked for."""

    def __init__(self, login=False):
        self.mails, self.refuse, self.login = [], {}, login
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            timeout = 20

            def say(self, text):
                self.wfile.write(text.encode() + b"\r\n")

            def take_data(self):
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline(65536)) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b".") else line)
                return b"".join(lines)

            def handle(self):
                sender, to, login = "", [], ""
                self.say("220 test ESMTP")
                while line := self.rfile.readline(4096).decode("utf-8", "replace").strip():
                    verb = line.split(":")[0].split()[0].upper()
                    refused = outer.refuse.get(verb)
                    if refused:
                        self.say(refused)
                    elif verb == "EHLO":
                        self.say("250-test")
                        self.say("250-AUTH PLAIN" if outer.login else "250-8BITMIME")
                        self.say("250 SIZE 1000000")
                    elif verb == "AUTH":
                        words = line.split()
                        if len(words) < 3:
                            self.say("334 ")
                            words.append(self.rfile.readline(4096).decode().strip())
                        login = base64.b64decode(words[2]).decode()
                        self.say("235 welcome")
                    elif verb == "MAIL":
                        sender = line.split(":", 1)[1].split()[0]
                        self.say("250 ok")
                    elif verb == "RCPT":
                        to.append(line.split(":", 1)[1].strip())
                        self.say("250 ok")
                    elif verb == "DATA":
                        outer.mails.append(Mail(sender, to, self.take_data(), login))
                        self.say("250 kept")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("502 what")

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self):
        return f"smtp://127.0.0.1:{self.server.server_address[1]}"

    def take(self):
        out, self.mails = self.mails, []
        return out

    def close(self):
        self.server.shutdown()
        self.server.server_close()

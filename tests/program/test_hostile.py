"""Inputs made to break a reader: each ends soon, in little memory, without a crash."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import support
from support import SLOWNESS, mercato

REFERENCE = support.made_up_reference()
STATEMENT = "L'AC Montefalda vise Ilan Kerdrel, le défenseur central du Racing Corvaille."
PAGE = "<html lang='fr'><body><article><h1>Montefalda</h1><p>%s</p></article></body></html>"


class Hostile(unittest.TestCase):
    def bounded(self, run, seconds=1.0, megabytes=300):
        self.assertIn(run.status, (0, 1, 2), run.err[-2000:])
        self.assertLess(run.processor_seconds, seconds * SLOWNESS)
        if SLOWNESS == 1:  # sanitizers keep freed memory
            self.assertLess(run.megabytes, megabytes)
        return run

    def check(self, given, name="in.txt", **limits):
        """Through a file, whose name may give the format, and through standard input."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, name)
            file.write_bytes(given)
            self.bounded(mercato("check", file, reference=REFERENCE), **limits)
            self.bounded(mercato("extract", "-q", file, reference=REFERENCE), **limits)
            return self.bounded(mercato("check", "--json", file, reference=REFERENCE), **limits)

    def test_empty_file_says_so(self):
        run = self.check(b"")
        self.assertTrue(run.status == 2 or run.json()["claims"] == [])

    def test_only_white_space(self):
        self.check(b" \n\t\r\n" * 1000)

    def test_broken_utf8_is_replaced_with_a_problem_and_the_rest_is_read(self):
        self.check(b"\xc3\x28\xff\xfe\x80 " + STATEMENT.encode() + b" \xe2\x82")
        answer = self.check(STATEMENT.encode() + b"\n\n" + "Été à Évry, où l'on espère. ".encode() * 20 + b"\xe2\x82").json()
        self.assertTrue(answer["problems"])
        self.assertEqual(answer["claims"][0]["type"], "interest")

    def test_nul_bytes(self):
        self.check(b"\0" * 100_000)
        self.check(STATEMENT.encode() + b"\0\0" + STATEMENT.encode())

    def test_a_charset_that_lies(self):
        page = PAGE.replace("<body>", "<head><meta charset='utf-16'></head><body>") % STATEMENT
        for encoding in ("utf-8", "latin-1", "utf-16"):
            self.check(page.encode(encoding), "in.html")
        xml = f"<?xml version='1.0' encoding='no-such-charset'?><rss version='2.0'><channel><item><title>{STATEMENT}</title></item></channel></rss>"
        self.check(xml.encode(), "feed.xml")

    def test_200_000_nested_elements(self):
        for tag in ("div", "b", "table", "blockquote", "ul"):
            self.check((PAGE % (f"<{tag}>" * 200_000 + STATEMENT)).encode(), "in.html")
        self.check(("<rss><channel><item>" + "<a>" * 200_000).encode(), "feed.xml")
        self.check(("<!--" * 200_000).encode(), "in.html")
        self.check(("<" * 1_000_000).encode(), "in.html")

    def test_50_000_attributes(self):
        attributes = " ".join(f'a{i}="{i}"' for i in range(50_000))
        self.check((PAGE % f"<span {attributes}>{STATEMENT}</span>").encode(), "in.html")

    def test_an_xml_bomb_stays_small(self):
        entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
        bomb = (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">{entities}'
                '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
                "<rss version='2.0'><channel><item><title>&e11;&f;</title></item></channel></rss>")
        self.assertNotIn(b"root:", self.check(bomb.encode(), "feed.xml").out)

    def test_deep_json(self):
        self.bounded(mercato("extract", "-q", stdin=b'{"text": ' + b"[" * 1_000_000, reference=REFERENCE))
        self.bounded(mercato("extract", "-q", stdin=b'{"a":' * 100_000, reference=REFERENCE))

    def test_one_sentence_of_names_and_cues_without_end(self):
        text = ("Montefalda vise Ilan Kerdrel et Corvaille cible Owen Hartridge " * 6000).encode()
        self.check(text, seconds=4)

    def test_many_claims_in_one_document(self):
        text = "".join(f"L'AC Montefalda vise Jean Durand{chr(97 + i % 26)}{i}. " for i in range(4000)).encode()
        self.check(text, seconds=4)

    def test_one_word_of_four_megabytes(self):
        self.check(b"a" * (4 << 20))
        self.check(("é" * (2 << 20)).encode())
        self.check(("#Kerdrel" * (1 << 18)).encode(), seconds=2)

    def test_one_line_of_a_gigabyte_is_passed_over(self):
        """Bound by how fast bytes go through the pipe; memory stays that of one line's limit."""
        size = (1 << 30) if SLOWNESS == 1 else (1 << 28)
        good = json.dumps({"id": "after", "text": STATEMENT}) + "\n"
        read, write = os.pipe()
        feeder = subprocess.Popen(
            ["sh", "-c", f"head -c {size} /dev/zero | tr '\\0' a; echo; printf %s \"$GOOD\""],
            stdout=write, env={**os.environ, "GOOD": good})
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            run = mercato("extract", "-q", stdin=pipe, reference=REFERENCE)
        feeder.wait()
        self.bounded(run, seconds=3)
        self.assertEqual(run.status, 2)
        first, second = run.lines()
        self.assertIn("passed over", first["problem"]["message"])
        self.assertEqual((second["doc"]["id"], len(second["claims"])), ("after", 1))

    def test_lines_just_within_the_limit_are_read_and_not_kept_all_at_once(self):
        line = json.dumps({"text": "mot " * (7 << 20)}) + "\n"
        with tempfile.TemporaryFile() as file:
            for _ in range(4):
                file.write(line.encode())
            file.seek(0)
            run = mercato("extract", "-q", "-j", "2", stdin=file, reference=REFERENCE)
        self.bounded(run, seconds=8, megabytes=600)
        self.assertEqual(len(run.lines()), 4)


if __name__ == "__main__":
    unittest.main()

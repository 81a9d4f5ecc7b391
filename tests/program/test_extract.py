"""mercato extract: a stream of documents in, one line of claims for each out."""
import json
import pathlib
import tempfile
import unittest

import support
from support import mercato

REFERENCE = support.made_up_reference()
TEXTS = [
    "L'AC Montefalda vise Ilan Kerdrel, le défenseur central du Racing Corvaille.",
    "Secondo Sandro Beltrani, il Portalba segue Owen Hartridge.",
    "Thornwick Rovers have made a £20m bid for Joaquín Velardi, according to Tom Ashgrove.",
    "Il pleut sur la ville — 東京 😀 — et rien d'autre.",
    "Sékou Dambélé a signé à Corvaille, a annoncé le club.\n\nLe joueur a 22 ans.",
]


def documents(count):
    return [{"id": f"d{i}", "text": TEXTS[i % len(TEXTS)], "published": "2024-06-12"} for i in range(count)]


def as_lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def extract(*arguments, stdin, **more):
    return mercato("extract", *arguments, stdin=stdin, reference=REFERENCE, **more)


class Order(unittest.TestCase):
    def test_is_that_of_the_input_and_the_bytes_do_not_depend_on_the_threads(self):
        rows = documents(6000)
        given = as_lines(rows)
        one, four = (extract("-j", j, stdin=given) for j in ("1", "4"))
        self.assertEqual((one.status, four.status), (0, 0), one.err + four.err)
        self.assertEqual([a["doc"]["id"] for a in one.lines()], [r["id"] for r in rows])
        self.assertTrue(one.out == four.out, "one and four threads gave different bytes")

    def test_an_answer_does_not_depend_on_the_documents_before_it(self):
        rows = documents(len(TEXTS))
        alone = b"".join(extract("-q", stdin=as_lines([row])).out for row in rows)
        self.assertEqual(extract("-q", "-j", "1", stdin=as_lines(rows)).out, alone)

    def test_all_evidence_quotes_the_text(self):
        rows = documents(len(TEXTS))
        answers = extract("-q", stdin=as_lines(rows)).lines()
        self.assertGreater(sum(len(a["claims"]) for a in answers), 3)
        for row, answer in zip(rows, answers):
            self.assertEqual(support.broken_evidence(answer, row["text"].encode()), [])

    def test_files_are_answered_in_the_order_given(self):
        with tempfile.TemporaryDirectory() as folder:
            a, b = pathlib.Path(folder, "a.ndjson"), pathlib.Path(folder, "b.txt")
            a.write_bytes(as_lines(documents(3)))
            b.write_text(TEXTS[0])
            ids = [x["doc"]["id"] for x in extract("-q", a, b, a, stdin=b"").lines()]
            self.assertEqual(ids, ["d0", "d1", "d2", "b", "d0", "d1", "d2"])


class BadLines(unittest.TestCase):
    def test_become_located_problems_and_the_run_goes_on(self):
        good = as_lines(documents(1))
        bad = [b'{"id": "x", "text": \n', b"[1, 2]\n", b'{"id": "no text"}\n', b'{"text": 7}\n', b'{"text": ""}\n', b"null\n", b"\xff\xfe\n",
               b'{"text": "a' + b"\0" + b'b"}\n', b'{"text": "' + b"[" * 5000 + b"\n"]
        run = extract("-q", stdin=good + b"".join(b + good for b in bad))
        self.assertEqual(run.status, 2)
        answers = run.lines()
        self.assertEqual(len(answers), 2 * len(bad) + 1)
        for i, answer in enumerate(answers):
            self.assertEqual("problem" in answer, i % 2 == 1, (i, answer))
            if i % 2:
                self.assertTrue(answer["problem"]["message"])
                self.assertEqual(answer["problem"]["line"], i + 1)
                self.assertEqual(answer["claims"], [])
                self.assertRegex(run.err, rf":{i + 1}\b")

    def test_an_empty_line_is_no_document(self):
        run = extract("-q", stdin=b"\n" + as_lines(documents(1)) + b"\n\r\n" + as_lines(documents(1)))
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(len(run.lines()), 2)

    def test_the_last_line_needs_no_line_break(self):
        for end in (b"", b"\n", b"\r\n"):
            self.assertEqual(len(extract("-q", stdin=as_lines(documents(2)).rstrip() + end).lines()), 2, end)

    def test_empty_input_is_no_document_and_no_error(self):
        run = extract(stdin=b"")
        self.assertEqual((run.status, run.out), (0, b""))
        self.assertIn("0 documents", run.err)

    def test_other_fields_and_orders_do_not_matter(self):
        line = b'{"more": {"deep": [1, {"x": null}]}, "text": "L\'AC Montefalda vise Ilan Kerdrel.", "id": "k"}\n'
        answer = extract("-q", stdin=line).json()
        self.assertEqual((answer["doc"]["id"], len(answer["claims"])), ("k", 1))


class Summary(unittest.TestCase):
    def test_counts_and_is_left_out_where_quiet(self):
        given = as_lines(documents(12))
        self.assertIn("12 documents", extract(stdin=given).err)
        self.assertEqual(extract("-q", stdin=given).err, "")


if __name__ == "__main__":
    unittest.main()

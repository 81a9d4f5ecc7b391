"""Live events of `mercato serve`: every new claim once, in order, to everybody who follows, from whichever process it comes."""
import json
import resource
import socket
import threading
import time
import unittest

from serve_support import API, PATIENCE, TOKEN, Events, Server, copy_of, ingest, week_ledger
from support import SLOWNESS

LEDGER, REFERENCE = week_ledger("serve-events")
CLUBS = ("Harrowmere City", "AS Brévalcourt", "Atlético Montelarga", "FC Lorsange")
SAID = ("are interested in", "are in talks with", "have made a bid for", "are monitoring")


def news(number, person="Bastien Kermadoc"):
    """A document with one claim, unlike any other."""
    return {"id": f"live-{number}-{person}", "lang": "en", "published": "2024-07-18", "outlet": f"Outlet {number}",
            "text": f"Note {number}. {CLUBS[number % 4]} {SAID[number // 4 % 4]} {person}."}


class Live(unittest.TestCase):
    def setUp(self):
        self.ledger = copy_of(LEDGER, "serve-live")
        self.start()

    def start(self, **more):
        self.server = Server(self.ledger, REFERENCE, **more)
        self.addCleanup(self.server.__exit__)

    def follow(self, query="", last=None):
        events = Events(self.server, query, last)
        self.addCleanup(events.close)
        return events

    def post(self, *documents):
        lines = "".join(json.dumps(document) + "\n" for document in documents)
        answer = self.server.post(API + "/documents", lines, "application/x-ndjson", TOKEN)
        self.assertEqual(answer.status, 201, answer.body)
        self.assertEqual(answer.json()["claims"], len(documents))

    def test_a_claim_that_is_posted_arrives(self):
        events = self.follow()
        self.assertEqual((events.status, events.type), (200, "text/event-stream"))
        self.post(news(1))
        claim, = events.wait_for(1)
        self.assertEqual(claim["person"]["name"], "Bastien Kermadoc")
        self.assertEqual(claim["claim"], events.ids[0])
        # The same row as the question gives.
        self.server.wait_for(lambda: self.server.get(API + "/claims?limit=1").json()["claims"][0]["claim"] == events.ids[0], "the claim")
        self.assertEqual(self.server.get(API + "/claims?limit=1").json()["claims"][0], claim)

    def test_a_claim_of_another_process_arrives(self):
        events = self.follow()
        ingest(self.ledger, REFERENCE, news(2))
        self.assertEqual(events.wait_for(1)[0]["document"]["id"], news(2)["id"])

    def test_the_same_document_again_tells_nothing(self):
        events = self.follow()
        self.post(news(3))
        ingest(self.ledger, REFERENCE, news(3))
        self.post(news(4))
        events.wait_for(2)
        time.sleep(0.6)
        self.assertEqual([c["document"]["id"] for c in events.claims], [news(3)["id"], news(4)["id"]])

    def test_filters_let_through_what_they_name(self):
        everything, club = self.follow(), self.follow("?club=Harrowmere%20City")
        stage, person, nobody = self.follow("?stage=talks"), self.follow("?person=Yaw%20Adomfeh"), self.follow("?type=official")
        documents = [news(i) for i in range(16)] + [news(16, "Yaw Adomfeh")]
        self.post(*documents)
        everything.wait_for(17)
        club.wait_for(5)
        stage.wait_for(8)
        person.wait_for(1)
        time.sleep(0.3)
        self.assertEqual([c["document"]["id"] for c in everything.claims], [d["id"] for d in documents])
        self.assertEqual({c["to"]["name"] for c in club.claims}, {"Harrowmere City"})
        self.assertEqual({c["type"] for c in stage.claims}, {"talks", "bid"})
        self.assertEqual([c["person"]["name"] for c in person.claims], ["Yaw Adomfeh"])
        self.assertEqual((len(club.ids), len(stage.ids), len(nobody.ids)), (5, 8, 0))

    def test_who_comes_back_gets_what_was_missed_and_nothing_twice(self):
        first = self.follow()
        self.post(*[news(i) for i in range(5)])
        first.wait_for(5)
        first.close()
        self.post(*[news(i) for i in range(5, 10)])
        again = self.follow(last=first.ids[2])
        self.post(*[news(i) for i in range(10, 13)])
        again.wait_for(10)
        time.sleep(0.5)
        self.assertEqual(first.ids[:3] + again.ids, sorted(set(first.ids + again.ids)))
        self.assertEqual(len(again.ids), 10)
        # Before the first event of its own, a stream says from where it counts.
        quiet = self.follow()
        self.assertEqual(quiet.first_id, again.ids[-1])

    def test_who_comes_back_after_a_restart_gets_what_was_missed(self):
        events = self.follow()
        self.post(news(1))
        events.wait_for(1)
        self.server.stop()
        self.assertTrue(events.closed.wait(PATIENCE))
        ingest(self.ledger, REFERENCE, news(2), news(3))
        self.start()
        again = self.follow(last=events.ids[-1])
        self.assertEqual([c["document"]["id"] for c in again.wait_for(2)], [news(2)["id"], news(3)["id"]])

    def test_joining_while_claims_come_in_loses_and_doubles_nothing(self):
        start = self.follow().first_id
        stop = threading.Event()

        def write():
            number = 0
            while not stop.is_set() and number < 300:
                self.post(*[news(number + i) for i in range(3)])
                number += 3

        writer = threading.Thread(target=write)
        writer.start()
        joined = []
        for _ in range(25):
            joined.append(self.follow(last=start))
            time.sleep(0.02)
        stop.set()
        writer.join()
        last = self.server.get(API + "/info")  # whatever is cached, the streams end at the same claim
        self.assertEqual(last.status, 200)
        longest = lambda: max(len(events.ids) for events in joined)
        self.server.wait_for(lambda: len({len(events.ids) for events in joined}) == 1 and longest() > 0, "all to have the same")
        time.sleep(0.6)
        for events in joined:
            self.assertEqual(events.ids, joined[0].ids)
        self.assertEqual(len(set(joined[0].ids)), len(joined[0].ids))
        self.assertEqual(len(joined[0].ids) % 3, 0)

    def test_a_slow_reader_is_cut_off_and_can_resume(self):
        self.server.stop()
        self.start(config="[serve]\nevents_bytes = 150000\n")
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.addCleanup(slow.close)
        slow.settimeout(PATIENCE)
        slow.connect((self.server.host, self.server.port))
        slow.sendall(f"GET {API}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        quick = self.follow()
        slow.recv(100)
        for turn in range(8):
            self.post(*[news(turn * 60 + i) for i in range(60)])
            quick.wait_for(turn * 60 + 60)
        self.server.wait_for(lambda: b"mercato_event_streams_cut_total 1\n" in self.server.get("/metrics").body, "the end of the slow stream")
        # What it got is whole up to where it was cut, and it goes on from there.
        data = b""
        while piece := slow.recv(65536):
            data += piece
        whole = data[:data.rfind(b"\n\n") + 2]
        ids = [int(line[4:]) for line in whole.decode().split("\n") if line.startswith("id: ")]
        rest = self.follow(last=ids[-1])
        rest.wait_for(480 - (len(ids) - 1 if ids[0] not in quick.ids else len(ids)))
        self.assertEqual([i for i in ids if i in set(quick.ids)] + rest.ids, quick.ids)

    def test_streams_are_bounded(self):
        self.server.stop()
        self.start(config="[serve]\nstreams = 2\n")
        self.follow(), self.follow()
        third = Events(self.server)
        self.addCleanup(third.close)
        self.assertEqual(third.status, 503)
        self.assertEqual(self.server.get("/healthz").status, 200)

    def test_a_stream_that_ends_makes_room(self):
        self.server.stop()
        self.start(config="[serve]\nstreams = 1\n")
        for _ in range(3):
            events = Events(self.server)
            self.assertEqual(events.status, 200)
            events.close()
            self.server.wait_for(lambda: b"mercato_event_streams 0\n" in self.server.get("/metrics").body, "the end of the stream")

    def test_an_end_that_is_asked_for_ends_the_streams(self):
        events = [self.follow() for _ in range(5)]
        begin = time.monotonic()
        self.assertEqual(self.server.stop(), 0)
        self.assertLess(time.monotonic() - begin, 4 * SLOWNESS)
        for one in events:
            self.assertTrue(one.closed.wait(PATIENCE))


class Many(unittest.TestCase):
    def test_500_streams_get_200_claims_each_once(self):
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit[1], 4096), limit[1]))
        count, claims = 500, 200
        ledger = copy_of(LEDGER, "serve-many")
        with Server(ledger, REFERENCE) as server:
            request = f"GET {API}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            streams = []
            for _ in range(count):
                streams.append(server.connect())
                streams[-1].sendall(request)
            server.wait_for(lambda: f"mercato_event_streams {count}\n".encode() in server.get("/metrics").body, "all streams")
            received = [b""] * count
            for begin in range(0, claims, 20):
                lines = "".join(json.dumps(news(begin + i)) + "\n" for i in range(20))
                self.assertEqual(server.post(API + "/documents", lines, "application/x-ndjson", TOKEN).status, 201)
            until = time.monotonic() + 3 * PATIENCE
            for i, stream in enumerate(streams):
                while received[i].count(b"event: claim\n") < claims and time.monotonic() < until:
                    received[i] += stream.recv(262144)
            server.stop()
            wanted = None
            for i, stream in enumerate(streams):
                while piece := stream.recv(262144):  # what comes too often would come now
                    received[i] += piece
                stream.close()
                body = received[i].split(b"\r\n\r\n", 1)[1].decode()
                ids = [line for event in body.split("\n\n") if "event: claim" in event for line in event.split("\n") if line.startswith("id: ")]
                wanted = wanted or ids
                self.assertEqual(ids, wanted)
            self.assertEqual(len(wanted), claims)
            self.assertEqual(len(set(wanted)), claims)


if __name__ == "__main__":
    unittest.main()

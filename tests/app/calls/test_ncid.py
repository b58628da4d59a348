import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.event import EventKind
from app.calls.ncid import LINE_BYTES_MAX, LINES_MAX, Greeting, NcidParser, decode
from app.domain.call import Outcome, Withheld

CAPTURES = Path(__file__).parents[2] / "captures" / "ncid"
EXPECTED = json.loads((CAPTURES / "expected.json").read_text("utf-8"))

CID = "CID: *DATE*11222026*TIME*1805*LINE*{line}*NMBR*{number}*MESG*NONE*NAME*NO NAME*\r\n"

FRAGMENTS = st.sampled_from(
    [
        b"CID: ",
        b"+CID: ",
        b"WID: ",
        b"OUT: ",
        b"CIDINFO: ",
        b"MSG: ",
        b"*",
        b"***",
        b"*LINE*",
        b"*NMBR*",
        b"*RING*0*",
        b"*RING*-2*",
        b"*DATE*11222026*TIME*1805*LINE*POTS*NMBR*09012345678*NAME*X*",
        b"*LINE*POTS*RING*0*",
        b"Terminated",
        b"\r\n",
        b"\n",
        b"\xe9\x9d\x9e\xe9\x80\x9a\xe7\x9f\xa5*",
        b"x" * (LINE_BYTES_MAX // 2),
    ]
)
STREAMS = st.lists(st.one_of(FRAGMENTS, st.binary(max_size=20)), max_size=30).map(b"".join)


def a_cid(number="09012345678", line="POTS", kind="CID"):
    return CID.format(number=number, line=line).replace("CID:", f"{kind}:", 1).encode()


def a_cidinfo(ring, line="POTS"):
    return f"CIDINFO: *LINE*{line}*RING*{ring}*TIME*18:05:52*\r\n".encode()


def outcomes(*lines):
    return [event.outcome for event in decode(b"".join(lines)) if event.kind is EventKind.ENDED]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_capture_gives_exactly_the_events_it_is_known_for(name):
    events = decode((CAPTURES / name).read_bytes())
    assert [event.to_document() for event in events] == EXPECTED[name]["events"]


def test_every_capture_has_its_expected_events():
    assert {path.name for path in CAPTURES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_capture_arriving_byte_by_byte_gives_the_same_events(name):
    parser = NcidParser()
    capture = (CAPTURES / name).read_bytes()
    events = [event for byte in capture for event in parser.feed(bytes([byte]))]
    assert tuple(events) == decode(capture)


def test_a_capture_with_bare_line_feeds_reads_the_same():
    capture = (CAPTURES / "session_modem_answered_or_not.txt").read_bytes()
    assert decode(capture.replace(b"\r\n", b"\n")) == decode(capture)


@given(stream=STREAMS, cuts=st.lists(st.integers(min_value=0, max_value=20_000)))
def test_any_bytes_cut_anywhere_give_the_events_of_one_piece(stream, cuts):
    parser = NcidParser()
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    events = [event for start, end in pairwise(edges) for event in parser.feed(stream[start:end])]
    assert events == NcidParser().feed(stream)
    assert parser.pending_bytes <= LINE_BYTES_MAX


@given(garbage=st.binary(max_size=200))
def test_a_bad_line_loses_only_itself(garbage):
    bad = b"CID: " + garbage.replace(b"\n", b"") + b"\n"
    assert NcidParser().feed(bad + a_cid(line="77"))[-1].line == "77"


def test_a_line_over_the_bound_is_lost_and_the_next_one_read():
    flood = b"CID: *NMBR*09011112222*NAME*" + b"x" * LINE_BYTES_MAX + b"*\r\n"
    (ring,) = decode(flood + a_cid())
    assert ring.e164 == "+819012345678"


def test_no_more_lines_are_remembered_than_the_bound():
    parser = NcidParser()
    for line in range(LINES_MAX + 1):
        parser.feed(a_cid(line=str(line)))
    assert parser.feed(a_cidinfo(-1, line="0")) == []
    assert len(parser.feed(a_cidinfo(-1, line="1"))) == 1


@pytest.mark.parametrize("kind", ["CID", "+CID", "WID", "+WID", "PID", "+PID"])
def test_incoming_calls_ring(kind):
    (ring,) = decode(a_cid(kind=kind))
    assert (ring.kind, ring.e164, ring.line) == (EventKind.RING, "+819012345678", "POTS")
    assert ring.call_waiting == ("WID" in kind)
    assert ring.at_text == "11222026 1805"


@pytest.mark.parametrize("kind", ["OUT", "+OUT", "PUT", "BLK", "HUP", "+HUP", "END", "NOT", "cid"])
def test_other_lines_never_ring(kind):
    assert decode(a_cid(kind=kind)) == ()


@pytest.mark.parametrize("kind", ["CIDLOG", "+CIDLOG", "WIDLOG", "HUPLOG", "OUTLOG", "LOG"])
def test_the_call_log_that_a_server_sends_at_the_start_never_rings(kind):
    assert decode(a_cid(kind=kind)) == ()


@pytest.mark.parametrize(
    ("number", "withheld"),
    [
        ("PRIVATE", "P"),
        ("ANONYMOUS", "P"),
        ("P", "P"),
        ("非通知", "P"),
        ("公衆電話", "C"),
        ("C", "C"),
        ("OUT-OF-AREA", "O"),
        ("O", "O"),
        ("UNAVAILABLE", "O"),
        ("表示圏外", "O"),
        ("S", "S"),
        ("-", "N"),
        ("NO NUMBER", "N"),
        ("", "N"),
    ],
)
def test_a_withheld_call_rings_with_its_reason_and_no_number(number, withheld):
    (ring,) = decode(a_cid(number=number))
    assert ring.withheld is Withheld(withheld)
    assert (ring.number_raw, ring.e164) == ("", None)


def test_the_name_field_says_nothing_about_the_caller():
    line = b"CID: *LINE*1*NMBR*09012345678*NAME*PRIVATE*\r\n"
    (ring,) = decode(line)
    assert (ring.e164, ring.withheld) == ("+819012345678", None)


def test_a_name_with_stars_in_it_cannot_pass_for_another_number():
    (ring,) = decode(b"CID: *LINE*1*NMBR*09012345678*NAME*X*NMBR*0311112222*\r\n")
    assert ring.e164 == "+819012345678"


def test_half_a_number_is_no_number():
    assert decode(b"CID: *DATE*11222026*TIME*1805*LINE*POTS*NMBR*0312345678") == ()


def test_a_line_without_label_has_none():
    assert [decode(a_cid(line=line))[0].line for line in ("-", "NO-LINE", " ")] == ["", "", ""]


@pytest.mark.parametrize(
    ("ring", "outcome"),
    [(0, Outcome.UNKNOWN), (-1, Outcome.MISSED), (-2, Outcome.ANSWERED)],
)
def test_the_end_of_ringing_is_the_outcome_of_that_lines_call(ring, outcome):
    (_, ended) = decode(a_cid() + a_cidinfo(ring))
    assert (ended.kind, ended.outcome) == (EventKind.ENDED, outcome)
    assert (ended.line, ended.e164) == ("POTS", "+819012345678")


def test_an_ended_call_repeats_who_rang_so_that_it_finds_its_ring():
    (first, _, ended) = decode(a_cid() + a_cid("0312345678", "B") + a_cidinfo(-1))
    assert (ended.line, ended.number_raw, ended.at_text) == (
        first.line,
        first.number_raw,
        first.at_text,
    )


def test_ringing_that_stops_on_another_line_ends_nothing():
    assert outcomes(a_cid(line="1"), a_cidinfo(-1, line="2")) == []


def test_ringing_without_a_call_ends_nothing():
    assert decode(a_cidinfo(1) + a_cidinfo(2) + a_cidinfo(0)) == ()


def test_a_call_ends_once_however_often_the_line_says_so():
    assert outcomes(a_cid(), a_cidinfo(0), a_cidinfo(0)) == [Outcome.UNKNOWN]
    assert outcomes(a_cid(), a_cidinfo(-2), a_cidinfo(-2)) == [Outcome.ANSWERED]


def test_a_gateway_may_still_tell_after_the_ringing_stopped_that_it_was_answered():
    assert outcomes(a_cid(), a_cidinfo(0), a_cidinfo(-2)) == [Outcome.UNKNOWN, Outcome.ANSWERED]


def test_a_line_that_rings_anew_says_nothing_more_about_the_call_before():
    assert outcomes(a_cid(), a_cidinfo(0), a_cidinfo(1), a_cidinfo(-1)) == [Outcome.UNKNOWN]


@pytest.mark.parametrize("kind", ["OUT", "BLK", "HUP"])
def test_the_end_of_a_call_that_did_not_ring_is_not_that_of_the_one_before(kind):
    assert outcomes(a_cid(), a_cidinfo(0), a_cid("0311112222", kind=kind), a_cidinfo(-2)) == [
        Outcome.UNKNOWN
    ]


def test_a_waiting_call_leaves_the_line_to_the_call_it_waits_for():
    events = decode(a_cid() + a_cid("08099998888", kind="WID") + a_cidinfo(-2))
    assert events[-1].e164 == "+819012345678"


@pytest.mark.parametrize(
    "message",
    ["Serial device 4 pos 0 Hung Up, Terminated  11/22/2026 03:38:40", "NCID server terminated"],
)
def test_a_server_that_says_it_stops_degrades_the_feed(message):
    (event,) = decode(f"MSG: {message}\r\n".encode())
    assert event.to_document() == {"kind": "feed", "state": "degraded"}


@pytest.mark.parametrize(
    "message",
    [
        "Caller ID Logfile too big: (95000 > 90000) bytes",
        "guest hung up on me ***DATE*11222026*TIME*1805*LINE*-*NMBR*-*NAME*Hana*",
    ],
)
def test_other_messages_do_not_degrade_the_feed(message):
    assert decode(f"MSG: {message}\r\n".encode()) == ()


def test_an_unfinished_last_line_waits_for_its_end():
    parser = NcidParser()
    assert parser.feed(a_cid()[:-2]) == []
    assert len(parser.feed(b"\r\n")) == 1


def test_the_last_line_of_a_capture_may_lack_its_ending():
    assert decode(a_cid().removesuffix(b"\r\n")) == decode(a_cid()) != ()


@pytest.mark.parametrize(
    ("stream", "greeting"),
    [
        (b"", Greeting.AWAITED),
        (b"\r\n", Greeting.AWAITED),
        (b"200 Server: ncidd", Greeting.AWAITED),
        (b"200 Server: ncidd (NCID) 1.6\r\n", Greeting.RIGHT),
        (b"HTTP/1.1 400 Bad Request\r\n200 Server\r\n", Greeting.WRONG),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Greeting.WRONG),
    ],
)
def test_the_first_line_tells_an_ncid_server_from_others(stream, greeting):
    parser = NcidParser()
    parser.feed(stream)
    assert parser.greeting is greeting


def test_a_promise_to_answer_is_read_from_the_feature_sets():
    promises = []
    for sets in ("1 2 3 4 5", "1 2", ""):
        parser = NcidParser()
        parser.feed(f"200 Server\r\n210 API: 1.5 Feature Set {sets}\r\n".encode())
        promises.append(parser.answers_requests)
    assert promises == [True, False, False]

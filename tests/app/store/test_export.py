import orjson
import pytest

from app.domain.ids import GuestId
from app.store.export import document, entities_of, in_zone, of_day, text_of, utc
from app.store.ledger import Write
from tests.app.ui.sample import EVE, Clock, sample_desk
from tests.builders import a_reservation


@pytest.fixture
def ledger(tmp_path):
    ledger = sample_desk(tmp_path, Clock()).bookings._ledger
    yield ledger
    ledger.close()


def whole(ledger):
    return document("venue", "production", entities_of(ledger))


def test_the_text_is_the_document_one_entity_a_line_with_sorted_keys(ledger):
    text = text_of(whole(ledger))
    assert orjson.loads(text) == whole(ledger)
    lines = text.splitlines()
    assert len(lines) == 2 + len(whole(ledger)["entities"])
    assert all(list(each) == sorted(each) for each in whole_lines(lines))


def whole_lines(lines):
    return [orjson.loads(line.rstrip(",")) for line in lines[1:-1]]


def test_a_book_without_anything_is_a_document_too():
    empty = document("venue", "training", [])
    assert orjson.loads(text_of(empty)) == empty
    assert empty["entities"] == []


def test_instants_carry_the_houses_offset_and_days_do_not(ledger):
    (lee,) = [e for e in whole(ledger)["entities"] if e.get("guest_name") == "Lee"]
    assert (lee["business_day"], lee["starts_at"]) == ("2026-12-24", "2026-12-24T19:00:00+09:00")


def test_before_the_house_itself_arrives_times_are_utc(ledger):
    without = [each for each in entities_of(ledger) if each[0] != "venue"]
    entities = document("venue", "production", without)["entities"]
    (lee,) = [each for each in entities if each.get("guest_name") == "Lee"]
    assert lee["starts_at"] == "2026-12-24T10:00:00+00:00"


def test_what_was_deleted_and_what_is_secret_is_left_out(ledger):
    before = whole(ledger)["entities"]
    (guest,) = ledger.guests([GuestId("lee")]).values()
    ledger.commit([Write(guest, None, "delete")], actor="", now_ms=1_800_000_000_000)
    after = whole(ledger)["entities"]
    assert [each["id"] for each in before if each not in after] == ["lee"]
    assert "pin_hash" not in text_of(whole(ledger))


def test_the_order_of_the_source_does_not_matter(ledger):
    states = list(entities_of(ledger))
    assert text_of(document("venue", "production", reversed(states))) == text_of(whole(ledger))


def test_a_day_keeps_whom_and_what_it_names(ledger):
    other = a_reservation(id="other", business_day=EVE.replace(day=25))
    ledger.commit([Write(None, other, "book")], actor="", now_ms=1_800_000_000_000)
    kept = of_day(whole(ledger), EVE)["entities"]
    assert {each["type"] for each in kept} == {"reservation", "guest", "table"}
    assert "other" not in {each["id"] for each in kept}
    assert {each["id"] for each in kept if each["type"] == "guest"} == {"lee", "ito"}


def test_what_a_newer_version_wrote_as_a_time_is_left_as_it_is():
    assert in_zone("reservation", "starts_at", "tomorrow", utc()) == "tomorrow"
    assert in_zone("reservation", "starts_at", 5, utc()) == 5
    assert in_zone("rocket", "starts_at", "x", utc()) == "x"

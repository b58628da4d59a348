import pytest

from app.viewmodels.hub_words import hub_text, is_told_why, relay_text, trouble_text
from tests.app.ui.sample import EVE, VENUE
from tests.app.viewmodels.test_sync_room import NOW_MS, Facts


def test_a_hub_that_signs_this_device_out_is_said_with_what_to_do():
    facts = Facts(phase="refused", reason="signed_out", message="token unknown")
    assert "pair it again in the settings" in hub_text(facts, VENUE, EVE)


def test_a_page_that_wants_a_sign_in_is_told_from_a_silent_hub():
    silent = Facts(phase="offline", reason="unreachable", offline_since_ms=NOW_MS)
    portal = Facts(phase="offline", reason="malformed", offline_since_ms=NOW_MS)
    assert "sign in" in hub_text(portal, VENUE, EVE)
    assert "sign in" not in hub_text(silent, VENUE, EVE)
    assert not is_told_why("unreachable")


def test_a_relay_in_use_is_named_and_whether_the_hub_answers_it():
    relay = Facts(relay_url="http://10.0.0.7:8420")
    assert "http://10.0.0.7:8420: it answers, and keeps" in relay_text(relay, "auto", VENUE, EVE)
    away = Facts(relay_url="http://10.0.0.7:8420", hub_away_since_ms=NOW_MS)
    assert "gives it no answer since" in relay_text(away, "auto", VENUE, EVE)


def test_without_a_relay_it_says_that_the_hub_is_asked_and_whether_that_was_chosen():
    assert "no relay" in relay_text(Facts(), "auto", VENUE, EVE)
    assert "also where" in relay_text(None, "off", VENUE, EVE)


def test_what_has_no_words_of_ours_keeps_the_hubs():
    assert trouble_text("new_reason", "the moon is full") == "the moon is full"


@pytest.mark.parametrize(
    "reason",
    ["signed_out", "wrong_house", "unknown_code", "code_used", "disk_full", "misdirected"],
)
def test_every_known_trouble_is_said_in_japanese(japanese, reason):
    assert trouble_text(reason, "in English").isascii() is False

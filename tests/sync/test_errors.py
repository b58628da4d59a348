"""One family of errors, each with what its reader needs to act."""

import pytest

from sync.errors import (
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    SyncError,
    Throttled,
    TooLarge,
    Unreachable,
)


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("no answer"),
        Refused("no"),
        SignedOut("pair again"),
        Throttled("later", retry_after_seconds=5),
        TooLarge("less"),
        Misdirected("not ours"),
        Malformed("not the protocol"),
    ],
)
def test_every_error_is_survivable_and_keeps_its_words(error):
    assert isinstance(error, SyncError)
    assert str(error)


def test_a_refusal_says_which_and_with_what_status():
    refused = Refused("another house", code="wrong_house", status=403)
    assert (refused.code, refused.status) == ("wrong_house", 403)
    assert isinstance(SignedOut("pair again", code="signed_out", status=401), Refused)


def test_patience_has_a_length_and_a_reason():
    throttled = Throttled("full", retry_after_seconds=60, code="disk_full")
    assert (throttled.retry_after_seconds, throttled.code) == (60, "disk_full")


def test_what_is_malformed_names_its_part():
    assert Malformed("wrong", field="at").field == "at"
    assert Malformed("wrong").field == ""

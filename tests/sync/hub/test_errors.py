"""Each error of the hub says what to do, to whoever runs it and to the device that asked."""

import pytest

from sync.hub.errors import (
    Damaged,
    DiskFull,
    HubError,
    Newer,
    NotAllowed,
    ShutOut,
    Unavailable,
    Unknown,
)
from sync.hub.gate import refusal_for
from sync.hub.pairing import TooManyTries


@pytest.mark.parametrize(
    ("error", "status", "code", "waits"),
    [
        (DiskFull("full"), 507, "disk_full", True),
        (Unavailable("busy"), 503, "busy", True),
        (ShutOut("out"), 401, "signed_out", False),
        (Damaged("rust"), 503, "out_of_order", True),
        (Newer("newer"), 503, "out_of_order", True),
        (Unknown("gone"), 503, "out_of_order", True),
        (NotAllowed("no", code="wrong_house"), 403, "wrong_house", False),
        (TooManyTries("slower", code="rate"), 429, "rate", True),
    ],
)
def test_a_device_is_told_whether_to_wait(error, status, code, waits):
    assert isinstance(error, HubError)
    refusal = refusal_for(error)
    assert (refusal.status, refusal.code) == (status, code)
    assert (refusal.retry_after_seconds is not None) == waits
    assert refusal.message

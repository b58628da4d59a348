import pytest

from app.cli.errors import failure_of
from app.domain.errors import Invalid, NotAllowed, Unknown
from app.store import errors as store
from sync import errors as sync
from sync.hub import errors as hub


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (Invalid("x"), 2),
        (NotAllowed("x"), 2),
        (Unknown("x"), 2),
        (sync.Unreachable("x"), 3),
        (sync.Malformed("a captive portal answered"), 3),
        (sync.Malformed("x", field="hub"), 2),
        (sync.Refused("x"), 4),
        (sync.SignedOut("x", status=401), 4),
        (sync.Throttled("x", retry_after_seconds=5, code="disk_full"), 4),
        (sync.TooLarge("x"), 3),
        (sync.Refused("x", code="wrong_house"), 6),
        (sync.Refused("x", code="wrong_environment"), 6),
        (sync.Misdirected("x"), 6),
        (store.LedgerMissing("x"), 5),
        (store.LedgerDamaged("x"), 5),
        (store.LedgerTooNew("x"), 5),
        (store.LedgerReadOnly("x"), 5),
        (store.DiskFull("x"), 5),
        (store.LedgerBusy("x"), 5),
        (store.WrongHouse("x"), 6),
        (hub.Unknown("x"), 2),
        (hub.NotAllowed("x", code="name"), 2),
        (hub.Damaged("x"), 5),
        (hub.Newer("x"), 5),
        (hub.DiskFull("x"), 5),
        (hub.Unavailable("x"), 3),
    ],
)
def test_each_error_ends_with_the_code_the_contract_gives_it(error, exit_code):
    failure = failure_of(error)
    assert failure.exit_code == exit_code
    assert failure.code
    assert failure.document()["error"]["message"] == "x." or "." in failure.message


def test_a_field_and_code_come_through():
    failure = failure_of(Invalid("no such time", field="time", code="invalid_time"))
    assert failure.document() == {
        "error": {"code": "invalid_time", "field": "time", "message": "no such time."}
    }

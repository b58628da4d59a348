import pytest

from app.bootstrap.last_resort import attempt, note_mistake


def fail(error: BaseException) -> int:
    raise error


def test_work_that_goes_well_gives_its_own_code():
    assert attempt(lambda: 5, lambda _: 1) == 5


def test_a_mistake_is_confessed():
    mistake = ZeroDivisionError("x")
    assert attempt(lambda: fail(mistake), lambda error: 1 if error is mistake else 2) == 1


def test_an_interrupt_is_no_mistake():
    with pytest.raises(KeyboardInterrupt):
        attempt(lambda: fail(KeyboardInterrupt()), lambda _: 1)


def test_the_log_tells_where_and_never_whose(tmp_path):
    name = "".join(("山", "田"))
    try:
        fail(ValueError(name))
    except ValueError as error:
        note_mistake(tmp_path / "logs" / "noren.log", error)
    told = (tmp_path / "logs" / "noren.log").read_text("utf-8")
    assert "ValueError" in told
    assert "in fail" in told
    assert name not in told


def test_a_disk_that_cannot_be_written_makes_it_no_worse(tmp_path):
    note_mistake(tmp_path, ValueError())

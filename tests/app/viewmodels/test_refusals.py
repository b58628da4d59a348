from app.domain.errors import Invalid, NotAllowed
from app.store.errors import DiskFull
from app.viewmodels.refusals import refusal_text


def test_a_full_disk_says_what_to_do():
    assert "Make room" in refusal_text(DiskFull("errno 28"))


def test_an_illegal_move_is_said_without_machine_words():
    error = NotAllowed("A party that is booked cannot become left", code="illegal_move")
    assert refusal_text(error) == "The party cannot take that step from where it stands."


def test_a_refusal_without_words_of_ours_keeps_its_own():
    assert refusal_text(Invalid("an area code is 0 and up to four more digits")) == (
        "an area code is 0 and up to four more digits"
    )

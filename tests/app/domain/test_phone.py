"""What makes two spellings one number."""

from app.domain.phone import Phone


def test_a_number_is_known_by_e164_then_digits_then_as_typed():
    assert Phone(raw="090", digits="090", e164="+8190").key == "+8190"
    assert Phone(raw="09-0", digits="090").key == "090"
    assert Phone(raw="妻に聞く", digits="").key == "妻に聞く"

import pytest

from app.domain.import_fields import Field
from app.domain.import_rows import Problem
from app.services.imports import Line, Outcome
from app.viewmodels.import_words import import_field_word, problem_text, unreadable_text


@pytest.mark.parametrize("field", list(Field))
def test_every_field_has_a_word(field):
    assert import_field_word(field)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem(field=Field.DAY, value="", code="missing"), "Day is missing"),
        (Problem(field=Field.TABLE, value="T9", code="unknown"), "Table “T9” is unknown"),
        (
            Problem(field=Field.TIME, value="夕方", code="invalid_time"),
            "Time “夕方” cannot be read",
        ),
        (Problem(field=Field.NAME, value="", code="invalid"), "Name cannot be taken"),
    ],
)
def test_a_problem_says_which_field_and_what_stood_there(problem, said):
    line = Line(7, Outcome.NEW, problems=(problem,))
    assert problem_text(line) == f"Line 7 comes without: {said}"


def test_a_line_that_stays_out_says_so():
    problem = Problem(field=Field.DAY, value="", code="missing", is_fatal=True)
    assert problem_text(Line(7, Outcome.BAD, problems=(problem,))).startswith("Line 7 stays out")


def test_what_is_another_trouble_is_left_to_others():
    assert unreadable_text("disk_full") == ""

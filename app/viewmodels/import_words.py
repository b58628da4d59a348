"""What an import says: the fields, what is wrong with a line, why a file is no table."""

from __future__ import annotations

from typing import Final

from app.domain.import_fields import Field
from app.domain.import_rows import Problem
from app.services.imports import Line
from app.viewmodels.wording import translate

VALUE_LETTERS_MAX: Final = 40


def import_field_word(field: Field) -> str:
    """Name a field that a column may hold."""
    words = {
        Field.REFERENCE: translate("Import", "Number there"),
        Field.STARTS: translate("Import", "Day and time"),
        Field.DAY: translate("Import", "Day"),
        Field.TIME: translate("Import", "Time"),
        Field.ADULTS: translate("Import", "Guests"),
        Field.CHILDREN: translate("Import", "Children"),
        Field.INFANTS: translate("Import", "Infants"),
        Field.NAME: translate("Import", "Name"),
        Field.FAMILY_NAME: translate("Import", "Family name"),
        Field.GIVEN_NAME: translate("Import", "Given name"),
        Field.KANA: translate("Import", "Kana"),
        Field.FAMILY_KANA: translate("Import", "Family name, kana"),
        Field.GIVEN_KANA: translate("Import", "Given name, kana"),
        Field.PHONE: translate("Import", "Phone"),
        Field.OTHER_PHONE: translate("Import", "Second phone"),
        Field.EMAIL: translate("Import", "E-mail"),
        Field.COMPANY: translate("Import", "Company"),
        Field.BIRTHDAY: translate("Import", "Birthday"),
        Field.ANNIVERSARY: translate("Import", "Anniversary"),
        Field.TABLE: translate("Import", "Table"),
        Field.COURSE: translate("Import", "Course"),
        Field.REQUESTS: translate("Import", "Requests"),
        Field.PREFERENCES: translate("Import", "Preferences"),
        Field.CAUTION: translate("Import", "Caution"),
        Field.NOTE: translate("Import", "Memo"),
        Field.ALLERGIES: translate("Import", "Allergies"),
        Field.TAGS: translate("Import", "Tags"),
        Field.STATUS: translate("Import", "Status"),
        Field.CHANNEL: translate("Import", "Source"),
    }
    return words[field]


def problem_text(line: Line) -> str:
    """Say what is wrong with a line, and what becomes of it."""
    parts = translate("Import", "; ").join(_problem(each) for each in line.problems)
    if any(each.is_fatal for each in line.problems):
        words = translate("Import", "Line {number} stays out: {problems}")
    else:
        words = translate("Import", "Line {number} comes without: {problems}")
    return words.format(number=line.number, problems=parts)


def unreadable_text(code: str) -> str:
    """Say why a file is no table, and what to do; empty where the reason is another."""
    words = {
        "csv_too_large": translate("Import", "The file is too large. Cut it up."),
        "csv_too_long": translate("Import", "The file has over a million lines. Cut it up."),
        "csv_too_wide": translate("Import", "The file has over 200 columns. It is no such table."),
        "csv_empty": translate("Import", "The file is empty."),
        "csv_encoding": translate(
            "Import", "The file is neither UTF-8 nor Shift_JIS. Save it as CSV once more."
        ),
        "csv_torn": translate("Import", "A quotation mark in the file is never closed."),
        "csv_unreadable": translate("Import", "The file cannot be opened."),
    }
    return words.get(code, "")


def _problem(problem: Problem) -> str:
    field = import_field_word(problem.field)
    if problem.code == "missing":
        return translate("Import", "{field} is missing").format(field=field)
    value = problem.value[:VALUE_LETTERS_MAX]
    if problem.code == "unknown":
        return translate("Import", "{field} “{value}” is unknown").format(field=field, value=value)
    if not value:
        return translate("Import", "{field} cannot be taken").format(field=field)
    return translate("Import", "{field} “{value}” cannot be read").format(field=field, value=value)

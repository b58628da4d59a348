import pytest


def test_staff_are_taken_on_changed_and_listed_without_their_pin(noren):
    made = noren.ask("staff", "add", "佐藤", "--role", "manager", "--pin", "4711")
    assert (made["name"], made["role"], made["has_pin"]) == ("佐藤", "manager", True)
    changed = noren.ask("staff", "change", "佐藤", "--role", "host", "--no-active")
    assert (changed["role"], changed["active"]) == ("host", False)
    out = noren.run("staff", "list").out
    assert "pin_hash" not in out
    assert "argon2" not in out + noren.run("history", made["id"]).out + noren.run("export").out
    assert "has left" in noren.say("staff", "list").out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["staff", "add"], "name"),
        (["staff", "add", "x", "--role", "king"], "role"),
        (["staff", "add", "x", "--pin", "12"], "pin"),
        (["staff", "change", "nobody", "--role", "host"], "id"),
        (["staff", "change", "nobody"], "id"),
    ],
)
def test_a_wrong_request_is_refused_by_field_and_writes_nothing(noren, words, field):
    assert noren.refused(*words)["field"] == field

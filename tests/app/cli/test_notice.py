import pytest

from tests.app.cli.noren import DAY


def test_a_notice_is_written_changed_read_and_done(noren):
    member = noren.ask("staff", "add", "佐藤")
    made = noren.ask("notice", "add", "団体 19時", "--day", DAY)
    assert (made["day_from"], made["day_to"], made["done"]) == (DAY, DAY, False)
    changed = noren.ask("notice", "change", made["id"], "--text", "団体 20時", "--until", "")
    assert (changed["text"], changed["day_to"]) == ("団体 20時", None)
    read = noren.ask("notice", "read", made["id"], "佐藤")
    assert read["read_by"] == [member["id"]]
    assert "団体 20時" in noren.say("notice", "list", "--day", DAY).out
    assert [each["id"] for each in noren.ask("notice", "list", "--day", "2099-12-31")] == [
        made["id"]
    ]
    assert noren.ask("notice", "done", made["id"])["done"] is True
    assert noren.ask("notice", "list", "--day", DAY) == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["notice", "add", "団体", "--day", "2098-13-01"], "day"),
        (["notice", "add", "団体", "--day", "2098-12-24", "--until", "2098-12-01"], "until"),
        (["notice", "done", "nothing"], "id"),
        (["notice", "read", "nothing", "佐藤"], "id"),
    ],
)
def test_a_wrong_request_is_refused_by_field(noren, words, field):
    assert noren.refused(*words)["field"] == field

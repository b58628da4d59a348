from app.bootstrap.drafts import GUESTS, DraftFile


def test_a_draft_is_there_after_a_crash(tmp_path):
    DraftFile(tmp_path).save('{"guest": "斎藤"}')
    assert DraftFile(tmp_path).load() == '{"guest": "斎藤"}'


def test_without_a_draft_there_is_an_empty_text(tmp_path):
    assert DraftFile(tmp_path).load() == ""


def test_names_in_a_draft_are_for_its_owner_alone(tmp_path):
    DraftFile(tmp_path).save("x")
    assert (tmp_path / "drafts.json").stat().st_mode & 0o077 == 0


def test_each_kind_of_draft_has_a_file_of_its_own(tmp_path):
    DraftFile(tmp_path).save("sheet")
    DraftFile(tmp_path, GUESTS).save("guest")
    assert DraftFile(tmp_path).load() == "sheet"
    assert DraftFile(tmp_path, GUESTS).load() == "guest"

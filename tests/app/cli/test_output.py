from app.cli import output


def test_columns_of_japanese_and_latin_names_stand_below_each_other():
    lines = output.table([("山田", "2", "x"), ("Miller", "10", "x")]).splitlines()
    assert [output.width(line) for line in lines] == [13, 13]


def test_a_combining_mark_takes_no_column():
    assert output.width("か\u3099") == 2


def test_what_is_empty_is_left_out_of_a_sheet():
    assert output.sheet({"name": "山田", "note": "", "tags": [], "phone": None}) == "name  山田"


def test_json_is_one_line_and_not_escaped():
    assert output.json_text({"name": "山田\n"}) == '{"name": "山田\\n"}'


def test_nothing_to_list_is_said():
    assert output.table([]) == "(nothing)"

from app.ui.guest_parts import AlarmLine, Figures


def test_a_warning_has_a_sign_that_follows_the_theme(theme, qtbot):
    line = AlarmLine("allergy", theme)
    qtbot.addWidget(line)
    line.setText("アレルギー：えび")
    before = line.sign.pixmap().toImage()
    theme.choose("evening")
    assert line.sign.pixmap().toImage() != before
    assert line.text() == "アレルギー：えび"
    assert line.words.property("kind") == "alarm"


def test_numbers_are_read_out_with_their_words(theme, qtbot):
    figures = Figures()
    qtbot.addWidget(figures)
    figures.show_figures((("14", "visits"), ("0", "no-shows")))
    assert [each.accessibleName() for each in figures._numbers] == ["visits 14", "no-shows 0"]
    figures.show_figures((("15", "visits"), ("0", "no-shows")))
    assert figures._numbers[0].text() == "15"

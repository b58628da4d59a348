from app.cli import registry


def test_every_command_is_found_by_its_words():
    for command in registry.commands(registry.PLACES):
        assert registry.find(command.words) is command


def test_no_command_is_there_twice():
    words = [command.words for command in registry.commands(registry.PLACES)]
    assert len(words) == len(set(words))


def test_what_is_no_command_is_not_found():
    assert registry.find("reservation dance") is None
    assert registry.find("") is None


def test_a_group_says_what_it_is_about():
    firsts = {c.words.split()[0] for c in registry.commands(registry.PLACES) if " " in c.words}
    assert [word for word in firsts if not registry.PLACES[word].summary] == []


def test_no_input_goes_by_the_name_of_another():
    for command in registry.commands(registry.PLACES):
        names = [name for each in command.inputs for name in (each.name, *each.aliases)]
        assert len(names) == len(set(names)), command.words

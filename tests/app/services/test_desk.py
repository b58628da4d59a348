from app.domain.venue import Environment


def test_a_desk_says_on_which_device_and_in_which_world_it_stands(desk):
    assert desk.device_name == "レジ"
    assert desk.environment is Environment.PRODUCTION

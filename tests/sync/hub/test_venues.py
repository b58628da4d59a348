"""Houses on the hub: made, listed, found by id or by an unambiguous name."""

import pytest

from sync.hub.errors import NotAllowed, Unknown


def test_a_house_is_found_by_its_id_and_by_its_name(house):
    venue = house.venues.add(" 暖簾 本店 ", "production")
    assert (venue.name, venue.environment, venue.head) == ("暖簾 本店", "production", 0)
    assert house.venues.find(venue.id) == venue
    assert house.venues.find("暖簾 本店") == venue
    assert house.venues.all() == (venue,)


def test_a_name_two_houses_share_is_no_name(house):
    ids = {house.venues.add("暖簾", environment).id for environment in ("production", "training")}
    with pytest.raises(Unknown) as told:
        house.venues.find("暖簾")
    assert all(id in str(told.value) for id in ids)
    with pytest.raises(Unknown, match="支店"):
        house.venues.find("支店")


@pytest.mark.parametrize(
    ("name", "environment", "code"),
    [
        ("", "production", "name"),
        ("  ", "production", "name"),
        ("x" * 101, "production", "name"),
        ("暖簾", "", "environment"),
        ("暖簾", "Production", "environment"),
        ("暖簾", "本番", "environment"),
        ("暖簾", "a b", "environment"),
    ],
)
def test_a_house_needs_a_name_and_a_world(house, name, environment, code):
    with pytest.raises(NotAllowed) as told:
        house.venues.add(name, environment)
    assert told.value.code == code
    assert house.venues.all() == ()

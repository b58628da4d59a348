import pytest

from app.ui.charts import ChartView
from app.viewmodels.reports import Bar, Chart

BARS = tuple(Bar(label=f"{n}", share=n / 9, text=f"{n} guests") for n in range(10))


@pytest.fixture
def view(theme, house):
    view = ChartView(theme, house)
    view.show()
    return view


@pytest.mark.parametrize("is_upright", [True, False])
def test_a_chart_says_what_it_draws(view, theme, is_upright):
    view.show_chart(Chart(title="Guests", bars=BARS, is_upright=is_upright))
    assert view.accessibleName() == "Guests"
    assert "9 guests" in view.accessibleDescription()
    for name in ("evening", "light"):
        theme.choose(name)
        for width in (240, 1200):
            view.resize(width, view.height())
            assert not view.grab().isNull()


def test_bars_below_each_other_have_a_line_each(view):
    view.show_chart(Chart(title="", bars=BARS))
    ten = view.height()
    view.show_chart(Chart(title="", bars=BARS[:5]))
    assert view.height() == ten / 2


def test_what_was_planned_and_an_empty_chart_are_drawn(view):
    view.show_chart(Chart(title="", bars=(Bar(label="2", share=0.5, text="90", second=0.7),)))
    assert not view.grab().isNull()
    view.show_chart(Chart(title="", bars=()))
    assert not view.grab().isNull()

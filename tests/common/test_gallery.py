"""Components: each is in the gallery, each says what it is given, none takes a misspelt prop."""

import re
from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.urls import reverse

from blues.common.parts import Bar, Step, Task
from blues.common.templatetags import ui

GALLERY = reverse("common:gallery-page")


def render(source, **context):
    template = engines["django"].from_string("{% load formats ui %}" + source)
    return re.sub(r"\s+", " ", template.render(context)).strip()


def test_the_gallery_shows_every_component(settings):
    folder = settings.BASE_DIR / "templates" / "common"
    source = "".join(path.read_text() for path in folder.rglob("*.html"))
    used = set(re.findall(r"{% (\w+)", source))

    assert sorted(set(ui.register.tags) - used) == []


@pytest.mark.parametrize("query", ["", "?errors=1", "?page=1", "?page=8"])
def test_the_gallery_renders_without_an_undefined_variable(client, query):
    assert client.get(GALLERY + query).status_code == 200


@pytest.mark.parametrize(
    "source",
    [
        '{% pill "x" colour="red" %}',
        '{% button "x" href="/" %}',
        '{% card titel="x" %}{% endcard %}',
        '{% card "x" %}{% endcard %}',
        '{% empty_state text="a title is missing" %}',
    ],
)
def test_a_misspelt_prop_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% pill "x" tone="purple" %}',
        '{% banner tone="loud" %}{% endbanner %}',
        '{% button "x" tone="host" %}',
        '{% party "guest" %}',
    ],
)
def test_only_known_tones_and_sides_are_drawn(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


def test_what_components_are_given_is_escaped():
    html = render(
        "{% card title=evil %}{{ evil }}{% endcard %}{% pill evil %}{% party 'host' name=evil %}"
        "{% button evil %}{% facts pairs %}{% empty_state title=evil %}",
        evil="<script>alert(1)</script>",
        pairs=[("<b>", "<script>")],
    )

    assert "<script" not in html
    assert "<b>" not in html


def test_a_dead_button_says_why():
    html = render('{% button "Sign" disabled_because="The host signs first." %}')

    assert 'disabled aria-describedby="why-sign"' in html
    assert '<span class="dead-button__reason" id="why-sign">The host signs first.</span>' in html


def test_a_dead_link_leads_nowhere_and_says_why():
    html = render('{% link_button "Pay" href="/pay/" disabled_because="No bank details." %}')

    assert "href" not in html
    assert 'aria-disabled="true"' in html
    assert "No bank details." in html


def test_a_post_button_is_a_form_with_a_token(rf):
    html = render('{% post_button "Accept" action="/accept/" %}', csrf_token="abc")

    assert 'method="post" action="/accept/"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html


def test_a_dead_post_button_sends_nothing():
    html = render('{% post_button "Accept" action="/accept/" disabled_because="Too late." %}')

    assert "<form" not in html
    assert "Too late." in html


def test_facts_say_what_is_missing_and_keep_zero():
    html = render("{% facts pairs %}", pairs=[("Phone", ""), ("Days", 0), ("Note", None)])

    assert html.count("Not provided") == 2
    assert "<dd>0</dd>" in html


def test_the_current_step_is_marked_for_everybody():
    steps = [Step("Draft", "done"), Step("Sign", "current", due=date(2021, 5, 12))]
    html = render('{% timeline steps label="Steps" %}', steps=steps)

    assert html.count('aria-current="step"') == 1
    assert "under way" in html
    assert '<time datetime="2021-05-12">12 May 2021</time>' in html


def test_a_step_has_one_of_four_states():
    with pytest.raises(ValueError, match="done, current, waiting, stopped"):
        Step("Sign", "finished")


def test_a_task_that_cannot_start_is_no_link():
    tasks = [Task("Sign", status="Cannot start yet", hint="First agree."), Task("Agree", "/agree/")]
    html = render("{% task_list tasks %}", tasks=tasks)

    assert html.count("<a ") == 1
    assert "First agree." in html


def test_a_pager_for_one_page_is_nothing(rf):
    page = Paginator(range(3), 50).get_page(1)

    assert render("{% pager page %}", page=page, request=rf.get("/")) == ""


def test_a_pager_keeps_the_filters(rf):
    page = Paginator(range(120), 50).get_page(2)
    request = rf.get("/", {"name": "a&b", "page": 2})
    html = render("{% pager page %}", page=page, request=request)

    assert '<a rel="next" href="?name=a%26b&amp;page=3">' in html
    assert '<span class="pager__here" aria-current="page">' in html


def test_bars_are_as_long_as_their_share_in_every_language(settings):
    bars = [Bar("Spain", 8), Bar("Poland", 3), Bar("None", 0, shown="–")]
    settings.LANGUAGE_CODE = "de"
    html = render('{% bar_chart bars caption="Exchanges" %}', bars=bars)

    assert re.findall(r'fill" width="([^"]+)"', html) == ["100.0", "37.5", "0.0"]
    assert '<span class="chart__value">–</span>' in html


def test_a_funnel_narrows_in_the_middle():
    html = render('{% funnel bars caption="x" %}', bars=[Bar("a", 4), Bar("b", 1)])

    assert 'x="37.5" width="25.0"' in html


def test_a_chart_of_nothing_is_drawn():
    assert "<rect" not in render('{% bar_chart bars caption="x" %}', bars=[])


def test_money_and_periods_read_as_in_the_style_guide():
    source = "{% money 12500 %}, {% period first last %}"

    assert render(source, first=date(2021, 3, 2), last=date(2021, 3, 5)) == (
        "EUR 12 500, 2–5 March 2021"  # render() evens out the hard spaces
    )

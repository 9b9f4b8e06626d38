"""Somebody in Zaragoza wonders whether they may go: from the home page to the answer."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.feature(2),
    pytest.mark.django_db(transaction=True),
]

MOST_PAGES, MOST_CLICKS, MOST_FIELDS = 7, 12, 6  # of the 12, 26 and 17 of the whole journey
COUNT = """
for (const kind of ["click", "change"]) {
  addEventListener(kind, (event) => {
    if (event.isTrusted) sessionStorage[kind] = Number(sessionStorage[kind] || 0) + 1;
  }, true);
}
"""


@pytest.fixture
def stranger(cast, comes_in):
    """Nobody has signed in; clicks, answers and pages are counted."""
    reader = comes_in()
    reader.page.add_init_script(COUNT)
    reader.loads = []
    reader.page.on("framenavigated", lambda frame: reader.loads.append(frame.url))
    return reader


def test_from_the_home_page_to_the_answer(stranger):
    stranger.open("/").follow("Check if I can go")
    stranger.has_heading("Who are you?").choose("small or medium-sized enterprise")
    stranger.press("Continue").has_heading("Where is your organisation registered?")
    stranger.page.get_by_label("Country").select_option(label="Spain")
    stranger.press("Continue").has_heading("Which cluster is it a member of?")
    stranger.type("Name of the cluster", "zinnae")
    stranger.press("Continue").has_heading("Has it visited under ClusterXchange before?")
    stranger.choose("No")
    stranger.press("Continue").has_heading("Where would you like to go, and for how long?")
    stranger.page.get_by_label("Country of your host").select_option(label="Germany")
    stranger.type("Working days on site", "5")
    stranger.press("Continue").has_heading("Yes, your organisation may visit.")

    stranger.reads("EUR\xa0830", "EUR\xa0415", "E2", "cxc-2020", "ZINNAE", "about 1\xa0739 km")
    clicks, answers = (
        int(stranger.page.evaluate(f"sessionStorage.{kind}")) for kind in ("click", "change")
    )
    assert len(stranger.loads) <= MOST_PAGES, stranger.loads
    assert clicks <= MOST_CLICKS
    assert answers <= MOST_FIELDS

    stranger.page.go_back()
    stranger.has_heading("Where would you like to go, and for how long?")
    stranger.page.go_back()
    stranger.has_heading("Has it visited under ClusterXchange before?").look()


def test_a_shared_answer_opens_for_somebody_else_without_a_script(cast, comes_in):
    friend = comes_in(has_javascript=False)
    friend.open("/eligibility/result/?type=sme&country=ES&member=none&before=no&to=DE&days=5")
    friend.has_heading("No, not as things stand.").reads("Join a cluster", "Ask a person")
    friend.follow("Change Member of").has_heading("Which cluster is it a member of?")
    friend.type("Name of the cluster", "Zinnae")
    friend.press("Continue").reads("You named a cluster as well. Clear the name or keep it.")
    friend.choose("It is the one named above")
    friend.press("Continue").has_heading("Yes, your organisation may visit.")

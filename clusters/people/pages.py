"""The page of one row of a list: its facts, and what may be done with it."""

from typing import NamedTuple

from django.shortcuts import render
from django.urls import reverse


class Action(NamedTuple):
    """One verb without input, or with ``is_link`` the page that asks for its input.

    ``disabled_because`` says why it cannot be done.
    """

    label: str
    address: str
    disabled_because: str = ""
    tone: str = "danger"
    is_link: bool = False


def detail_page(request, title: str, facts: list, actions: list[Action], *, back: str):
    context = {"title": title, "facts": facts, "actions": actions, "back": reverse(back)}
    return render(request, "clusters/detail_page.html", context)

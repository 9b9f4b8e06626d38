"""Requests as views see them."""

from typing import Any

from django.http import HttpRequest


class SignedIn(HttpRequest):
    """For the type checker: nobody gets as far as most views without signing in."""

    user: Any

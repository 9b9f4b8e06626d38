"""How a registration's status looks, on every page alike."""

from django import template

from exchanges.registration.presentation import TONES

register = template.Library()


@register.inclusion_tag("_components/pill.html")
def registration_pill(registration):
    """{% registration_pill registration %}"""
    return {
        "label": registration.get_state_display(),
        "tone": TONES.get(registration.state, "neutral"),
    }

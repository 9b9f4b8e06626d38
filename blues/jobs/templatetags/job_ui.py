from django import template
from django.template.loader import render_to_string

from blues.jobs.states import State

register = template.Library()

TONES = {
    State.QUEUED: "neutral",
    State.RUNNING: "info",
    State.DONE: "success",
    State.FAILED: "danger",
}


@register.simple_tag
def state_pill(job):
    """{% state_pill job %}"""
    return render_to_string(
        "_components/pill.html", {"label": job.get_state_display(), "tone": TONES[job.state]}
    )

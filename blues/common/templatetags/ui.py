"""The portal's template components. Signatures are the contract: a misspelt prop is an error.

``/gallery/`` shows every one of them.
"""

from django import template
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blues.common import formats

register = template.Library()

TONES = ("neutral", "info", "success", "attention", "danger", "host", "visitor")
BUTTON_TONES = ("primary", "secondary", "danger", "quiet")


def _checked(tone: str, allowed=TONES) -> str:
    if tone not in allowed:
        raise template.TemplateSyntaxError(f"The tones are {', '.join(allowed)}; not {tone!r}.")
    return tone


# -- Containers -------------------------------------------------------------------------------


@register.simple_block_tag
def card(content, *, title="", heading=2, tone="", id=""):  # noqa: A002 -- the attribute's name
    """{% card title="Contract" %}…{% endcard %}"""
    return render_to_string(
        "_components/card.html",
        {
            "title": title,
            "heading": heading,
            "content": content,
            "tone": _checked(tone) if tone else "",
            "id": id or (f"card-{slugify(title)}" if title else ""),
        },
    )


@register.simple_block_tag
def banner(content, *, title="", tone="info"):
    """{% banner title="Signed" tone="success" %}…{% endbanner %}"""
    return render_to_string(
        "_components/banner.html", {"title": title, "content": content, "tone": _checked(tone)}
    )


@register.simple_block_tag
def more(content, *, summary, is_open=False):
    """{% more summary="How the amount is computed" %}…{% endmore %}: shown on demand."""
    return render_to_string(
        "_components/more.html", {"summary": summary, "content": content, "is_open": is_open}
    )


@register.simple_block_tag
def table(content, *, caption, caption_hidden=False, compact=False):
    """{% table caption="Payments" %}<thead>…</thead><tbody>…</tbody>{% endtable %}

    On a narrow screen rows become cards: give each cell its ``data-label``.
    """
    return render_to_string(
        "_components/table.html",
        {
            "caption": caption,
            "caption_hidden": caption_hidden,
            "compact": compact,
            "content": content,
        },
    )


# -- Words and numbers ------------------------------------------------------------------------


@register.inclusion_tag("_components/pill.html")
def pill(label, *, tone="neutral"):
    """{% pill exchange.get_state_display tone="success" %}"""
    return {"label": label, "tone": _checked(tone)}


@register.inclusion_tag("_components/party.html")
def party(side, *, name="", note=""):
    """{% party "host" name=organisation %}: teal or coral, always with the word."""
    words = {"host": _("Host"), "visitor": _("Visitor")}
    if side not in words:
        raise template.TemplateSyntaxError(f"A party is host or visitor, not {side!r}.")
    return {"side": side, "word": words[side], "name": name, "note": note}


@register.inclusion_tag("_components/facts.html")
def facts(items):
    """{% facts pairs %} with (label, value) pairs; an empty value reads "Not provided"."""
    return {"items": list(items)}


@register.simple_block_tag
def fact_list(content):
    """{% fact_list %}{% fact label="Host" %}…{% endfact %}{% endfact_list %}"""
    return render_to_string("_components/fact_list.html", {"content": content})


@register.simple_block_tag
def fact(content, *, label):
    return render_to_string("_components/fact.html", {"label": label, "content": content})


@register.simple_tag
def money(amount, *, currency="EUR"):
    """{% money payment.amount %} → EUR 12 500"""
    return formats.money(amount, currency=currency)


@register.inclusion_tag("_components/stat.html")
def stat(value, *, label, note=""):
    """{% stat 37 label="exchanges completed" note="of 50" %}"""
    return {"value": value, "label": label, "note": note}


@register.inclusion_tag("_components/due.html")
def due(day, *, label=""):
    """{% due exchange.deadline label="Answer by" %}: the day, and how far away it is."""
    return {"day": day, "label": label}


# -- Doing ------------------------------------------------------------------------------------


def _reason_id(label) -> str:
    return f"why-{slugify(label)}"


@register.inclusion_tag("_components/button.html")
def button(label, *, tone="primary", name="", value="", disabled_because="", form=""):
    """{% button "Sign the Commitment" %}; a dead button always says why (``disabled_because``)."""
    return {
        "label": label,
        "tone": _checked(tone, BUTTON_TONES),
        "name": name,
        "value": value,
        "form": form,
        "disabled_because": disabled_because,
        "reason_id": _reason_id(label),
    }


@register.inclusion_tag("_components/link_button.html")
def link_button(label, *, href="", tone="primary", disabled_because=""):
    """{% link_button "Browse hosts" href=url %}"""
    return {
        "label": label,
        "href": href,
        "tone": _checked(tone, BUTTON_TONES),
        "disabled_because": disabled_because,
        "reason_id": _reason_id(label),
    }


@register.inclusion_tag("_components/post_button.html", takes_context=True)
def post_button(context, label, *, action, tone="primary", disabled_because=""):
    """{% post_button "Accept" action=url %}: one verb without input, as a form of its own."""
    return {
        "label": label,
        "action": action,
        "tone": _checked(tone, BUTTON_TONES),
        "disabled_because": disabled_because,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("_components/form.html", takes_context=True)
def portal_form(context, form, *, submit, action="", method="post", tone="primary", back=""):
    """{% portal_form form submit=_("Save and continue") back=url %}: the whole form."""
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "method": method,
        "tone": _checked(tone, BUTTON_TONES),
        "back": back,
        "back_label": _("Cancel"),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("_components/file_link.html")
def file_link(label, *, href, size=None, kind="PDF", note=""):
    """{% file_link document.title href=url size=document.size %}"""
    return {"label": label, "href": href, "size": size, "kind": kind, "note": note}


@register.inclusion_tag("_components/empty_state.html")
def empty_state(*, title, text="", action="", href=""):
    """{% empty_state title="No proposals yet" text="Why." action="…" href=url %}"""
    return {"title": title, "text": text, "action": action, "href": href}


# -- Where things stand -----------------------------------------------------------------------


@register.inclusion_tag("_components/timeline.html")
def timeline(steps, *, label):
    """{% timeline steps label="Progress of the exchange" %} with ``parts.Step`` values."""
    return {"steps": list(steps), "label": label}


@register.inclusion_tag("_components/task_list.html")
def task_list(tasks, *, label=""):
    """{% task_list tasks %} with ``parts.Task`` values."""
    return {"tasks": list(tasks), "label": label}


@register.inclusion_tag("_components/task_row.html")
def task_row(task):
    """{% task_row task %}: what stands in one row, for lists that hold more than tasks."""
    return {"task": task, "tone": _checked(task.tone) if task.tone else ""}


@register.inclusion_tag("_components/progress.html")
def progress(value, *, label, most=100, note=""):
    """{% progress job.percent label="Making the document" %}"""
    return {"value": value, "most": most, "label": label, "note": note, "id": slugify(label)}


@register.inclusion_tag("_components/breadcrumbs.html")
def breadcrumbs(crumbs):
    """{% breadcrumbs crumbs %} with ``parts.Crumb`` values or (label, href) pairs."""
    pairs = [(c.label, c.href) if hasattr(c, "label") else c for c in crumbs]
    return {"crumbs": pairs}


@register.inclusion_tag("_components/pager.html", takes_context=True)
def pager(context, page):
    """{% pager page_obj %}: nothing at all when one page holds everything."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


# -- Drawings: server-side SVG with the same numbers as text -----------------------------------


def _with_widths(bars) -> list[dict]:
    bars = list(bars)
    most = max((bar.value for bar in bars), default=0) or 1
    return [
        {
            "label": bar.label,
            "shown": bar.shown or formats.number(bar.value),
            "href": bar.href,
            "width": round(float(bar.value) / float(most) * 100, 1),
        }
        for bar in bars
    ]


@register.inclusion_tag("_components/bar_chart.html")
def bar_chart(bars, *, caption, tone="info"):
    """{% bar_chart bars caption="Exchanges by country" %} with ``parts.Bar`` values."""
    return {"bars": _with_widths(bars), "caption": caption, "tone": _checked(tone)}


@register.inclusion_tag("_components/funnel.html")
def funnel(bars, *, caption):
    """{% funnel bars caption="From proposal to payment" %}: each under the one before."""
    bars = [bar | {"x": round((100 - bar["width"]) / 2, 1)} for bar in _with_widths(bars)]
    return {"bars": bars, "caption": caption}

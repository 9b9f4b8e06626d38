"""What the pages of this room share: the exchange at hand, forms that say why a verb refused."""

from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common.errors import BadInput, Conflict
from blues.common.parts import Crumb
from exchanges.finalisation.rules import require_reader
from exchanges.lifecycle.access import get_exchange


def exchange_for(request, public_id, readers):
    """404 for what the person may not know of, 403 for the part that is not theirs to see."""
    exchange = get_exchange(request, public_id)
    require_reader(request.user, exchange, readers)
    return exchange


def address(name: str, exchange, *further) -> str:
    return reverse(f"finalisation:{name}", args=[exchange.public_id, *further])


def crumbs(exchange, here: str) -> list[Crumb]:
    return [
        Crumb(_("Exchanges"), reverse("workspace:exchange-list")),
        Crumb(exchange.reference, exchange.get_absolute_url()),
        Crumb(here),
    ]


def sent(request):
    """What a form is bound to: nothing on a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def offered(request, form, *, is_open: bool):
    """The form for whoever may send it now; what was sent too late is refused, not passed over."""
    if is_open:
        return form
    if request.method == "POST":
        raise Conflict(
            _("This is not open to you now, so nothing was changed."),
            way_out=_("The exchange shows whose turn it is."),
        )
    return None


def accepted(form, verb, *args, **kwargs) -> bool:
    """Call the verb with what the form holds; its objections to the input appear on the form."""
    return form.is_valid() and attempted(form, verb, *args, **kwargs, **form.cleaned_data)


def attempted(form, verb, *args, **kwargs) -> bool:
    try:
        verb(*args, **kwargs)
    except BadInput as refusal:
        for sentence in refusal.reasons or [refusal.message]:
            form.add_error(None, sentence)
        return False
    return True

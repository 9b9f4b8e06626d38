"""Where a mail server hands over what it received, one raw message for each call.

The caller signs time and message with the shared secret, so no session and no form is involved. A
call that is repeated finds its mail filed already and changes nothing.
"""

import hashlib
import hmac
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from exchanges.lifecycle.thread.limits import LARGEST_MAIL
from exchanges.lifecycle.thread.models import InboundMail
from exchanges.lifecycle.thread.receiving import receive

CONTENT_TYPE = "message/rfc822"
PATIENCE = 300  # seconds between signing and arriving


@csrf_exempt  # no cookie speaks for the caller: the signature does
@login_not_required
@require_POST
def inbound_receive(request: HttpRequest) -> HttpResponse:
    if not (settings.INBOUND_MAIL_SECRET and settings.REPLY_DOMAIN):
        raise Http404
    if request.content_type != CONTENT_TYPE:
        return _answer(415, f"Send the message as {CONTENT_TYPE}.")
    signed_at = request.headers.get("X-Mail-Timestamp", "")
    if not _is_recent(signed_at):
        return _answer(403, "The time of signing is missing or too far away.")
    raw = request.read(LARGEST_MAIL + 1)
    if len(raw) > LARGEST_MAIL:
        return _answer(413, f"A message has at most {LARGEST_MAIL} bytes.")
    if not hmac.compare_digest(signature(signed_at, raw), _claimed(request)):
        return _answer(403, "The signature does not fit.")
    row = receive(raw, source=InboundMail.Source.WEBHOOK)
    return JsonResponse({"outcome": row.outcome, "reason": row.reason})


def signature(signed_at: str, raw: bytes) -> bytes:
    """HMAC-SHA256 over the time, a full stop and the message, in hexadecimal digits."""
    key = settings.INBOUND_MAIL_SECRET.encode()
    return hmac.new(key, signed_at.encode() + b"." + raw, hashlib.sha256).hexdigest().encode()


def _is_recent(signed_at: str) -> bool:
    if not (signed_at.isascii() and signed_at.isdigit() and len(signed_at) <= len("9999999999")):
        return False
    return abs(time.time() - int(signed_at)) <= PATIENCE


def _claimed(request: HttpRequest) -> bytes:
    told = request.headers.get("X-Mail-Signature", "")
    return told.removeprefix("sha256=").encode("utf-8", "replace")


def _answer(status: int, words: str) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)

"""The eligibility check: five questions and a result, for anybody, without an account.

Answers travel in the address. Nothing is kept: no session, no row, nothing about a person.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from blues.common import clock
from exchanges.eligibility import onward
from exchanges.eligibility.answers import Known
from exchanges.eligibility.estimate import Money
from exchanges.eligibility.opinion import Check, Prospect
from exchanges.eligibility.questions import QUESTIONS
from exchanges.eligibility.reading import SENT, Reading, address


def public(view):
    """A page that only reads and is open to everybody."""
    return require_safe(login_not_required(view))


@public
def check_start(request):
    return redirect(address(QUESTIONS[0].code, {}))


@public
def question_page(request, question):
    number = _number_of(question)
    reading = Reading(request.GET.dict(), Known())
    form = reading.questions[number]
    if SENT in request.GET:
        if form.is_valid():
            return redirect(reading.goes_on())
    else:
        form = QUESTIONS[number](initial=reading.data, known=reading.known)
    context = {
        "form": form,
        "number": number + 1,
        "of": len(QUESTIONS),
        "carried": reading.carried(form),
        "sent": SENT,
        "back": address(QUESTIONS[number - 1].code, reading.codes) if number else "",
    }
    return render(request, "exchanges/eligibility/question.html", context)


@public
def result_page(request):
    reading = Reading(request.GET.dict(), Known())
    if reading.open:
        return redirect(reading.comes_back(reading.open))
    check = Check(reading.answers, reading.known, on=clock.today())
    opinion, partner = check.as_visitor(), onward.partner_of(reading)
    context = {
        "answers": onward.answers_of(reading),
        "opinion": opinion,
        "estimate": Money(check, opinion).estimate() if _money_matters(opinion) else None,
        "as_host": check.as_host() if opinion.prospect != Prospect.YES else None,
        "join_a_cluster": "E2" in opinion.failed and not reading.answers.is_cluster,
        "partner": partner,
        "next_steps": onward.next_steps(check, partner),
        "start": onward.start(reading, request.user),
        "rules": check.rules,
        "footnotes": onward.footnotes_of(reading.answers),
    }
    return render(request, "exchanges/eligibility/result.html", context)


def _number_of(code: str) -> int:
    codes = [question.code for question in QUESTIONS]
    if code not in codes:
        raise Http404
    return codes.index(code)


def _money_matters(opinion) -> bool:
    """A sum is shown unless somebody else may go; a stay that is too short can be made longer."""
    return opinion.failed <= {"E6"}

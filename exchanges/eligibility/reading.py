"""What an address says: which questions it answers, and which comes next."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from exchanges.eligibility.answers import Answers, Known
from exchanges.eligibility.questions import QUESTIONS, Question

SENT = "sent"  # the page was sent and not just opened, so that its errors are shown


@dataclass(frozen=True)
class Reading:
    """The address of a page of the check, understood as far as it can be."""

    data: dict[str, str]
    known: Known

    @cached_property
    def questions(self) -> list[Question]:
        return [question(self.data, known=self.known) for question in QUESTIONS]

    @cached_property
    def codes(self) -> dict[str, str]:
        """Every answer that was understood, in the form in which addresses are passed on."""
        understood = [question for question in self.questions if question.is_valid()]
        return {name: code for one in understood for name, code in one.codes().items()}

    @property
    def open(self) -> Question | None:
        """The first question without an answer that we understand."""
        return next((one for one in self.questions if not one.is_valid()), None)

    @property
    def answers(self) -> Answers:
        return Answers.of(self.codes, self.known)

    def carried(self, question: Question) -> dict[str, str]:
        """The answers that the page of this question has to pass on."""
        return {name: code for name, code in self.codes.items() if name not in question.fields}

    def goes_on(self) -> str:
        """The address of the next open question, or of the result."""
        return address(self.open.code if self.open else "", self.codes)

    def comes_back(self, question: Question) -> str:
        """The address of a question that was answered with something else."""
        said = {name: self.data[name] for name in question.fields if name in self.data}
        return address(question.code, self.codes | said | ({SENT: "1"} if said else {}))


def address(code: str, codes: dict[str, str]) -> str:
    """Of a question, or of the result when no code is given."""
    if code:
        path = reverse("eligibility:question-page", args=[code])
    else:
        path = reverse("eligibility:result-page")
    return f"{path}?{urlencode(codes)}" if codes else path

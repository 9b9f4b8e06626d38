"""Who registers in the demo's second programme: under its rules a large company hosts."""

from clusters.models import Programme
from clusters.programme.seeds import phase_two
from exchanges.registration import checklist
from exchanges.registration.demo import HOST, VISITOR, Sample, add_missing

SAMPLES = [
    Sample(
        "example-utility", HOST, "drinking-water leakage digital-water", "es en", "both",
        "The waterworks of a large town: control room, network, laboratory.",
        "Young companies with ideas for a network of pipes that has grown over a century.",
        "A desk, a guide and a helmet.",
    ),
    Sample(
        "example-incubator", VISITOR, "drinking-water digital-water", "fr en", "physical",
        "Our founders need a first customer who runs a real network.",
        "See how a large operator tests what small companies offer.",
        "Contacts to twenty young companies.",
    ),
]  # fmt: skip


def load() -> None:
    programme = Programme.objects.get(code=phase_two.CODE)
    checklist.seed(programme)
    add_missing(SAMPLES, programme)

"""Every address of the portal, filled with sample arguments."""

from uuid import UUID

from django.urls import URLResolver, get_resolver, reverse

OWN_NAMESPACES = {
    "building",
    "clauses",
    "common",
    "directory",
    "documents",
    "eligibility",
    "finalisation",
    "imports",
    "jobs",
    "matching",
    "notices",
    "people",
    "plan",
    "programme",
    "public",
    "registration",
    "reporting",
    "thread",
    "workspace",
}
SAMPLES = {
    "public_id": UUID(int=0),
    "key": "parties",
    "language": "de",
    "question": "who",
    "reference": "CTQ-2021-014-v1",
    "token": "x" * 43,
    "version": 2,  # counted for each paper, so no key of a row
}
BY_TYPE = {"UUIDConverter": UUID(int=0), "IntConverter": 1}


def own_urls(resolver=None, namespace="", given=()):
    """Yield (name, path) of each page of our own rooms; ``given`` are converters further up."""
    for pattern in (resolver or get_resolver()).url_patterns:
        needed = {**dict(given), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            if (pattern.namespace or namespace) in {"", *OWN_NAMESPACES}:
                yield from own_urls(pattern, pattern.namespace or namespace, needed)
        elif namespace or (pattern.name or "").startswith("health-"):
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            yield name, reverse(name, kwargs=_arguments(needed))


def _arguments(converters):
    return {
        name: SAMPLES.get(name, BY_TYPE.get(type(converter).__name__, "visitor"))
        for name, converter in converters.items()
    }

"""Rules about the code base itself, so that reviewers need not remember them."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.urls import get_resolver

from tests import factories
from tests.meta.urls import OWN_NAMESPACES, own_urls

ROOT = Path(settings.BASE_DIR)
OWN_APPS = {"jobs", "journal", "documents", "notices", "clusters", "exchanges", "workpackages"}
CODE = ["blues", "clusters", "exchanges", "workpackages"]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 150

# Whoever is not signed in reaches these and nothing else.
PUBLIC = {
    "common:gallery-entries",
    "common:gallery-page",  # in the demo and the tests; elsewhere for operators
    "common:language-switch",
    "documents:verify-page",
    "eligibility:check-start",
    "eligibility:question-page",
    "eligibility:result-page",
    "health-live",
    "health-ready",
    "matching:catalogue-teaser",  # counts only, no profile
    "notices:mail-detail",  # in the demo
    "notices:mail-list",  # in the demo
    "people:invitation-accept",
    "directory:cluster-list",
    "programme:code-list-detail",
    "programme:code-list-list",
    "programme:code-search",
    "public:about-page",
    "public:accessibility-page",
    "public:help-page",
    "public:home-page",
    "public:how-page",
    "public:privacy-page",
    "registration:interest-confirm",  # with a signed link from a mail
    "thread:inbound-receive",  # for a mail server, with a signature; not there unless configured
}
WRITES_STATE = re.compile(r'\.state(, [\w.]+)* = |\{"state": R\(')


def modules():
    return [
        path
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def functions():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


@pytest.mark.django_db
def test_strangers_reach_nothing_but_the_public_pages(client):
    factories.ProgrammeFactory()
    opened = {name for name, url in own_urls() if not _asks_to_sign_in(client.get(url))}

    assert sorted(opened) == sorted(PUBLIC)


def _asks_to_sign_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith("/accounts/login/")


def test_every_namespace_of_our_rooms_is_mounted():
    assert set(get_resolver().namespace_dict) >= OWN_NAMESPACES


def test_url_names_read_noun_dash_verb():
    names = [name.rpartition(":")[2] for name, _url in own_urls()]

    assert [name for name in names if "_" in name or "-" not in name] == []


def test_no_address_carries_a_primary_key():
    assert [url for _name, url in own_urls() if re.search(r"/1/", url)] == []


def test_no_module_outgrows_the_budget():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text().splitlines())) > LONGEST_MODULE
    }

    assert long == {}


def test_no_function_outgrows_the_budget():
    long = {
        name: node.end_lineno - node.lineno + 1
        for name, node in functions()
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }

    assert long == {}


def test_no_template_outgrows_the_budget():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "templates").rglob("*.html")
        if (lines := len(path.read_text().splitlines())) > LONGEST_TEMPLATE
    }

    assert long == {}


def test_templates_hold_no_inline_script_style_or_handler():
    forbidden = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    guilty = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if "documents" not in path.parts and forbidden.search(path.read_text())
    ]

    assert guilty == []


def test_every_model_has_a_factory():
    made = {f._meta.model for name, f in vars(factories).items() if name.endswith("Factory")}
    own = {
        model
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS and not model._meta.auto_created
    }

    assert sorted(model._meta.label for model in own - made) == []


def test_paired_columns_are_tied_by_a_constraint():
    assert list(loose_pairs()) == []


def loose_pairs():
    """Yield every nullable ``x_at`` with an ``x_by`` that no constraint ties to it."""
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS:
            continue
        nullable = {field.name for field in model._meta.fields if field.null}
        ties = {constraint.name for constraint in model._meta.constraints}
        for at in (name for name in nullable if name.endswith("_at")):
            tie = f"{model._meta.model_name}_{at}_and_by"
            if at.replace("_at", "_by") in nullable and tie not in ties:
                yield f"{model._meta.label}.{at}"


def test_constraints_on_what_people_type_speak_to_them():
    silent = [
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in {"clusters", "exchanges", "workpackages"}
        for constraint in model._meta.constraints
        if "is violated" in str(constraint.get_violation_error_message())
        and not constraint.name.endswith("_once")
        and "_iff_" not in constraint.name
        and any(model._meta.get_field(name).editable for name in columns_of(constraint))
    ]

    assert silent == []


def columns_of(constraint) -> set[str]:
    """What a check looks at; a constraint without a condition looks at what must be unique."""
    return set(_columns(constraint.condition)) if constraint.condition else set(constraint.fields)


def _columns(condition):
    for child in condition.children:
        if isinstance(child, Q):
            yield from _columns(child)
        else:
            yield child[0].split("__")[0]


def test_nobody_but_the_move_functions_saves_a_state():
    writers = {
        str(path.relative_to(ROOT))
        for folder in ("exchanges",)
        for path in modules()
        if folder in path.parts and WRITES_STATE.search(path.read_text())
    }

    assert writers == {
        "exchanges/lifecycle/transitions.py",
        "exchanges/registration/moves.py",
        "exchanges/building/amendment_steps.py",  # of an amendment, whose trigger knows its steps
        "exchanges/workspace/packing.py",  # of a dossier, which is made once
    }


def test_guards_and_deadlines_ask_the_portals_clock():
    guilty = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "exchanges" in path.parts and re.search(r"localdate|date\.today", path.read_text())
    ]

    assert guilty == []


@pytest.mark.parametrize("word", [r"\bTODO\b", r"\bFIXME\b", r"\bguest\b", "lorem ipsum"])
def test_words_that_do_not_belong(word):
    pattern = re.compile(word, re.IGNORECASE)
    guilty = [
        str(path.relative_to(ROOT))
        for path in [*modules(), *(ROOT / "templates").rglob("*.html")]
        if pattern.search(path.read_text())
    ]

    assert guilty == []


def test_the_table_of_moves_and_the_trigger_agree():
    from importlib import import_module  # noqa: PLC0415 -- a module name that starts with a digit

    from exchanges.lifecycle.states import MOVE  # noqa: PLC0415 -- beside its counterpart

    newest = import_module("exchanges.migrations.0008_proposals_and_nudges")

    assert sorted(newest.PERMITTED) == sorted((str(s), str(t)) for s, t in MOVE)

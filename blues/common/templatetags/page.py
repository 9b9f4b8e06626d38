"""What only ``base.html`` needs: the menu, the languages, and the errors of the page's forms."""

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from blues.common import navigation

register = template.Library()


@register.inclusion_tag("_components/navigation.html", takes_context=True)
def main_navigation(context, *, area="main", label=""):
    request = context["request"]
    user = getattr(request, "user", AnonymousUser())
    links = navigation.links_for(user, area=area, path=request.path)
    return {"links": links, "label": label, "area": area}


@register.inclusion_tag("_components/languages.html", takes_context=True)
def language_switcher(context):
    request = context["request"]
    return {
        "languages": [get_language_info(code) for code in settings.PAGE_LANGUAGES],
        "current": get_language(),
        "current_name": get_language_info(get_language() or "en")["name_local"],
        "next": request.get_full_path() if request.method == "GET" else request.path,
        "csrf_token": context.get("csrf_token", ""),
    }


def forms_with_errors(context) -> list[BaseForm]:
    """Every form on the page that was sent and refused, once, in the order of the context."""
    found: dict[int, BaseForm] = {}
    for value in context.flatten().values():
        if isinstance(value, SimpleLazyObject):
            continue  # no form; to look at the token of forms would set its cookie on every page
        for form in getattr(value, "forms", None) or [value]:
            if isinstance(form, BaseForm) and form.is_bound and form.errors:
                found[id(form)] = form
    return list(found.values())


@register.simple_tag(takes_context=True)
def has_form_errors(context) -> bool:
    return bool(forms_with_errors(context))


@register.inclusion_tag("_components/error_summary.html", takes_context=True)
def error_summary(context):
    """The box "There is a problem", first in the page; each line leads to its field.

    It tells the request, so that ``RefusalMiddleware`` answers with the status of a refusal.
    """
    problems: list[tuple[str, object, object]] = []
    for form in forms_with_errors(context):
        problems += [("", "", message) for message in form.non_field_errors()]
        for field in form:
            label = "" if field.is_hidden else field.label
            problems += [(_target(field), label, message) for message in field.errors]
    if problems and "request" in context:
        context["request"].has_refused = True
    return {"problems": problems}


def _target(field) -> str:
    """The first thing of the field that can take the focus."""
    if field.is_hidden:
        return ""
    if not field.use_fieldset:
        return field.id_for_label
    return field.subwidgets[0].id_for_label if field.subwidgets else ""

"""Taking the members of a cluster out as a list."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusters.imports import exporting
from clusters.imports.forms import ExportForm
from clusters.imports.views import require_importer


@require_safe
def member_export(request):
    require_importer(request.user)
    initial = {"language": request.user.language, "format": "xlsx"}
    form = ExportForm(request.GET if "format" in request.GET else None, user=request.user,
                      initial=initial)  # fmt: skip
    if form.is_valid():
        return exporting.response(
            form.cleaned_data["cluster"],
            language=form.cleaned_data["language"],
            kind=form.cleaned_data["format"],
            empty=form.cleaned_data["empty"],
        )
    return render(request, "clusters/imports/member_export.html", {"form": form})

"""What is old, missing or unreachable: for the host of everybody, for an organization of itself."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from alongside.directory.keeping.quality import PROBLEMS, as_csv, rows_of, troubled
from alongside.lib.pages import page_of
from alongside.orgs.http import Request
from alongside.orgs.models import Organization
from alongside.orgs.roles import Can


def whose(request: Request) -> Organization | None:
    """The organization whose records are asked about; None for all, which only the host sees."""
    here = request.user.here
    request.user.require(Can.EDIT_PROFILE, at=here)
    return None if request.user.can(Can.IMPORT_DIRECTORY, at=here) else here


def quality(request: Request) -> HttpResponse:
    only, problem = whose(request), request.GET.get("problem", "")
    page = page_of(request, troubled(only, problem))
    told = {
        "page": page,
        "rows": [(row.owner, row, row.links(request.user.here)) for row in rows_of(page)],
        "problems": PROBLEMS,
        "problem": problem,
        "everybody": only is None,
    }
    return render(request, "directory/keeping/quality.html", told)


def quality_csv(request: Request) -> StreamingHttpResponse:
    """The same as a file, all of it."""
    found = rows_of(troubled(whose(request), request.GET.get("problem", "")).iterator())
    name = f"alongside-quality-{localdate().isoformat()}.csv"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = as_csv(found)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=attached)

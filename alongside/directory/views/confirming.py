"""The page that a mail's link opens: read in short what is listed, and press one button."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from alongside.directory import actions
from alongside.directory.keeping.confirm_links import read_link
from alongside.directory.keeping.our_records import in_short
from alongside.lib.http import own_form
from alongside.lib.pages import page_of
from alongside.lib.walls import within


@login_not_required
@own_form
@cache_control(no_store=True)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: mail scanners follow links. The button says that all is still right."""
    link = read_link(token)
    if link is None or link.is_used:
        over = {"is_used": link is not None}
        return render(request, "directory/keeping/confirm_over.html", over, status=410)
    told = {"organization": link.organization}
    if request.method == "POST":
        with within(link.organization):
            actions.confirm_by_link(link)
        return render(request, "directory/keeping/confirmed.html", told)
    page = page_of(request, in_short(link.organization))
    return render(request, "directory/keeping/confirm.html", told | {"page": page})

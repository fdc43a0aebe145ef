"""Every address. English has no prefix, Spanish is /es/…"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from alongside.directory.machine_urls import hsds_urls, machine_urls

urlpatterns = [
    path("api/v1/", machine_urls),
    path("hsds/", hsds_urls),
    path("", include("alongside.home.machine_urls")),
    *i18n_patterns(
        path("", include("alongside.home.urls")),
        path("", include("alongside.orgs.urls")),
        path("", include("alongside.directory.urls")),
        path("", include("alongside.partnerships.urls")),
        path("", include("alongside.referrals.urls")),
        # The address somebody signs in with is the one they were invited by: nobody adds another.
        path("account/email/", RedirectView.as_view(pattern_name="mfa_index")),
        path("account/", include("allauth.account.urls")),
        path("account/second-factor/", include("allauth.mfa.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "alongside.home.views.bad_request"
handler403 = "alongside.home.views.not_allowed"
handler404 = "alongside.home.views.not_found"
handler500 = "alongside.home.views.our_mistake"

"""Pages about partnerships."""

from django.urls import path

from alongside.partnerships.urls.drafts import drafts
from alongside.partnerships.urls.groups import together
from alongside.partnerships.urls.kept import kept
from alongside.partnerships.urls.rota import answering
from alongside.partnerships.urls.signing import signed
from alongside.partnerships.views import bounds, confirming, pages, people

app_name = "partnerships"
urlpatterns = [
    path("partnerships/", pages.partnerships, name="partnerships"),
    path("partnerships/propose/", pages.propose, name="propose"),
    path("partnerships/capacity/", people.capacity, name="capacity"),
    path("partnerships/<uuid:pk>/", pages.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/agree/<int:number>/", bounds.agree, name="agree"),
    path("partnerships/<uuid:pk>/decline/<int:number>/", bounds.decline, name="decline"),
    path("partnerships/<uuid:pk>/change/", bounds.change, name="change"),
    path(
        "partnerships/<uuid:pk>/agree-change/<int:number>/",
        bounds.agree_change,
        name="agree_change",
    ),
    path(
        "partnerships/<uuid:pk>/decline-change/<int:number>/",
        bounds.decline_change,
        name="decline_change",
    ),
    path("partnerships/<uuid:pk>/people/", people.people, name="people"),
    path("partnerships/<uuid:pk>/people/confirm/", people.confirm_people, name="confirm_people"),
    path("partnerships/<uuid:pk>/talk/", people.talk, name="talk"),
    path("partnerships/<uuid:pk>/confirm/", confirming.confirm, name="confirm"),
    path("partnerships/<uuid:pk>/confirmation/", confirming.confirmation, name="confirmation"),
    path("partnerships/<uuid:pk>/spoke/", people.note_spoke, name="spoke"),
    path("partnerships/<uuid:pk>/end/", pages.end, name="end"),
    *drafts,
    *signed,
    *kept,
    *together,
    *answering,
]

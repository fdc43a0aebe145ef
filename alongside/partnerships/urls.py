"""Pages about partnerships."""

from django.urls import path

from alongside.partnerships.views import bounds, confirming, pages, people, rota

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
    path("partnerships/<uuid:pk>/end/", pages.end, name="end"),
    path("rota/", rota.rota, name="rota"),
    path("rota/team/", rota.team, name="team"),
    path("rota/add/", rota.add, name="add_rota_time"),
    path("rota/<uuid:pk>/", rota.rota_time, name="rota_time"),
    path("rota/<uuid:pk>/change/", rota.change, name="change_rota_time"),
    path("rota/<uuid:pk>/exception/", rota.exception, name="add_exception"),
    path(
        "rota/<uuid:pk>/exception/<uuid:exception>/remove/",
        rota.remove_exception,
        name="remove_exception",
    ),
    path("rota/<uuid:pk>/give/", rota.give, name="give_rota_time"),
    path("rota/<uuid:pk>/end/", rota.end, name="end_rota_time"),
    path("rota/<uuid:pk>/bring-back/", rota.bring_back, name="bring_back_rota_time"),
    path("rota/<uuid:pk>/take-over/", rota.take_over, name="take_over"),
]

"""Addresses of who answers when."""

from django.urls import path

from alongside.partnerships.views import rota

answering = [
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

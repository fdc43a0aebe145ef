"""Pages about partnerships."""

from django.urls import path

from alongside.partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("partnerships/propose/", views.propose, name="propose"),
    path("partnerships/capacity/", views.capacity, name="capacity"),
    path("partnerships/<uuid:pk>/", views.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/agree/<int:number>/", views.agree, name="agree"),
    path("partnerships/<uuid:pk>/decline/<int:number>/", views.decline, name="decline"),
    path("partnerships/<uuid:pk>/change/", views.change, name="change"),
    path(
        "partnerships/<uuid:pk>/agree-change/<int:number>/",
        views.agree_change,
        name="agree_change",
    ),
    path(
        "partnerships/<uuid:pk>/decline-change/<int:number>/",
        views.decline_change,
        name="decline_change",
    ),
    path("partnerships/<uuid:pk>/people/", views.people, name="people"),
    path("partnerships/<uuid:pk>/people/confirm/", views.confirm_people, name="confirm_people"),
    path("partnerships/<uuid:pk>/talk/", views.talk, name="talk"),
    path("partnerships/<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("partnerships/<uuid:pk>/confirmation/", views.confirmation, name="confirmation"),
    path("partnerships/<uuid:pk>/end/", views.end, name="end"),
]

"""Addresses for machines: no language, no page."""

from django.urls import path

from alongside.home import views

urlpatterns = [path("health", views.health, name="health")]

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "alongside.lib"

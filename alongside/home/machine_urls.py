"""Addresses for machines: no language, no page."""

urlpatterns: list[object] = []

"""Addresses of the console process: its health, and everything else is the console's."""

from django.urls import include, path

from satark.config import health

urlpatterns = [
    path("health", health.console),
    path("", include("satark.console.urls")),
]

"""The console as Django sees it."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "satark.console"
    label = "console"

"""The console as a WSGI application; granian imports it in its own process."""

import os

from django.core.wsgi import get_wsgi_application

from satark import clock, logs, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satark.config.django_settings")
logs.configure("console")
clock.follow(settings.current().rehearsal_clock, graph_url=settings.current().graph_url)

application = get_wsgi_application()

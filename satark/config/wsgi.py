"""The console as a WSGI application; granian imports it in its own process."""

import os

from django.core.wsgi import get_wsgi_application

from satark import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satark.config.django_settings")
logs.configure("console")

application = get_wsgi_application()

"""The web application, as granian and other WSGI servers start it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datt.settings")

application = get_wsgi_application()

"""The production entry point: `granian --interface wsgi factcheck.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from factcheck import collecting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # loads every view now, not within somebody's first page
collecting.settle()

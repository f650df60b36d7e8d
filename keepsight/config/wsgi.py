"""What a web server calls to have a page."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")

application = get_wsgi_application()

"""What a web server calls to have a page."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")

application = get_wsgi_application()

# Loaded with the pages and kept for as long as the process lives. Python need not look through it
# again and again for what nobody uses any more, which took it a tenth of a second each time.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()

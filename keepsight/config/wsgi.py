"""What a web server calls to have a page."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")

SECONDS_TO_A_TURN = 0.0005
"""How long a thread may go on while another waits for its turn. A page that has had its answer from
the database waits so long beside one that is being worked on, for each of its questions: with
Python's own 5 ms, a third of a second for an action that asks seventy."""

sys.setswitchinterval(SECONDS_TO_A_TURN)

application = get_wsgi_application()

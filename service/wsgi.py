"""What gunicorn loads: `service.wsgi:app`."""

import os

from service.api.gunicorn_worker import answer_broken_bodies
from service.api.logs import configure_logging
from service.app import create_app
from service.settings import read_settings
from service.wiring import build_services, warm_up

_settings = read_settings(os.environ)
configure_logging(_settings.log_level)
_services = build_services(_settings)
# Word frequencies and language model load on first use; no caller should wait for them.
warm_up(_services)
app = create_app(_settings, _services)
answer_broken_bodies(app)

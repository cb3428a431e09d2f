"""The web door: Flask views that verify, parse and call a service."""

from __future__ import annotations

from flask import Flask

from ..services.ports import Bot
from ..wiring import Reload
from .events import events
from .health import pages
from .links import short
from .notice import notices
from .webhooks import webhooks

LARGEST_FORM = 256 * 1024  # a text has 1,600 characters; the carrier adds parameters without notice


def create_app(bot: Bot) -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.extensions["outreach_bot"] = bot
    app.register_blueprint(webhooks)
    app.register_blueprint(pages)
    app.register_blueprint(events)
    app.register_blueprint(notices)
    app.register_blueprint(short)
    if bot.settings.is_local:
        reload = Reload(bot)
        app.before_request(lambda: reload())
    return app

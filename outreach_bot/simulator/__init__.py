"""A carrier on your own machine: it speaks Twilio's Messages API, posts signed webhooks, and shows phones in a browser.

For development and tests only; a process of its own (`outreach simulator`). It keeps phone numbers and texts in plain
sight in its book, so it must never see a real member. Nothing else imports this room. The docstrings of `behaviour`
and `numbers` say how to make it misbehave.
"""

from outreach_bot.simulator.app import Running, make_app, running, serve

__all__ = ["Running", "make_app", "running", "serve"]

"""`python -m outreach_bot.simulator`: the carrier simulator from the command line."""

from __future__ import annotations

import click

from outreach_bot.simulator.app import serve


@click.command()
@click.option("--port", default=8800, show_default=True, help="Where the simulator and its phone page listen.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Leave it: whoever reaches the page can text.")
@click.option("--target-url", default="http://127.0.0.1:8000", show_default=True, help="The bot's public base address.")
@click.option("--account-sid", envvar="TWILIO_ACCOUNT_SID", default="AC" + "0" * 32, show_default=True)
@click.option("--auth-token", envvar="TWILIO_AUTH_TOKEN", default="simulator", help="Signs webhooks, opens the API.")
@click.option("--book", "book_path", default="var/simulator.sqlite3", show_default=True, help="Its SQLite file.")
@click.option("--own-number", default="+18605550100", show_default=True, help="The bot's number.")
def main(
    port: int, host: str, target_url: str, account_sid: str, auth_token: str, book_path: str, own_number: str
) -> None:
    """Play the carrier: Twilio's Messages API, signed webhooks, and phones in your browser."""
    click.echo(f"Phones: http://{host}:{port}/   Messages API: http://{host}:{port}   webhooks go to {target_url}")
    serve(
        port=port,
        target_url=target_url,
        account_sid=account_sid,
        auth_token=auth_token,
        book_path=book_path,
        own_number=own_number,
        host=host,
    )


if __name__ == "__main__":
    main()

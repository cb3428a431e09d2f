"""Alembic's door: runs over the connection that `Database.migrate` opened, inside its transaction."""

from alembic import context

from outreach_bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # true on SQLite too, because database.py says BEGIN itself
    render_as_batch=True,
    user_module_prefix="tables.",
)
context.run_migrations()

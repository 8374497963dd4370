"""Alembic's entry: it migrates the connection that it is handed."""

from alembic import context

from portal.migrations.tables import metadata


def run() -> None:
    """Migrate `config.attributes["connection"]`, one transaction a revision."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()

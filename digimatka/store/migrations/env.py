"""Alembic runs this. The connection comes from ``digimatka.store.migrate``, in its transaction."""

from alembic import context

from digimatka.store.tables import LearnerRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=LearnerRow.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()

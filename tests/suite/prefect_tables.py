"""The database of a Prefect server, made at once."""

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable


def make_tables(database: Path) -> None:
    """The server's tables as it has them today: its hundred migrations to them take seconds."""
    from prefect.server.database.orm_models import Base

    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(CreateTable(table))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
    engine.dispose()

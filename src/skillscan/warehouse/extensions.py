"""DuckDB's extensions, from the packages of the extra ``scale``: nothing is fetched at run time."""

from importlib.util import find_spec
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError


def load_extension(connection: DuckDBPyConnection, name: str) -> None:
    """Load an extension (``ducklake``, say) into a connection.

    Raises SkillscanError where its package is not installed, or is made for another DuckDB.
    """
    package = f"duckdb_extension_{name}"
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SkillscanError(
            f"DuckDB's extension {name} is not installed: install skillscan[scale] (pip install "
            f"'skillscan[scale]'), or {package.replace('_', '-')} alone"
        )
    file = f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"
    path = Path(spec.submodule_search_locations[0], file)
    if not path.is_file():
        raise SkillscanError(
            f"DuckDB's extension {name} is installed for another version than DuckDB "
            f"{duckdb.__version__} ({path} is not there): install skillscan[scale] again"
        )
    quoted = str(path).replace("'", "''")
    connection.execute(f"LOAD '{quoted}'")

"""A plugin loaded before settings are read: a private PostgreSQL and the site's role for the tests."""

import os
import tempfile
from pathlib import Path

SECRET = "for tests only"
HOME = Path("/var/lib/alongside") if os.geteuid() == 0 else Path(tempfile.gettempdir())
FOLDER = HOME / f"alongside-tests-{os.getuid()}"  # of the private server
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


ROOT = Path(__file__).parents[1]
COLLECTED = ROOT / "alongside" / "static" / "collected"


def owner_address() -> str:
    """DATABASE_URL when somebody gave one, else a private server that later runs use again."""
    if given := os.environ.get("DATABASE_URL"):
        return given
    from alongside.config.start import postgres

    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    return postgres.start_private(FOLDER, settings=FAST)


if "OWNER_DATABASE_URL" not in os.environ:  # not in pytest-xdist's workers, who inherit it
    from alongside.config.start import roles
    from alongside.config.start.translations import compile_translations

    compile_translations()
    COLLECTED.mkdir(
        parents=True, exist_ok=True
    )  # empty: what serves static files asks for the folder
    owner = owner_address()
    addresses = roles.prepare_roles(owner, SECRET)
    os.environ |= {
        "OWNER_DATABASE_URL": owner,
        "DATABASE_URL": addresses["site"],
        "KEEPER_DATABASE_URL": addresses["keeper"],
        "WORKER_DATABASE_URL": addresses["worker"],
        "SECRET_KEY": SECRET,
    }

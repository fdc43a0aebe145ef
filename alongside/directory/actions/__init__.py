"""What people do with the directory: bring a list in, list a site, write a profile."""

from alongside.directory.actions.editing import list_site, write_profile
from alongside.directory.actions.importing import (
    SHIPPED_LIST,
    import_list,
    import_shipped_list,
)

__all__ = [
    "SHIPPED_LIST",
    "import_list",
    "import_shipped_list",
    "list_site",
    "write_profile",
]

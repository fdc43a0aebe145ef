"""What people do with the directory: bring lists in, keep what they say true, say what is wrong."""

from alongside.directory.actions.claiming import (
    approve_claim,
    approve_join,
    claim,
    claim_also,
    decline_claim,
    undo_join,
)
from alongside.directory.actions.confirming import (
    ask_to_confirm,
    confirm_by_link,
    confirm_records,
)
from alongside.directory.actions.copying import ask_for_copy, forget_copies
from alongside.directory.actions.correcting import (
    accept_correction,
    decline_correction,
    propose_correction,
)
from alongside.directory.actions.editing import (
    bring_back,
    edit_service,
    edit_site,
    keep_ours,
    list_site,
    retire,
    take_theirs,
    write_profile,
)
from alongside.directory.actions.importing import (
    SHIPPED_LIST,
    import_list,
    import_shipped_list,
)
from alongside.directory.actions.merging import (
    one_place,
    propose_duplicates,
    take_back,
    two_places,
)
from alongside.directory.actions.organizations import (
    one_organization,
    propose_organizations,
    take_back_organizations,
    two_organizations,
)
from alongside.directory.actions.reading import sample_of
from alongside.directory.actions.sending import (
    ask_to_undo,
    begin_import,
    cancel_import,
    choose_columns,
    forget_columns,
)
from alongside.directory.actions.working import work_on_imports

__all__ = [
    "SHIPPED_LIST",
    "accept_correction",
    "approve_claim",
    "approve_join",
    "ask_for_copy",
    "ask_to_confirm",
    "ask_to_undo",
    "begin_import",
    "bring_back",
    "cancel_import",
    "choose_columns",
    "claim",
    "claim_also",
    "confirm_by_link",
    "confirm_records",
    "decline_claim",
    "decline_correction",
    "edit_service",
    "edit_site",
    "forget_columns",
    "forget_copies",
    "import_list",
    "import_shipped_list",
    "keep_ours",
    "list_site",
    "one_organization",
    "one_place",
    "propose_correction",
    "propose_duplicates",
    "propose_organizations",
    "retire",
    "sample_of",
    "take_back",
    "take_back_organizations",
    "take_theirs",
    "two_organizations",
    "two_places",
    "undo_join",
    "work_on_imports",
    "write_profile",
]

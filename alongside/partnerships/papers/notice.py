"""How many days' notice the clause about ending asks for."""

from alongside.partnerships.models import Agreement
from alongside.partnerships.papers.library import blanks_of

MOST = 3660  # ten years: the calendar has an end


def notice_days(agreement: Agreement) -> int:
    """In days, where the library's words stand; 0 where the parties wrote their own, which people read."""
    edition = agreement.wording.last_edition
    for passage in edition.passages if edition else []:
        said = (blanks_of(passage, agreement.wording.language) or {}).get("notice_days", "")
        if said.isdecimal() and int(said) <= MOST:
            return int(said)
    return 0

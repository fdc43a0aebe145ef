"""The order in which a reader looks a name up: accents and marks count for nothing, in Spanish ñ comes after n."""

import unicodedata

from django.utils.translation import get_language

AFTER_N = "n\uffff"


def alphabetical(name: str) -> str:
    """A key to sort by, in the reader's language."""
    told = unicodedata.normalize("NFC", name.casefold())
    if (get_language() or "").startswith("es"):
        told = told.replace("ñ", AFTER_N)
    spelled = unicodedata.normalize("NFKD", told)
    kept = (one for one in spelled if one.isalnum() or one in {" ", "\uffff"})
    return " ".join("".join(kept).split())


def initial(name: str) -> str:
    """The letter under which a name stands; # for what begins with no letter."""
    key = alphabetical(name)
    if key.startswith(AFTER_N):
        return "Ñ"
    return key[0].upper() if key and key[0].isalpha() else "#"

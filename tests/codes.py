"""The six digits that somebody's authenticator app shows."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt

PERIOD = 30  # seconds that an app shows a code
TO_TYPE = 3  # seconds that a test's browser takes at most


def shown(secret):
    [counter] = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def shown_for_a_while(secret):
    """To type in a browser: one that is about to change is no use to anybody."""
    left = PERIOD - time.time() % PERIOD
    if left < TO_TYPE:
        time.sleep(left)
    return shown(secret)


def code_of(someone):
    stored = Authenticator.objects.get(user=someone, type=Authenticator.Type.TOTP)
    return shown(decrypt(stored.data["secret"]))

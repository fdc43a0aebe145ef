"""How sign-in differs from what the library does by itself."""

import base64
import hashlib
import hmac
from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _


def key_for(purpose: str) -> bytes:
    """32 bytes for one purpose, from the server's secret."""
    return hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), "sha256")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up, and no address is kept."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and password do not fit together. Check both."),
        "rate_limited": _("That was too often. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for the first second factor, without which a session opens nothing; nor just after signing in."""
        asked: bool = super().is_reauthentication_required(app=app, **kwargs)
        return asked and is_mfa_enabled(self.request.user) and not self.just_signed_in()

    def just_signed_in(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return bool(time() - latest < app_settings.REAUTHENTICATION_TIMEOUT)

    def get_client_ip(self, request: HttpRequest) -> str:
        """A word that stands for today's address and cannot be turned back: limits need nothing else."""
        address = super().get_client_ip(request)
        today = key_for(f"client address {localdate()}")
        return hmac.new(today, address.encode(), hashlib.sha256).hexdigest()[:32]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return self.box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self.box().decrypt(encrypted_text.encode()).decode()

    def box(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(key_for("second factor")))

    def get_totp_label(self, user: Any) -> str:
        return str(user.email)

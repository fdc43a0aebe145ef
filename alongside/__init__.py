"""Alongside: warm referrals between health centers and advocacy programs."""

__version__ = "0.1.0"

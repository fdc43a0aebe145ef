"""Agreements as documents: what is signed, what shows that it was, and copies to read."""

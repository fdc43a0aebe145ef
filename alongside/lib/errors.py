"""The one way a rule of the domain says no."""


class Blocked(Exception):
    """A sentence for the person: what is in the way and what to do. Shown as a page with status 409."""

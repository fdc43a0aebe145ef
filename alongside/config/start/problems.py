"""Why Alongside cannot start, said in one sentence to the person at the keyboard."""


class CannotStart(Exception):
    """One plain sentence: what is in the way and what to do. Printed alone; exit code 1."""

"""People who press at the same moment, each in a thread and a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from alongside.lib.errors import Blocked
from alongside.lib.walls import within


def at_once(*acts):
    """Each (person, act) in a thread of its own, all let go together; what each was told, in order."""
    gate = Barrier(len(acts))

    def press(pressed):
        person, act = pressed
        connection.ensure_connection()
        gate.wait()
        try:
            with within(person.here):
                act()
        except Blocked as no:
            return str(no)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))

"""Django's PostgreSQL with connections that are kept: whether one still stands costs no query."""

from select import POLLIN, poll

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Each thread keeps its connection from one request to the next."""

    def is_usable(self) -> bool:
        """An idle server says nothing but goodbye: only where there is something to read it is asked.

        One that was lost, or that somebody left within a transaction and its walls, is not used again.
        """
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            return False
        return not self.has_news() or bool(super().is_usable())

    def has_news(self) -> bool:
        line = poll()
        line.register(self.connection.fileno(), POLLIN)
        return bool(line.poll(0))

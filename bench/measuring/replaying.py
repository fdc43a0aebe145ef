"""The bare SQL of a piece of work: its own statements, again, with fresh ids and nothing around them."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg

from measuring import begin


@dataclass
class Recording:
    """The statements of one send, and which of their values another send has of its own."""

    statements: list[tuple[str, Any, bool]]
    own: set[Any]

    def again(self) -> list[tuple[str, Any, bool]]:
        """As another send would say it."""
        fresh = {old: uuid4() if isinstance(old, UUID) else str(uuid4()) for old in self.own}
        return [(sql, swapped(params, fresh), inside) for sql, params, inside in self.statements]


def plain(value: Any) -> Any:
    """Without words of ours in it, so that another process can read it."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(plain(one) for one in value)
    if isinstance(value, memoryview):
        return bytes(value)
    return str(value) if isinstance(value, str) else value


def replay(address: str, sent: Recording, seconds: float) -> list[float]:
    """The same statements with fresh ids, in one transaction as a send has, and nothing around them."""
    took = []
    with psycopg.connect(
        address, autocommit=True, cursor_factory=psycopg.ClientCursor
    ) as connection:
        start = begin()
        while time.time() < start + seconds:
            statements = sent.again()
            begun = time.perf_counter()
            for sql, params, _inside in (one for one in statements if not one[2]):
                connection.execute(sql, params)
            with connection.transaction():
                for sql, params, _inside in (one for one in statements if one[2]):
                    connection.execute(sql, params)
            took.append(time.perf_counter() - begun)
    return took


def own_values(statements: list[tuple[str, Any, bool]], known: set[UUID]) -> set[Any]:
    """Ids that were made for this send, and its phrase."""
    inserts = [params for sql, params, _inside in statements if "INSERT" in sql]
    ids = {leaf for leaf in leaves(inserts) if isinstance(leaf, UUID)}
    phrase = next(leaf for leaf in leaves(inserts) if isinstance(leaf, str) and " " in leaf)
    return ids - known | {phrase}


def swapped(value: Any, fresh: dict[Any, Any]) -> Any:
    if isinstance(value, dict):
        return {name: swapped(one, fresh) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(swapped(one, fresh) for one in value)
    return fresh.get(value, value) if isinstance(value, UUID | str) else value


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return leaves(list(value.values()))
    if isinstance(value, list | tuple):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]

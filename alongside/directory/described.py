"""Our APIs as a page of plain words, read from their own OpenAPI descriptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from ninja import NinjaAPI

from alongside.directory.api import api as search_api
from alongside.directory.hsds.api import api as hsds_api


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: str
    place: str  # path or query
    default: str


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class Described:
    key: str
    title: str
    version: str
    description: str
    openapi: str
    operations: tuple[Operation, ...]


@cache
def described() -> tuple[Described, ...]:
    """Both APIs. They do not change while we run."""
    return described_as("search", search_api), described_as("hsds", hsds_api)


def described_as(key: str, api: NinjaAPI) -> Described:
    schema = api.get_openapi_schema()
    return Described(
        key=key,
        title=api.title,
        version=api.version,
        description=api.description,
        openapi=reverse(f"{api.urls_namespace}:openapi-json"),
        operations=tuple(operations(schema["paths"])),
    )


def operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[Operation]:
    for path, methods in paths.items():
        for method, about in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=about.get("summary", ""),
                description=about.get("description", ""),
                parameters=tuple(map(parameter, about.get("parameters", ()))),
            )


def parameter(about: Mapping[str, Any]) -> Parameter:
    schema = about.get("schema", {})
    default = schema.get("default")
    return Parameter(
        name=about["name"],
        kind=kind(schema),
        place=about["in"],
        default=str(default) if default else "",
    )


def kind(schema: Mapping[str, Any]) -> str:
    """A word or two for what a value is."""
    if one := next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), None):
        return kind(one)
    return str(schema.get("format") or schema.get("const") or schema.get("type", ""))

"""What is wrong in the files of content/, by file and line, in words for whoever edits them."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from alongside.lib import content

Text = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=90, pattern=r"^\S(.*\S)?$")]


class Wrong(NamedTuple):
    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class Shape(BaseModel):
    """What a row may say. Anything else in it is a slip of the pen."""

    model_config = ConfigDict(extra="forbid", strict=True, regex_engine="python-re")


class Names(Shape):
    en: Name
    es: Name


class Sentences(Shape):
    en: Text
    es: Text


class WordLists(Shape):
    en: list[Name] = Field(min_length=1)
    es: list[Name] = Field(min_length=1)


class Pair(Shape):
    en: str
    es: str


class Placed(NamedTuple):
    """A row, where it stands, and whether its shape is right."""

    file: str
    line: int
    row: Any
    wrongs: list[Wrong]

    def wrong(self, sentence: str, *path: str | int) -> Wrong:
        return Wrong(self.file, line_of(self.row, path) or self.line, sentence)


def placed(folder: str, shape: type[Shape]) -> Iterator[Placed]:
    """Every row of a folder with its line. A file that is no list of rows is one wrong row."""
    for file in content.files(folder):
        name = file.relative_to(settings.ROOT).as_posix()
        try:
            rows = YAML(typ="rt").load(file)
        except MarkedYAMLError as error:
            yield unreadable(name, error)
            continue
        if not isinstance(rows, CommentedSeq):
            yield not_rows(name)
            continue
        for at, row in enumerate(rows):
            yield checked(name, rows.lc.item(at)[0] + 1, row, shape)


def checked(file: str, line: int, row: Any, shape: type[Shape]) -> Placed:
    found = Placed(file, line, row, [])
    try:
        shape.model_validate(row)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = [step for step in one["loc"] if isinstance(step, str | int)]
            where = ".".join(str(step) for step in path)
            sentence = f"{where}: {one['msg']}." if where else f"{one['msg']}."
            found.wrongs.append(found.wrong(sentence, *path))
    return found


def unreadable(name: str, error: MarkedYAMLError) -> Placed:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    return Placed(name, line, None, [Wrong(name, line, f"This cannot be read: {error.problem}.")])


def not_rows(name: str) -> Placed:
    sentence = "There are no rows here. Each begins with a dash."
    return Placed(name, 1, None, [Wrong(name, 1, sentence)])


def line_of(row: Any, path: tuple[str | int, ...]) -> int:
    """The line of something inside a row, or of the nearest thing around it that has one; 0 if none has."""
    line = 0
    for step in path:
        if not isinstance(row, CommentedMap | CommentedSeq):
            break
        line = (row.lc.data or {}).get(step, [line - 1])[0] + 1
        inside: dict[Any, Any] = dict(enumerate(row) if isinstance(row, CommentedSeq) else row)
        row = inside.get(step)
    return line


def doubled(rows: list[Placed], field: str) -> Iterator[Wrong]:
    """Each value of a field stands once in a folder: a number is never used again."""
    first: dict[Any, Placed] = {}
    for one in rows:
        value = one.row[field]
        if value in first:
            before = first[value]
            yield one.wrong(f"{value} is taken: {before.file}, line {before.line}.", field)
        first.setdefault(value, one)


def wrong_pairs(folder: str) -> Iterator[Wrong]:
    """What is wrong in a folder of plain pairs: both languages, and nothing twice."""
    rows = list(placed(folder, Pair))
    yield from (wrong for one in rows for wrong in one.wrongs)
    yield from doubled([one for one in rows if not one.wrongs], "en")

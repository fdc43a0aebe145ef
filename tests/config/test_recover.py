"""With its own export and its recovery sheet an organization opens its letters, and needs no server."""

import json
import os
import re
import stat
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from alongside.home.export import export_of
from alongside.lib.walls import within
from alongside.orgs.making import Secrets, encoded, seal
from tests import keys

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WORDS = {"name": "María Quetzal", "safe_contact": {"reach": False}}


def groups(identity):
    """The sheet as it is printed: without its prefix, in groups of four."""
    return re.findall(".{1,4}", str(identity).removeprefix("AGE-SECRET-KEY-1"))


def letter(kept, number, recipients=None, **changes):
    """A letter to Harbor House as the server keeps it."""
    told = {
        "referral": str(uuid.uuid4()),
        "from": str(uuid.uuid4()),
        "to": str(kept.organization.pk),
        "release": str(uuid.uuid4()),
        "day": localdate().isoformat(),
        "number": number,
    }
    plain = {"alongside": "letter 1", **told, "items": WORDS} | changes
    sealed = seal(plain, recipients or [str(kept.opening[number].to_public())])
    return {"letter": told["release"], **told, "sealed": encoded(sealed)}


@pytest.fixture
def kept(abel):
    """Harbor House's secrets, and Abel who set them up."""
    return keys.set_up_by(keys.made_by(abel))


@pytest.fixture
def rotated(abel):
    """The same after two rotations, the second with a new sheet."""
    holder = keys.made_by(abel)
    kept = keys.set_up_by(holder)
    keys.rotate(kept, holder, by=holder)
    keys.rotate(kept, holder, by=holder, new_sheet=True, older=[1, 2])
    return kept


@pytest.fixture
def export(tmp_path, abel):
    """Abel's export of Harbor House with these letters, as a file."""

    def write(*letters, change=None):
        with within(abel.here):
            told = json.loads(export_of(abel.here, by=abel)) | {"letters": list(letters)}
        if change:
            change(told)
        file = tmp_path / "export.json"
        file.write_text(json.dumps(told))
        return file

    return write


def recover(file, sheet, *options):
    """The command as somebody runs it on a machine of their own: nothing of a server is around."""
    typed = file.with_name("sheet.txt")
    typed.write_text(sheet)
    command = [sys.executable, "-m", "alongside", "recover", str(file), "--sheet", str(typed)]
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [*command, *map(str, options)],
        env=surroundings,
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.returncode, said.stdout.splitlines(), said.stderr.strip()


def test_the_sheet_opens_every_key_and_counts_the_letters(kept, export):
    code, said, trouble = recover(export(letter(kept, 1)), " ".join(groups(kept.sheet)))
    assert (code, trouble) == (0, "")
    assert said == [
        "Recovery sheet 1 of Harbor House",
        "Opening keys: 1",
        "Signing keys: 1",
        "Letters still open: 1, of which 1 can be read",
        "Nothing was written. Name a folder with --letters to write them.",
    ]


def test_letters_are_written_when_asked_for_their_owners_eyes_only(kept, export, tmp_path):
    sent, folder = letter(kept, 1), tmp_path / "letters"
    code, *_ = recover(export(sent), " ".join(groups(kept.sheet)), "--letters", folder)

    written = list(folder.iterdir())
    assert (code, [file.name for file in written]) == (0, [f"letter-{sent['letter']}.json"])
    assert json.loads(written[0].read_text())["items"] == WORDS
    assert "María Quetzal" in written[0].read_text()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, written[0])]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize(
    "typed",
    [
        lambda sheet: "\n".join(groups(sheet)).lower(),
        lambda sheet: "  ".join(groups(sheet)).upper() + "\n\n",
        lambda sheet: "-".join(groups(sheet)),
        str,
        lambda sheet: str(sheet).lower(),
    ],
)
def test_spaces_hyphens_and_capitals_are_forgiven(kept, export, typed):
    assert recover(export(), typed(kept.sheet))[0] == 0


def test_after_two_rotations_the_new_sheet_opens_the_older_keys_and_letters(
    rotated, export, tmp_path
):
    letters = [letter(rotated, number) for number in (1, 2, 3)]
    sheet, folder = " ".join(groups(rotated.sheet)), tmp_path / "letters"
    code, said, _ = recover(export(*letters), sheet, "--letters", folder)
    assert code == 0
    assert said[:4] == [
        "Recovery sheet 2 of Harbor House",
        "Opening keys: 1, 2, 3",
        "Signing keys: 1",
        "Letters still open: 3, of which 3 can be read",
    ]
    assert len(list(folder.iterdir())) == 3


def test_the_sheet_that_was_replaced_opens_nothing(rotated, export):
    code, said, trouble = recover(export(), " ".join(groups(rotated.sheets[0])))
    assert (code, said) == (1, [])
    assert trouble == (
        "This sheet does not open this export. Look for the newest sheet of the same organization."
    )


def test_a_new_signing_key_comes_with_a_sheet_that_opens_what_its_maker_held(abel, export):
    holder = keys.made_by(abel)
    kept = keys.set_up_by(holder)
    proposal = keys.read(keys.SetUp, kept.set_up(holder, older=[1]))
    with within(abel.here):
        keys.actions.set_up(abel.here, proposal=proposal, by=abel)
    code, said, _ = recover(export(letter(kept, 1)), " ".join(groups(kept.sheet)))
    assert (code, said[:3]) == (
        0,
        ["Recovery sheet 2 of Harbor House", "Opening keys: 1, 2", "Signing keys: 2"],
    )


def test_a_sheet_of_another_organization_opens_nothing(kept, export, lakeside):
    stranger = Secrets(lakeside)
    stranger.sheets.append(keys.QUICK)
    assert recover(export(), " ".join(groups(stranger.sheet)))[:2] == (1, [])


@pytest.mark.parametrize("typed", ["", "QQQQ", "words and words", "\x00", "Q" * 58, "\ud83d"])
def test_a_mistyped_sheet_gets_one_sentence(kept, export, typed):
    code, said, trouble = recover(export(), typed.encode("utf-8", "replace").decode())
    assert (code, said) == (1, [])
    assert trouble.startswith("This is not what a recovery sheet says.")
    assert len(trouble.splitlines()) == 1


def without_grants(told):
    del told["grants"]


def with_another_format(told):
    told["alongside"] = "export 2"


def with_another_recipient(told):
    told["opening"][0]["recipient"] = str(keys.QUICK.to_public())


def with_a_sheet_slipped_in(told):
    told["sheets"].append(told["sheets"][0] | {"recipient": str(keys.QUICK.to_public())})


def with_altered_ciphertext(told):
    wrapped = told["grants"][0]["wrapped"]
    told["grants"][0]["wrapped"] = wrapped[:-8] + "AAAAAAA="


def with_the_shares_exchanged(told):
    one, other = told["grants"]
    one["kind"], other["kind"] = other["kind"], one["kind"]


@pytest.mark.parametrize(
    "change",
    [
        without_grants,
        with_another_format,
        with_another_recipient,
        with_a_sheet_slipped_in,
        with_altered_ciphertext,
        with_the_shares_exchanged,
    ],
)
def test_a_damaged_or_altered_export_gets_one_sentence(kept, export, change):
    code, said, trouble = recover(export(change=change), " ".join(groups(kept.sheet)))
    assert (code, said) == (1, [])
    assert trouble == (
        "This file is not a whole export of Alongside, or it was changed. Use another copy."
    )


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"x" * 100_000])
def test_a_file_that_is_no_export_gets_the_same_sentence(kept, tmp_path, content):
    file = tmp_path / "export.json"
    file.write_bytes(content)
    code, said, trouble = recover(file, " ".join(groups(kept.sheet)))
    assert (code, said, trouble.startswith("This file is not a whole export")) == (1, [], True)


def tampered(sent):
    return sent | {"sealed": sent["sealed"][:-12] + "AAAAAAAAAAA="}


def test_a_tampered_letter_is_named_and_the_others_are_written(kept, export, tmp_path):
    good, folder = letter(kept, 1), tmp_path / "letters"
    file = export(good, tampered(letter(kept, 1)))
    code, said, trouble = recover(file, " ".join(groups(kept.sheet)), "--letters", folder)
    assert (code, len(list(folder.iterdir()))) == (1, 1)
    assert "Letters still open: 2, of which 1 can be read" in said
    assert trouble.startswith("1 of the letters could not be read")


@pytest.mark.parametrize(
    "changes", [{"referral": str(uuid.uuid4())}, {"day": "2020-01-01"}, {"alongside": "answer 1"}]
)
def test_a_letter_whose_header_differs_is_not_taken_for_another(kept, export, changes):
    code, said, _ = recover(export(letter(kept, 1, **changes)), " ".join(groups(kept.sheet)))
    assert (code, said[3]) == (1, "Letters still open: 1, of which 0 can be read")


def test_a_letter_sealed_to_chosen_people_stays_theirs(kept, export):
    sealed = letter(kept, 1, recipients=[str(keys.QUICK.to_public())])
    code, _, trouble = recover(export(sealed), " ".join(groups(kept.sheet)))
    assert (code, "sealed to chosen people only" in trouble) == (1, True)


def test_letters_that_went_out_are_not_counted(kept, export):
    sent = letter(kept, 1) | {"to": str(uuid.uuid4())}
    code, said, _ = recover(export(sent), " ".join(groups(kept.sheet)))
    assert (code, said[3]) == (0, "Letters still open: 0, of which 0 can be read")


def test_nothing_in_the_folder_is_written_over(kept, export, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    code, _, trouble = recover(
        export(letter(kept, 1)), " ".join(groups(kept.sheet)), "--letters", tmp_path / "letters"
    )
    assert (code, "is not empty" in trouble) == (1, True)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["mine.txt"]

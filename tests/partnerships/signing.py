"""Written agreements that wait to be signed, and what a PDF's signatures say of themselves."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest
from django.core.cache import cache

from alongside.lib.walls import within
from alongside.orgs.roles import Role
from alongside.partnerships import actions
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Agreement, Edition, Kind, Signatory, Stage, Wording
from tests.codes import code_of
from tests.conftest import person
from tests.partnerships.building import USUAL

NOTICE, TERM = 406, 404
BLANKS = {
    "health_center": "Lakeside Health Center",
    "program": "Harbor House",
    "notice_days": "30",
    "start": "Dec. 1, 2026",
    "end": "Nov. 30, 2027",
}


def passages_in(language, numbers=(101, 102, 202, TERM, NOTICE), **blanks):
    """Library clauses with their blanks filled in, as an edition keeps them."""
    library, known = clauses_in(language), BLANKS | blanks
    return [
        {
            "id": str(number),
            "clause": number,
            "option": library[number].options[0].key,
            "title": library[number].title,
            "text": re.sub(
                r"\{(\w+)\}",
                lambda found: known.get(found[1], "..."),
                library[number].options[0].text,
            ),
        }
        for number in numbers
    ]


def wording_of(partnership, passages=None, language="en", stage=Stage.SIGNING, **fields):
    """A written agreement to which everybody has agreed; nobody has been named to sign it."""
    settled = {"kind": Kind.MOU, "proposed_by": partnership.proposed_by} | USUAL | fields
    version = Agreement.objects.create(
        partnership=partnership, number=partnership.agreements.count() + 1, **settled
    )
    wording = Wording.objects.create(
        agreement=version,
        stage=stage,
        title="Working together",
        language=language,
        turn=partnership.proposed_by,
    )
    Edition.objects.create(
        wording=wording,
        number=3,
        passages=passages_in(language) if passages is None else passages,
        sha256="0" * 64,
        made_by=partnership.proposed_by,
    )
    return wording


def signer(name, organization):
    return person(name, organization, Role.SIGNATORY)


def named(wording, *people, begin=1):
    """Each of these people as a signer, in this order."""
    return [
        Signatory.objects.create(
            wording=wording,
            organization=one.here,
            membership=one.session_membership,
            name=one.name,
            title="Director",
            place=place,
        )
        for place, one in enumerate(people, begin)
    ]


def document_to_sign(wording, by):
    """What is signed, made first where a page would ask for it."""
    with within(by.here):
        if not actions.document_to_sign(wording):
            actions.make_document(wording, by=by)
        return actions.document_to_sign(wording)


def sign(signatory, by, **said):
    """As the page would, after the second factor."""
    with within(by.here):
        sha256 = document_to_sign(signatory.wording, by).sha256
        said = {"sha256": sha256, "may_sign": True, "means_it": True} | said
        return actions.sign(signatory, **said, by=by)


def signed_by_all(wording, *people):
    for signatory, one in zip(named(wording, *people), people, strict=True):
        sign(signatory, one)
    wording.refresh_from_db()
    return wording


def wrong_code(someone):
    return f"{(int(code_of(someone)) + 1) % 1_000_000:06}"


def forget_codes():
    """As after half a minute: a code that was used is remembered no longer than it is shown."""
    cache.clear()


@dataclass
class Seal:
    """One signature in a PDF, as an independent reader sees it."""

    name: str
    is_valid: bool
    covers: int  # bytes from the beginning


def tool(name):
    """A program of poppler-utils; without it a test is left out, but never where all must run."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing: install poppler-utils")
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install poppler-utils")
    return found


def seals_of(pdf, folder):
    """What pdfsig (poppler) finds, in the order in which they were made."""
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        [tool("pdfsig"), "-nocert", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "HOME": str(folder)},
    )
    parts = told.stdout.split("Signature #")[1:]
    seals = [
        Seal(
            name=re.search(r"Common Name: (.*)", part)[1],
            is_valid="Signature is Valid." in part,
            covers=int(re.search(r"Signed Ranges: .*- (\d+)\]", part)[1]),
        )
        for part in parts
    ]
    return sorted(seals, key=lambda seal: seal.covers)

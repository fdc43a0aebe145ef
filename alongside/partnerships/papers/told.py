"""What an agreement says, as plain data in one language: for the PDF, the DOCX and the page that is signed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Min, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.orgs.models import Organization, SigningKey
from alongside.partnerships.models import (
    Agreement,
    Method,
    Signatory,
    Signature,
    Stage,
    Wording,
)
from alongside.partnerships.papers.library import told_in
from alongside.partnerships.papers.uploads import upload_of

GROUP = 4  # hexadecimal digits that an eye takes in at once


def told(wording: Wording, language: str, *, as_signed: bool = False) -> dict[str, Any]:
    """The whole of it. `as_signed` also says who signed when, which the text that is signed cannot know."""
    with translation.override(language):
        agreement, edition = wording.agreement, wording.last_edition
        passages = edition.passages if edition else []
        parties, moment = parties_of(wording), text_since(wording)
        upload = upload_of(wording)
        return {
            "title": wording.title,
            "kind": str(agreement.get_kind_display()).capitalize(),
            "about": about(wording, edition.number if edition else 0, language),
            "parties": [{"name": one.name, "kind": one.get_kind_display()} for one in parties],
            "clauses": [
                {"title": one.title, "text": paragraphs(one.text)}
                for one in told_in(
                    language, passages, wording.language, days_in_both(wording, language)
                )
            ],
            "document": about_document(upload.name, upload.sha256) if upload else [],
            "bounds": in_words(agreement) if agreement.modes else [],
            "fingerprints": [fingerprint_of(one, moment) for one in parties],
            "signers": [about_signer(one, as_signed) for one in wording.signatories.in_order()],
            "words": words(),
        }


def text_since(wording: Wording) -> datetime:
    """Since when the text stands as it is: since the first signature; until then it is of this moment."""
    signed = Signature.objects.filter(signatory__wording=wording)
    return signed.aggregate(first=Min("signed_at"))["first"] or now()


def parties_of(wording: Wording) -> list[Organization]:
    """Who takes part; once somebody has signed, those for whom somebody signs."""
    parties = Organization.objects.order_by("name")
    if Signature.objects.filter(signatory__wording=wording).exists():
        return list(parties.filter(pk__in=wording.signatories.values("organization")))
    members = wording.agreement.partnership.members.taking_part()
    return list(parties.filter(pk__in=members.values("organization")))


def term_of(wording: Wording) -> tuple[date | None, date | None]:
    """The days that everybody agreed to. Notice ends an agreement earlier, and changes no word of it."""
    agreement, edition = wording.agreement, wording.last_edition
    if wording.stage != Stage.SIGNED or edition is None or not edition.terms:
        return agreement.starts_on, agreement.ends_on
    days = [edition.terms[name] for name in ("starts_on", "ends_on")]
    starts_on, ends_on = [date.fromisoformat(day) if day else None for day in days]
    return starts_on, ends_on


def days_in_both(wording: Wording, language: str) -> dict[str, str]:
    """The days of the term as the binding text writes them, and as this copy does."""
    days = [day for day in term_of(wording) if day]
    written: list[list[str]] = []
    for code in (wording.language, language):
        with translation.override(code):
            written.append([day_of(day) for day in days])
    return dict(zip(*written, strict=True))


def about(wording: Wording, edition: int, language: str) -> list[str]:
    """Version, term and which language binds."""
    agreement = wording.agreement
    said = [
        _("Version %(number)s, edition %(edition)s.")
        % {"number": agreement.number, "edition": edition},
        term(*term_of(wording)),
        binding_text(wording.language),
    ]
    if language != wording.language:
        said.append(
            _("This is a copy to read. What the parties wrote themselves stays as they wrote it.")
        )
    return said


def binding_text(language: str) -> str:
    said = {"en": _("The English text binds."), "es": _("The Spanish text binds.")}
    return said[language]


def term(starts_on: date | None, ends_on: date | None) -> str:
    begins = day_of(starts_on) if starts_on else ""
    ends = day_of(ends_on) if ends_on else ""
    if begins and ends:
        return _("In force from %(begins)s to %(ends)s.") % {"begins": begins, "ends": ends}
    if begins:
        return _("In force from %(begins)s, without an end date.") % {"begins": begins}
    if ends:
        return _("In force when everybody has signed, until %(ends)s.") % {"ends": ends}
    return _("In force when everybody has signed, without an end date.")


def day_of(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT"))


def about_document(name: str, sha256: str) -> list[str]:
    return [
        _("The text is the document “%(name)s”, kept as it came.") % {"name": name},
        _("SHA-256 of the document: %(hash)s") % {"hash": grouped(sha256)},
    ]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def grouped(fingerprint: str) -> str:
    at = range(0, len(fingerprint), GROUP)
    return " ".join(fingerprint[start : start + GROUP] for start in at)


def fingerprint_of(party: Organization, moment: datetime) -> dict[str, str]:
    """Of the key that was in use then."""
    used = Q(retired_at=None) | Q(retired_at__gt=moment)
    tomorrow = moment.date() + timedelta(days=1)  # a browser writes the day, and may be ahead
    keys = SigningKey.objects.filter(used, organization=party, day__lte=tomorrow)
    key = keys.order_by("number").first()
    said = grouped(key.fingerprint) if key else _("has no signing key yet")
    return {"name": party.name, "said": said}


def in_words(version: Agreement) -> list[str]:
    """The bounds, as the page of the partnership says them."""
    days, hours = version.longest_release_days, version.response_hours
    times = version.held_times_a_week
    items = " · ".join(version.item_labels)
    return [
        f"{_('We connect people by:')} {' · '.join(version.mode_labels)}",
        f"{_('A letter may hold, when the survivor permits it:')} {items}"
        if items
        else _("Nothing is passed in letters. We work by voice."),
        ngettext(
            "A survivor's permission lasts at most %(days)s day.",
            "A survivor's permission lasts at most %(days)s days.",
            days,
        )
        % {"days": days},
        ngettext(
            "A letter is opened within %(hours)s hour.",
            "A letter is opened within %(hours)s hours.",
            hours,
        )
        % {"hours": hours},
        *(
            [
                ngettext(
                    "The health center holds %(times)s time open each week.",
                    "The health center holds %(times)s times open each week.",
                    times,
                )
                % {"times": times}
            ]
            if times
            else []
        ),
    ]


def about_signer(signatory: Signatory, as_signed: bool) -> dict[str, str]:
    said = ""
    if as_signed and signatory.has_signed:
        said = how_signed(signatory)
    return {
        "name": signatory.name,
        "title": signatory.title,
        "organization": signatory.organization.name,
        "signed": said,
    }


def how_signed(signatory: Signatory) -> str:
    """When and by which method, in a sentence."""
    signature = signatory.signed
    if signature is None:
        return ""
    if signature.method == Method.PAPER and signature.day:
        return _("Signed on paper on %(day)s.") % {"day": day_of(signature.day)}
    moment = localtime(signature.signed_at)
    return _("Signed electronically on %(day)s at %(time)s UTC, with a second factor.") % {
        "day": day_of(moment.date()),
        "time": moment.strftime("%H:%M"),
    }


def words() -> dict[str, str]:
    return {
        "parties": _("The parties"),
        "text": _("What we agree"),
        "bounds": _("The bounds that Alongside keeps"),
        "bounds_why": _("The same bounds hold in both directions."),
        "fingerprints": _("Signing fingerprints"),
        "fingerprints_why": _(
            "By these the parties' browsers know each other's keys. A new one needs a call."
        ),
        "signatures": _("Signatures"),
        "signatures_why": _(
            "Whoever signs electronically leaves a signature inside this file. A PDF reader shows it."
        ),
        "signature": _("Signature"),
        "day": _("Date"),
        "made": _("Made with Alongside at %(address)s") % {"address": settings.PUBLIC_HOST},
        "page": _("Page"),
    }

"""Signatures inside a PDF (ISO 32000-2, 12.8), each an increment that leaves all before it as it was.

First the installation certifies the text and allows nothing but signatures; then one signature per signer.
Loaded when it is first needed: it weighs 40 MB, and few processes sign.
"""

from collections.abc import Sequence
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from alongside.lib.damage import DAMAGED
from alongside.partnerships.papers.authority import Identity

CERTIFIES = "Certification"


class Unsignable(ValueError):
    """A PDF that takes no signature as it is: locked, damaged, or signed elsewhere."""


def certified_as_it_came(
    pdf: bytes, places: Sequence[tuple[str, str]], identity: Identity
) -> bytes:
    """The same for a file that somebody gave; Unsignable where it cannot be."""
    try:
        return certified(pdf, places, identity)
    except (PdfError, *DAMAGED) as error:
        raise Unsignable from error


def certified(pdf: bytes, places: Sequence[tuple[str, str]], identity: Identity) -> bytes:
    """The text with an empty place for each signer, (field, who), certified: from here on it only grows."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    for field, who in [(CERTIFIES, "Alongside"), *places]:
        spec = fields.SigFieldSpec(field, readable_field_name=who)
        fields.append_signature_field(writer, spec)
    certifying = signers.PdfSignatureMetadata(
        field_name=CERTIFIES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    return written(writer, certifying, identity)


def countersigned(pdf: bytes, field: str, *, name: str, reason: str, identity: Identity) -> bytes:
    """With one more signature, in the place kept for it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    meant = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", name=name, reason=reason
    )
    return written(writer, meant, identity)


def written(
    writer: IncrementalPdfFileWriter, meta: signers.PdfSignatureMetadata, identity: Identity
) -> bytes:
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register(x509.Certificate.load(identity.authority))
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate),
        signing_key=keys.PrivateKeyInfo.load(identity.private_key),
        cert_registry=known,
    )
    output = signers.PdfSigner(meta, signer).sign_pdf(writer)
    made: bytes = output.getvalue()
    return made

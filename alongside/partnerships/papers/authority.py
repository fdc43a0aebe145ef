"""The installation's own authority: its key is made once, and each signer's certificate comes from it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from alongside.orgs.adapters import key_for
from alongside.partnerships.models import Authority

LASTS = timedelta(days=365 * 30)  # longer than any agreement is looked at
MOST_LETTERS = 64  # of a name in a certificate (RFC 5280, upper bounds)
ONE_AT_A_TIME = 0x7369676E  # "sign": two first signers at once make one authority
DER = serialization.Encoding.DER


class Identity(NamedTuple):
    """A key that signs, its certificate, and the authority's, all DER."""

    private_key: bytes  # PKCS#8, of this moment only
    certificate: bytes
    authority: bytes


def identity_of(name: str, organization: str) -> Identity:
    """A new key with a certificate in somebody's name. Nobody keeps the key: it signs once."""
    authority_key, authority = authority_in_use()
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(named(name, organization))
    made = certificate(subject, private.public_key(), authority.subject, is_authority=False)
    signed = made.sign(authority_key, hashes.SHA256())
    return Identity(unsealed(private), signed.public_bytes(DER), authority.public_bytes(DER))


def named(name: str, organization: str) -> list[x509.NameAttribute[str]]:
    said = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organization)]
    return [x509.NameAttribute(kind, text[:MOST_LETTERS]) for kind, text in said if text]


def certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    *,
    is_authority: bool,
) -> x509.CertificateBuilder:
    """Valid from a minute ago, so that a clock a little behind still finds it so."""
    begins: datetime = now().replace(microsecond=0) - timedelta(minutes=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LASTS)
        .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), True)
        .add_extension(usage(is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    )


def usage(*, is_authority: bool) -> x509.KeyUsage:
    signs = not is_authority
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,  # once called non-repudiation
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


@transaction.atomic
def authority_in_use() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The newest that this server's secret opens; a new one where there is none, or the secret has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    newest = Authority.objects.order_by("-made_at").first()
    opened = newest and unlocked(bytes(newest.private_key))
    if newest and opened:
        return opened, x509.load_der_x509_certificate(bytes(newest.certificate))
    return made_anew()


def unlocked(sealed: bytes) -> ec.EllipticCurvePrivateKey | None:
    try:
        opened = serialization.load_der_private_key(sealed, passphrase())
    except ValueError:
        return None
    return opened if isinstance(opened, ec.EllipticCurvePrivateKey) else None


def made_anew() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(named(f"Alongside at {settings.PUBLIC_HOST}", "Alongside"))
    made = certificate(subject, private.public_key(), subject, is_authority=True)
    signed = made.sign(private, hashes.SHA256())
    locked = serialization.BestAvailableEncryption(passphrase())
    Authority.objects.create(
        certificate=signed.public_bytes(DER),
        private_key=private.private_bytes(DER, serialization.PrivateFormat.PKCS8, locked),
    )
    return private, signed


def passphrase() -> bytes:
    return key_for("authority of signers").hex().encode()


def unsealed(private: ec.EllipticCurvePrivateKey) -> bytes:
    clear = serialization.NoEncryption()
    return private.private_bytes(DER, serialization.PrivateFormat.PKCS8, clear)

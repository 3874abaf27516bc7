"""Time stamps by RFC 3161: an authority's signed word that a digest was there at a time.

What is stamped is the digest of an entry of the log, and by it all entries before and all that they bind: the
message is the entry as `custody.chain` writes it, its SHA-256 the entry's digest. The authority's answer is
kept whole, base64, in an entry "stamped", and can be checked without a network and without firsthand:

    openssl ts -verify -digest DIGEST -in ANSWER -CAfile CERTIFICATES
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from firsthand.custody.chain import canonical
from firsthand.custody.faults import Notebook
from firsthand.model import Entry
from firsthand.model.errors import StampError

_SHA256 = "2.16.840.1.101.3.4.2.1"
_MOST_ANSWER = 1 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """What an authority is asked: the bytes to send, and the number its answer must repeat."""

    data: bytes
    nonce: int
    digest: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """An authority's word: when it saw the digest; `checked` where its signature fits a certificate."""

    time: datetime
    digest: str
    authority: str
    checked: bool
    answer: bytes

    def as_details(self, url: str) -> dict[str, str]:
        """Return the details of the entry "stamped"."""
        return {
            "authority": self.authority,
            "address": url,
            "time": self.time.isoformat(),
            "checked": "against a certificate" if self.checked else "no certificate given",
            "answer": base64.b64encode(self.answer).decode("ascii"),
        }


def stamp_request(entry: Entry) -> Request:
    """Return the request for a stamp on an entry's digest."""
    request = TimestampRequestBuilder().data(canonical(entry)).hash_algorithm(HashAlgorithm.SHA256).build()
    assert request.nonce is not None
    assert request.message_imprint.message.hex() == entry.digest
    return Request(request.as_bytes(), request.nonce, entry.digest)


def read_stamp(
    answer: bytes, digest: str, *, nonce: int | None = None, roots: Sequence[x509.Certificate] = ()
) -> Stamp:
    """Return the stamp that an answer holds, once it is one for this digest.

    With `roots` its signature is held against them. Raises StampError, which says what does not fit.
    """
    response = _decoded(answer)
    if response.status != PKIStatus.GRANTED:
        reasons = "; ".join(response.status_string) or PKIStatus(response.status).name.lower().replace(
            "_", " "
        )
        raise StampError(f"the authority refuses to stamp: {reasons}")
    try:
        told = response.tst_info
        imprint, time, answered = told.message_imprint, told.gen_time, told.nonce
        algorithm, message = imprint.hash_algorithm.dotted_string, imprint.message.hex()
    except Exception as error:
        raise StampError(f"the authority's answer cannot be read ({error})") from error
    if algorithm != _SHA256 or message != digest:
        raise StampError("the stamp is for something else: its digest is not the entry's")
    if nonce is not None and answered != nonce:
        raise StampError("the stamp is not an answer to this request: it repeats another number")
    if roots:
        try:
            builder = VerifierBuilder()
            for root in roots:
                builder = builder.add_root_certificate(root)
            builder.build().verify(response, bytes.fromhex(digest))
        except (VerificationError, ValueError) as error:
            raise StampError(f"the stamp is not signed as the certificate you gave says ({error})") from error
    return Stamp(time, digest, _authority(response), bool(roots), answer)


def read_roots(path: Path) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a file (PEM, one or more, or DER); raises StampError."""
    try:
        data = path.read_bytes()
        if b"-----BEGIN" in data:
            return tuple(x509.load_pem_x509_certificates(data))
        return (x509.load_der_x509_certificate(data),)
    except OSError as error:
        raise StampError(f"{path} cannot be read ({error.strerror}). Name the certificate's file.") from error
    except ValueError as error:
        raise StampError(
            f"{path} holds no certificate. The time-stamp authority gives it, as .pem or .crt: its root, and "
            "what lies between."
        ) from error


def check_stamps(entries: Sequence[Entry], roots: Sequence[x509.Certificate], notebook: Notebook) -> None:
    """Note every stamp of a log that does not fit; remark on those that do."""
    digests = {entry.digest: entry for entry in entries}
    for entry in entries:
        if entry.deed != "stamped":
            continue
        number, stamped = str(entry.number), digests.get(entry.subject)
        if stamped is None or stamped.number >= entry.number:
            told = f"entry {number} holds a stamp on an entry that is not in the log before it"
            notebook.fault("missing", "stamp", number, told)
            continue
        try:
            answer = base64.b64decode(entry.detail("answer") or "", validate=True)
            stamp = read_stamp(answer, entry.subject, roots=roots)
        except (StampError, binascii.Error) as error:
            notebook.fault(
                "changed", "stamp", number, f"the time stamp in entry {number} does not hold: {error}"
            )
            continue
        how = (
            "its signature fits the certificate"
            if roots
            else "not held against a certificate: give --tsa-cert"
        )
        notebook.remarks.append(
            f"Entry {stamped.number} and all before it were there at {stamp.time:%Y-%m-%d %H:%M:%S} UTC, "
            f"says {stamp.authority} ({how})."
        )


def _decoded(answer: bytes) -> TimeStampResponse:
    if len(answer) > _MOST_ANSWER:
        raise StampError("the authority's answer is too long to be a stamp")
    try:
        return decode_timestamp_response(answer)
    except Exception as error:
        raise StampError("the answer is not a time stamp (RFC 3161)") from error


def _authority(response: TimeStampResponse) -> str:
    """Return the name in the certificate that signed, as far as the answer tells it."""
    try:
        signer = next(iter(response.signed_data.signer_infos))
        for data in response.signed_data.certificates:
            certificate = x509.load_der_x509_certificate(data)
            if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
                return certificate.subject.rfc4514_string()
        return f"a certificate of {signer.issuer.rfc4514_string()}"
    except Exception:  # a name that cannot be read is no reason to refuse the stamp
        return "an authority that does not name itself"

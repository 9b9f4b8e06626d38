"""Signing outside the portal: with a qualified certificate, or by hand on paper.

Both ways the signatory hands in the file, proves who they are, and signs the very bytes that the
others sign. A certificate is checked at once; a scan counts only when somebody else has seen that
it shows this document.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.folding import words_of
from blues.common.uploads import PAPERS, PDF, CheckedFile, check_upload
from blues.documents import countersigning
from clusters.people.confirm import confirm_identity
from exchanges.building import signing, telling
from exchanges.building.methods import Method
from exchanges.building.models import Commitment, Signature
from exchanges.building.rules import may_check_scan, signatory
from exchanges.building.upload_models import SignedUpload
from exchanges.lifecycle.states import Party
from exchanges.lifecycle.transitions import lock


def sign_with_certificate(paper, *, by, file, document_sha256: str, **how) -> Signature:
    """Accept the file that was sealed here and signed elsewhere, if it is just that.

    ``party``, ``address`` and the proof of identity are those of ``signing.sign_commitment``.
    """
    if not countersigning.is_offered():
        raise Conflict(_("Signing with a certificate is not offered here."))
    place = _Place(paper, by, document_sha256, how.pop("party", None))
    if again := signing.signed_before(place.paper, place.party, by):
        return again
    checked = place.check(file, kinds=(PDF,))
    text = place.paper.text_document
    assert text is not None  # noqa: S101 -- nothing is checked before it is there
    certificate = countersigning.certificate_of(checked.content.read(), original=text)
    _refuse_somebody_else(certificate, by)
    return _sign_with(place, checked, certificate, **place.proven(how))


@transaction.atomic
def _sign_with(place: "_Place", checked: CheckedFile, certificate, **evidence) -> Signature:
    lock(place.exchange)
    upload = _keep(place, checked, Method.QUALIFIED_UPLOAD, state="accepted", **evidence)
    with _file_goes_if_refused(upload):
        signature = signing.add_signature(
            place.procedure,
            place.exchange,
            by=place.by,
            party=place.party,
            document_sha256=place.document_sha256,
            method=Method.QUALIFIED_UPLOAD,
            certificate=certificate.as_json(),
            upload=upload,
            **evidence,
        )
        return _that_came_from(upload, signature)


def hand_in_scan(paper, *, by, file, document_sha256: str, **how) -> SignedUpload:
    """Keep the scan of the signed paper until a coordinator has looked at it."""
    place = _Place(paper, by, document_sha256, how.pop("party", None))
    checked = place.check(file, kinds=PAPERS)
    return _let_wait(place, checked, **place.proven(how))


@transaction.atomic
def _let_wait(place: "_Place", checked: CheckedFile, **evidence) -> SignedUpload:
    place.look_again()
    upload = _keep(place, checked, Method.WET_INK_SCAN, **evidence)
    with _file_goes_if_refused(upload):
        _record(upload, "scan-handed-in", by=place.by)
        telling.check_scan(upload)
    return upload


@transaction.atomic
def accept_scan(upload: SignedUpload, *, by) -> Signature:
    """It shows this very document, signed: now it counts, if whoever signed still may."""
    locked = _lock_waiting(upload, by)
    paper, party = locked.paper, Party(locked.party)
    if signatory(paper.exchange, party, locked.uploaded_by) is None:
        raise Conflict(
            _("%(name)s may not sign for this party any more.") % {"name": locked.uploaded_by.name},
            way_out=_("Refuse the scan; whoever holds the role now signs."),
        )
    _decide(locked, by, SignedUpload.State.ACCEPTED)
    _record(locked, "scan-accepted", by=by)
    signature = signing.add_signature(
        signing.procedure_of(paper),
        paper.exchange,
        by=locked.uploaded_by,
        party=party,
        document_sha256=locked.document_sha256,
        method=Method.WET_INK_SCAN,
        identity=locked.identity,
        address=locked.address,
        upload=locked,
    )
    return _that_came_from(locked, signature)


@transaction.atomic
def refuse_scan(upload: SignedUpload, *, by, reason: str) -> SignedUpload:
    if not reason.strip():
        raise BadInput(_("Please give a reason; whoever handed in the scan will read it."))
    locked = _lock_waiting(upload, by)
    _decide(locked, by, SignedUpload.State.REFUSED, reason.strip())
    _record(locked, "scan-refused", by=by)
    telling.scan_refused(locked)
    return locked


def _that_came_from(upload: SignedUpload, signature: Signature) -> Signature:
    """A click in the same moment was faster: that signature stands, and this changes nothing."""
    if signature.upload_id != upload.pk:
        raise Conflict(_("This party has already signed."))
    return signature


class _Place:
    """Where somebody signs: paper, party and bytes, with everything that may stand in the way."""

    def __init__(self, paper, by, document_sha256: str, party: str | None):
        self.procedure, self.exchange = signing.procedure_of(paper), paper.exchange
        self.by, self.document_sha256 = by, document_sha256
        self.paper = self.procedure.paper_of(self.exchange)
        self.party = signing.place_of(self.paper, by, party)

    def check(self, file, *, kinds) -> CheckedFile:
        self._refuse()
        try:
            checked = check_upload(file, kinds=kinds)
        except forms.ValidationError as error:
            raise BadInput(_("The file was not kept."), reasons=error.messages) from error
        _refuse_known_file(checked)
        return checked

    def proven(self, how: dict) -> dict:
        """The evidence: how identity was proven, and from where. Outside of any transaction, so
        that a wrong password counts."""
        address = how.pop("address", None)
        return {"identity": confirm_identity(self.by, **how), "address": address}

    def look_again(self) -> None:
        self.paper = self.procedure.paper_of(lock(self.exchange))
        self._refuse()

    def _refuse(self) -> None:
        signing.refuse_unless_signable(
            self.procedure,
            self.paper,
            self.party,
            by=self.by,
            document_sha256=self.document_sha256,
        )
        signing.refuse_while_a_scan_waits(self.paper, self.party)


def _keep(place: _Place, checked: CheckedFile, method: Method, **fields) -> SignedUpload:
    column = "commitment" if isinstance(place.paper, Commitment) else "agreement"
    upload = SignedUpload(
        party=place.party,
        method=method,
        document_sha256=place.document_sha256,
        name=checked.safe_name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        stored_sha256=checked.stored_sha256,
        uploaded_by=place.by,
        **{column: place.paper},
        **fields,
    )
    checked.content.seek(0)
    upload.file.save(upload.name, checked.content, save=False)
    try:
        with _file_goes_if_refused(upload), transaction.atomic():
            upload.save()
    except IntegrityError as error:  # the same file, handed in elsewhere in the same moment
        raise _known_before() from error
    return upload


@contextmanager
def _file_goes_if_refused(upload: SignedUpload) -> Iterator[None]:
    """A rollback takes the row back, and nothing else would ever find the file."""
    try:
        yield
    except BaseException:
        upload.file.storage.delete(str(upload.file.name))
        raise


def _refuse_known_file(checked: CheckedFile) -> None:
    """The same scan for another exchange, another paper, or once more after it was refused."""
    if SignedUpload.objects.filter(sha256=checked.sha256).exists():
        raise _known_before()


def _known_before() -> Conflict:
    return Conflict(
        _("This very file was handed in before, so it cannot show a signature under this paper."),
        way_out=_("Print this document, sign it and scan it anew."),
    )


def _refuse_somebody_else(certificate: countersigning.Certificate, by) -> None:
    """Family name and one of the given names, accents and capitals aside."""
    on_it = set(words_of(certificate.name))
    family, given = set(words_of(by.family_name)), set(words_of(by.given_names))
    if not (family and family <= on_it and given & on_it):
        raise NotAllowed(
            _("The certificate belongs to “%(name)s”, and you are %(you)s.")
            % {"name": certificate.name, "you": by.name},
            way_out=_("Sign with your own certificate; nobody signs for somebody else."),
        )


def _lock_waiting(upload: SignedUpload, by) -> SignedUpload:
    lock(upload.paper.exchange)
    locked = SignedUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if not may_check_scan(by, locked):
        raise NotAllowed(
            _("A coordinator of the party's cluster looks at a scan, never who signed it.")
        )
    if not locked.is_waiting:
        raise Conflict(
            _("This scan was looked at already."),
            way_out=_("Reload the page to see what was decided."),
        )
    return locked


def _decide(upload: SignedUpload, by, state: str, reason: str = "") -> None:
    SignedUpload.objects.filter(pk=upload.pk).update(
        state=state, reason=reason, decided_at=clock.now(), decided_by=by
    )
    upload.refresh_from_db()


def _record(upload: SignedUpload, verb: str, *, by) -> None:
    journal.record(
        upload.paper.exchange.case,
        verb,
        by=by,
        paper=upload.paper.reference,
        party=upload.party,
        upload=upload.public_id,
        sha256=upload.sha256,
    )

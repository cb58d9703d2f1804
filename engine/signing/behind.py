"""What stands behind a file of ours once it is signed: the signature, proofs, time stamps. Whoever signs could put
other words over ours first, and sign those."""

import io
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    ROOT_EXEMPT_STRICT_COMPARISON,
)

from engine.errors.signing import UnsoundSignatureError

ACTIONS = ("/A", "/AA")


class _Certifying(WhitelistRule):
    """A signature may say that nothing is to be changed behind it (ISO 32000-2, 12.8.4), and give no other rights."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        yield from map(ReferenceUpdate, compare_key_refs("/Perms", old, old.root, new.root))
        if set(new.root.get("/Perms", {})) - {"/DocMDP"}:
            raise SuspiciousModification("Expected no rights but DocMDP, but there are others")


_Catalog = CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"})
HARMLESS = StandardDiffPolicy(
    [
        _Catalog,
        _Certifying().as_qualified(ModificationLevel.LTA_UPDATES),
        *(one for one in DEFAULT_DIFF_POLICY.global_rules if not isinstance(one, CatalogModificationRule)),
    ],
    FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()],
        ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)


def is_signature_only(reader: PdfFileReader, plain: bytes) -> None:
    """`plain`: the bytes that the file begins with. Raises UnsoundSignatureError."""
    ours = PdfFileReader(io.BytesIO(plain), strict=True).xrefs
    last = ours.total_revisions - 1
    theirs = reader.xrefs
    is_beneath = theirs.total_revisions > last + 1 and (
        theirs.get_startxref_for_revision(last) == ours.get_startxref_for_revision(last)
    )
    if not is_beneath:
        _refuse("the file that was sent", "it does not stand beneath what is shown")
    found = HARMLESS.review_file(reader, _with_form(reader.get_historical_resolver(last)))
    if isinstance(found, SuspiciousModification) or found.modification_level > ModificationLevel.FORM_FILLING:
        _refuse("nothing but a signature behind the file", "something else was changed")
    for signature in reader.embedded_signatures:
        _is_bare(signature.sig_field)


def _with_form(old: HistoricalResolver) -> HistoricalResolver:
    """A file without a form says the same as one with an empty form, where the library expects one."""
    if "/AcroForm" not in old.root:
        fields = {NameObject("/Fields"): ArrayObject()}
        old.root[NameObject("/AcroForm")] = DictionaryObject(fields)
    return old


def _is_bare(field: DictionaryObject) -> None:
    """Shown nowhere, since it might hide what the paper says; and nothing starts from it."""
    kids = [kid.get_object() for kid in field.get("/Kids", ())]
    for one in (field, *kids):
        if any(name in one for name in ACTIONS):
            _refuse("nothing but a signature behind the file", "its field starts something")
        if _area(one):
            raise UnsoundSignatureError(
                "visible", "Expected a signature that is not shown on the page, but this one is"
            )


def _area(field: DictionaryObject) -> float:
    left, bottom, right, top = (float(side) for side in field.get("/Rect", (0, 0, 0, 0)))
    return abs(right - left) * abs(top - bottom)


def _refuse(expected: str, found: str) -> None:
    raise UnsoundSignatureError("changed", f"Expected {expected}, but {found}")

"""The roles of the office. A role is the name of a lane; what it may do at all stands here, the rest in `access`."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Permission(enum.StrEnum):
    WORK = "work"  # has an inbox and completes tasks
    INTAKE = "intake"  # takes applications
    SEARCH = "search"  # finds cases in the own territory
    TELL = "tell"  # tells applicants by a telephone of the own what became of their applications
    READ_IN_FULL = "read_in_full"  # sees identity numbers and papers, not only the reduced record
    SIGN = "sign"  # signs documents
    REVOKE = "revoke"  # proposes that a document is revoked, confirms somebody else's proposal
    ARCHIVE = "archive"  # proposes that what is past its time is destroyed, confirms somebody else's proposal
    REPAIR = "repair"  # sees to incidents
    RECONCILE = "reconcile"  # sees to what differs between the office and the central register
    OVERSEE = "oversee"  # heads a part of the office: sees its morning, stops its clocks
    REASSIGN = "reassign"  # hands on the tasks of the roles below, also where somebody else holds them
    AUDIT = "audit"  # reads every history, changes nothing
    DESIGN = "design"  # drafts and proposes document types
    APPROVE = "approve"  # puts somebody else's proposal in force
    PRINT = "print"  # prints documents in force on paper, once more for a reason
    BLANKS = "blanks"  # keeps the ledger of card blanks
    ADMINISTER = "administer"  # people, posts, settings; no case contents


@dataclass(frozen=True)
class Role:
    name: str
    name_en: str
    permissions: frozenset[Permission]


INTAKE_DESK = "Meja penerima"
"""The lane of whoever took the application: its tasks go to that desk."""
SYSTEM = "Sistem"

P = Permission
_STAFF = frozenset({P.WORK, P.SEARCH, P.READ_IN_FULL, P.TELL})
_HEAD = _STAFF | {P.REPAIR, P.RECONCILE, P.OVERSEE, P.REASSIGN, P.REVOKE, P.ARCHIVE}

ROLES: Mapping[str, Role] = {
    role.name: role
    for role in (
        Role("Ketua RT", "Neighbourhood head", frozenset({P.WORK, P.INTAKE, P.SEARCH})),
        Role("Petugas registrasi kelurahan", "Kelurahan registration officer", _STAFF | {P.INTAKE}),
        Role("Lurah", "Head of kelurahan", _STAFF | {P.REASSIGN}),
        Role("Petugas loket", "Counter officer", _STAFF | {P.INTAKE}),
        Role("Verifikator", "Verifier", _STAFF),
        Role("Operator SIAK", "Registry operator", _STAFF | {P.RECONCILE}),
        Role("Kepala seksi", "Section head", _HEAD),
        Role("Kepala bidang", "Head of field", _HEAD | {P.APPROVE}),
        Role("Kepala dinas", "Head of agency", _HEAD | {P.SIGN}),
        Role("Petugas cetak", "Card printer", _STAFF | {P.PRINT}),
        Role("Pengelola blangko", "Keeper of blanks", _STAFF | {P.BLANKS}),
        Role("Petugas penyerahan", "Hand-over officer", _STAFF | {P.PRINT}),
        Role("Mitra", "Partner (school, hospital)", frozenset({P.WORK, P.INTAKE})),
        Role("Auditor", "Auditor", frozenset({P.AUDIT, P.READ_IN_FULL})),
        Role("Perancang proses", "Process designer", frozenset({P.DESIGN})),
        Role("Penyetuju proses", "Process approver", frozenset({P.APPROVE})),
        Role("Administrator", "Administrator", frozenset({P.ADMINISTER})),
    )
}

DESKS: frozenset[str] = frozenset(role.name for role in ROLES.values() if P.INTAKE in role.permissions)
"""The roles that take applications."""

OVERSEERS: frozenset[str] = frozenset(
    role.name for role in ROLES.values() if role.permissions & {P.AUDIT, P.ADMINISTER}
)


def go_together(one: str, other: str) -> bool:
    """Whether one person may hold both at the same time: whoever oversees does nothing else."""
    return one == other or not {one, other} & OVERSEERS


LANES: tuple[str, ...] = (
    *(role.name for role in ROLES.values() if P.WORK in role.permissions),
    INTAKE_DESK,
    SYSTEM,
)
"""What a lane may be called."""

CONFLICTS: Mapping[str, frozenset[str]] = {
    "verifikasi": frozenset({"penerimaan", "perekaman"}),
    "perekaman": frozenset({"verifikasi"}),
    "paraf": frozenset({"penerimaan", "perekaman"}),
    "tanda_tangan": frozenset({"penerimaan", "perekaman", "verifikasi"}),
    "penyerahan": frozenset({"tanda_tangan"}),
    "pencetakan": frozenset({"paraf", "tanda_tangan", "blangko"}),
}
"""Who did one of these duties on a case may not do the first: creator and operator neither verify, initial nor
sign; the verifier does not sign; the signer does not hand over; whoever approves or keeps blanks does not print."""

BARRED_BY: Mapping[str, frozenset[str]] = {
    duty: CONFLICTS.get(duty, frozenset()) | {other for other, rivals in CONFLICTS.items() if duty in rivals}
    for duty in frozenset(CONFLICTS).union(*CONFLICTS.values())
}
"""The same both ways round, for a case that comes back: who verified it does not take it in any more either."""

ONCE: frozenset[str] = frozenset({"pendapat", "verifikasi", "paraf", "tanda_tangan"})
"""Of these one person does no second on a case through another post: two approvals are two people's."""

DUTIES: frozenset[str] = frozenset({"penerimaan", "pendapat", "blangko", *CONFLICTS})
"""`pendapat` (an opinion, such as the RT's) conflicts with nothing."""

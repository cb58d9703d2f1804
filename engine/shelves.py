"""Where a task lies on its desk: said once, when the task begins, so that each shelf is one range of an index."""

import enum


class Shelf(enum.StrEnum):
    WORK = "work"
    RETURNED = "returned"  # came back from a later step
    APPLICANT = "applicant"  # the applicant has the file; nobody here can hurry it
    SIGN = "sign"
    PRINT = "print"
    HANDOVER = "handover"


BY_DUTY = {
    "paraf": Shelf.SIGN,
    "tanda_tangan": Shelf.SIGN,
    "pencetakan": Shelf.PRINT,
    "penyerahan": Shelf.HANDOVER,
}


def shelf_of(duty: str, *, with_applicant: bool, again: bool) -> Shelf:
    if with_applicant:
        return Shelf.APPLICANT
    return BY_DUTY.get(duty, Shelf.RETURNED if again else Shelf.WORK)

"""Every refusal of the engine: a class with one sentence, built from values, free of personal data."""


class EngineError(Exception):
    """Something that the engine refused. The sentence is for logs and developers; pages have their own words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowedError(EngineError):
    """`refusal` is the code of `access.Refusal` that says why."""

    def __init__(self, action: str, refusal: str) -> None:
        super().__init__(f"Expected an actor who may {action}, but access refused it: {refusal}")
        self.refusal = refusal


class NotFoundError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected an existing {what}, but there is none with this id")


class TaskNotOpenError(EngineError):
    """Somebody was first, or the task has gone. `by` is who (id) and `at` when, where it was completed."""

    def __init__(self, node: str, by: str | None, at: object) -> None:
        super().__init__(f"Expected task '{node}' to be open, but it has been completed or withdrawn")
        self.node = node
        self.by = by
        self.at = at


class TaskHeldError(EngineError):
    """Somebody else holds the task. `by` is who."""

    def __init__(self, node: str, by: str | None) -> None:
        super().__init__(f"Expected task '{node}' to be free, but somebody else holds it")
        self.node = node
        self.by = by


class InvalidAnswersError(EngineError):
    """`problems`: what is wrong, each at its field."""

    def __init__(self, problems: object) -> None:
        super().__init__("Expected answers that fit the form, but some do not")
        self.problems = problems


class UnknownOutcomeError(EngineError):
    def __init__(self, node: str, outcome: str, allowed: object) -> None:
        super().__init__(f"Expected one of {allowed} as the outcome of '{node}', but got '{outcome}'")


class CaseClosedError(EngineError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Expected case {number} to be open, but it has ended")


class DatabaseUrlError(EngineError):
    def __init__(self, got: str) -> None:
        super().__init__(
            f"Expected TERBIT_DATABASE_URL to be sqlite:///FILE or postgresql+psycopg://…, but got {got}"
        )


class DatabaseUnavailableError(EngineError):
    """Worth a second try in a moment: the web answers 503."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Expected the database to be free, but {why}")


class NestedWritingError(EngineError):
    """A second transaction of the same thread would wait for the first for ever."""

    def __init__(self) -> None:
        super().__init__("Expected one write transaction at a time in a thread, but this thread is in one")


class BrokenReferenceError(EngineError):
    def __init__(self, table: str, parent: str) -> None:
        super().__init__(f"Expected every row of {table} to point to a row of {parent}, but one does not")


class KeyFileMissingError(EngineError):
    def __init__(self, path: object) -> None:
        super().__init__(f"Expected the office's keys in {path}, but there is no such file")


class KeyFileExistsError(EngineError):
    """Keys are never written over: what they sealed could not be opened any more."""

    def __init__(self, path: object) -> None:
        super().__init__(f"Expected no file at {path} to put new keys in, but there is one")


class KeyFileOpenError(EngineError):
    def __init__(self, path: object, mode: int) -> None:
        super().__init__(
            f"Expected the keys in {path} to be readable by their owner only, "
            f"but the mode is {mode:04o}: chmod 600 it"
        )


class KeyFileFormatError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a key file of this release's format, but a part is missing or malformed")


class SealBrokenError(EngineError):
    """Altered, or moved from another column or row."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(f"Expected {table}.{column} to hold what was sealed there, but it does not open")


class UnknownDataKeyError(EngineError):
    def __init__(self, number: int) -> None:
        super().__init__(f"Expected the key file to hold data key {number}, but it is not there")


class UnknownFingerprintKindError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected a fingerprint of nik, kk or phone, but got '{kind}'")


class EmptyFingerprintError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected digits to make a {kind} fingerprint of, but there are none")


class PersonalDataInHistoryError(EngineError):
    """Bodies are signed in plain for ever: a NIK or KK belongs into an event's changes or words."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected ids and codes as the facts of '{kind}', but they hold an identity number")


class ProcedureError(EngineError):
    """A diagram that cannot be run as it is drawn. `node`: the element's id; `line` is 0 where it is not known."""

    def __init__(self, node: str, sentence: str, path: str = "", line: int = 0) -> None:
        super().__init__(sentence)
        self.node = node
        self.path = path
        self.line = line


class StepBudgetError(ProcedureError):
    """The diagram goes in circles without people or outside systems."""

    def __init__(self, node: str, budget: int) -> None:
        super().__init__(node, f"Expected the case to rest within {budget} steps, but it was still moving at '{node}'")


class StuckError(ProcedureError):
    """Tokens are left that nothing can move, or none are left and no end was reached."""

    def __init__(self, node: str) -> None:
        super().__init__(node, f"Expected something to wait for after '{node}', but nothing can move the case any more")


class NotWaitingError(EngineError):
    """The token is gone, not yet there, or not of the asked kind. A run that raises it can still be saved."""

    def __init__(self, token: str) -> None:
        super().__init__(f"Expected a token that waits, but '{token}' does not")
        self.token = token


class StateError(EngineError):
    """A stored state that this release or this version of the document type cannot take up."""


class BrokenRunError(EngineError):
    """A run that failed halfway: restore it from what is stored."""

    def __init__(self) -> None:
        super().__init__("Expected a run that stands between two steps, but an earlier step failed halfway")


class BackupError(EngineError):
    """A copy that can't be made or must not be used."""


class FormError(EngineError):
    """A form's JSON that this system does not draw."""


class RequirementError(EngineError):
    """A `requirements.toml` that cannot be read."""


class ReasonError(EngineError):
    """A `reasons.toml` that cannot be read."""


class NoticeError(EngineError):
    """A `privacy_notice.toml` that cannot be read."""


class OfficeHoursError(EngineError):
    def __init__(self, rest: str) -> None:
        super().__init__(f"Expected {rest}")


class CalendarNeverOpenError(EngineError):
    """Closed for two years on end: nothing can ever be due."""

    def __init__(self) -> None:
        super().__init__("Expected a calendar with office hours ahead, but it is closed for good")


class NegativeOfficeTimeError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a length of office time, but it is negative")


class EmbeddedWorkerError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected one server process for an embedded database, but another one does its work already")


class NoFreeSlotError(EngineError):
    def __init__(self, most: int) -> None:
        super().__init__(f"Expected at most {most} workers, but that many are running")


class SlotLostError(EngineError):
    """The worker has to end at once: another one may be doing its work."""

    def __init__(self, slot: str) -> None:
        super().__init__(f"Expected to hold place {slot}, but the database has ended the session that held it")


class SettlingError(EngineError):
    """Carries the kind of what went wrong and nothing of what it said, which may name people."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected the answer to fit where it is waited for, but got {kind}")


class WorkerRunningError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected one worker in a process, but this process runs one already")


class DecisionError(EngineError):
    """A decision file that cannot be used, or a decision that gave no single answer. `decision` is its id, empty
    where the whole file is meant; `rule` counts from 1; `line` is one of the file."""

    def __init__(self, decision: str, sentence: str, rule: int | None = None, line: int | None = None) -> None:
        where = f"decision '{decision}'" if decision else "the decision file"
        super().__init__(f"{sentence} ({where}{'' if rule is None else f', rule {rule}'})")
        self.decision = decision
        self.rule = rule
        self.line = line


class AreaFileError(EngineError):
    """`rest` goes on after "Expected"."""

    def __init__(self, file: str, line: int, rest: str) -> None:
        super().__init__(f"{file}:{line}: Expected {rest}")


class UploadError(EngineError):
    """A paper that is not taken. `code` names why, for the words of a page."""

    code = "unreadable"


class UploadTooBigError(UploadError):
    code = "too_big"

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"Expected a file of at most {most} bytes, but it has {size}")


class PictureTooBigError(UploadTooBigError):
    code = "too_many_pixels"

    def __init__(self, pixels: int, most: int) -> None:
        UploadError.__init__(self, f"Expected a picture of at most {most} pixels, but it has {pixels}")


class UploadKindError(UploadError):
    code = "wrong_kind"

    def __init__(self) -> None:
        super().__init__("Expected a JPEG, PNG or PDF file, but its content is something else")


class UploadPagesError(UploadError):
    code = "too_many_pages"

    def __init__(self, pages: int, most: int) -> None:
        super().__init__(f"Expected at most {most} pages, but it has {pages}")


class UploadUnreadableError(UploadError):
    code = "unreadable"

    def __init__(self, why: str) -> None:
        super().__init__(f"Expected a file that can be read, but {why}")


class RegisterKindError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a kind of entry of two capitals such as LU, but got another one")


class RegisterNumberError(EngineError):
    def __init__(self, shape: str) -> None:
        super().__init__(f"Expected a register number of the shape {shape}, but got another one")


class RegisterNumberTakenError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a register number that is free, but an entry has it already")


class RegisterNumberMissingError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected the number that SIAK gave, but none was entered and the office gives none")


class RegisterFullError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected at most 9999 entries {kind} a day, but there are that many already")


class AlreadyEnteredError(EngineError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Expected a case that is not in the register, but it is there as {number}")
        self.number = number


class EntryNotInForceError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a register entry in force, but it is void already")


class DocumentStateError(EngineError):
    def __init__(self, to: str) -> None:
        super().__init__(f"Expected a document that can become '{to}', but its state does not allow that")


class NoFileError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a document that has its file, but it has none")


class LoginRefusedError(EngineError):
    """Says nothing of why: an unknown name, a wrong password and a disabled account look the same."""

    def __init__(self) -> None:
        super().__init__("Expected a known name with its password, but they do not fit")


class TooManyTriesError(EngineError):
    def __init__(self, until: object) -> None:
        super().__init__("Expected some patience after several wrong passwords, but another try came")
        self.until = until


class BlankRangeError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected {what}, but the range of blanks is another one")


class BlanksKnownError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected blanks that are new to the ledger, but it knows one of them already")


class BlankUnknownError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected blanks that the ledger knows, but it does not know one of them")


class BlankStateError(EngineError):
    def __init__(self, serial: str, to: str) -> None:
        super().__init__(f"Expected a blank that can become '{to}', but the state of {serial} does not allow that")


class BlankReasonError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected {what}, but it is empty")


class DayCountedError(EngineError):
    def __init__(self, day: object) -> None:
        super().__init__(f"Expected a day that has not been reconciled, but {day} has been")


class ScenarioError(EngineError):
    """`place`: the scenario and step where it is, empty for the whole file."""

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence

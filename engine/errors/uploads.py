"""Papers that are not taken."""

from engine.errors.engine import EngineError


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


class UploadCountError(UploadError):
    code = "too_many_files"

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"Expected at most {most} files of a requirement, but they would be {count}")

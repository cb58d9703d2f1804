"""Where a page goes on after it was sent by a script: told in a header, since a script cannot see a redirection."""

from flask import Response, request

HEADER = "X-Onward"


def put(response: Response) -> Response:
    if HEADER in request.headers and response.location is not None and 300 <= response.status_code < 400:
        response.headers[HEADER] = response.headers.pop("Location")
        response.status_code = 204
        response.set_data(b"")
    return response

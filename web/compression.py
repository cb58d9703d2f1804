"""Pages go out compressed. The token against forgery in them is masked anew each time, so that lengths tell nothing."""

import gzip

from flask import Response, request

SMALL = 1000


def put(response: Response) -> Response:
    if (
        response.mimetype not in ("text/html", "image/svg+xml", "application/json")
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not request.accept_encodings["gzip"]
    ):
        return response
    content = response.get_data()
    if len(content) > SMALL:
        response.set_data(gzip.compress(content, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response

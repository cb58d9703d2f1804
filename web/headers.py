"""What every answer says about itself."""

from flask import Response, request

from web import auth

SCRIPTS = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src "
)
STRICT = f"{SCRIPTS}'self'"
DESIGNER = f"{SCRIPTS}'self' 'unsafe-inline'"
"""bpmn.io and CodeMirror write style elements and attributes; scripts stay as strict as elsewhere."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


def put(response: Response) -> Response:
    relaxed = request.path.startswith("/designer/")
    response.headers.setdefault("Content-Security-Policy", DESIGNER if relaxed else STRICT)
    for name, value in EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if auth.is_secure():
        response.headers.setdefault("Strict-Transport-Security", TWO_YEARS)
    return response

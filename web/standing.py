"""How it is said that somebody acts in a post: his own, or for whoever holds it."""

from engine.access import Actor
from engine.signers import PREFIX
from web import words
from web.language import gettext


def said(post: str, kind: str | None, holder: str | None = None, letter: str | None = None) -> str:
    """ "Plh. Kepala Dinas (a.n. Marthen Haning, surat 800/17/2026)"."""
    title = PREFIX.get(kind or "definitif", "") + post
    behalf = gettext("a.n. %(name)s", name=holder) if holder else ""
    basis = gettext("surat %(number)s", number=letter) if letter else ""
    more = ", ".join(part for part in (behalf, basis) if part)
    return f"{title} ({more})" if more else title


def ended(actor: Actor) -> list[str]:
    """Which of his posts have ended lately, and when."""
    near = words.of_request().near
    return [
        gettext("%(post)s berakhir %(time)s.", post=said(grant.title, grant.kind), time=near(grant.until))
        for grant in actor.lapsed
        if grant.until is not None
    ]

"""The screens' languages. Texts in code are Indonesian; catalogs in `translations/<language>/*.po` hold the rest."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages import mofile, pofile
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain, get_domain, get_locale  # type: ignore[import-untyped]

from web import current

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
COOKIE = "bahasa"
FOLDER = Path(__file__).parent / "translations"


@cache
def catalog(language: str) -> NullTranslations:
    """Every .po file of a language as one catalog, compiled in memory: nothing compiled is kept."""
    merged: NullTranslations = NullTranslations()
    for path in sorted((FOLDER / language).glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as file:
            mofile.write_mo(compiled, pofile.read_po(file, locale=language))
        compiled.seek(0)
        found = Translations(compiled)
        merged = merged.merge(found) if isinstance(merged, Translations) else found
    return merged


class Catalogs(Domain):  # type: ignore[misc]
    def get_translations(self) -> NullTranslations:
        return catalog(str(get_locale() or "id"))


def gettext(text: str, **values: object) -> str:
    return str(get_domain().gettext(text, **values))


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Indonesian has one form: `one` and `many` are the same there."""
    return str(get_domain().ngettext(one, many, count, **values))


@dataclass(frozen=True)
class Later:
    """A text that is translated when it is shown, for tables made before any request."""

    text: str

    def __str__(self) -> str:
        return gettext(self.text)


def spoken() -> str:
    """The language of the request: the person's own, else what a visitor chose."""
    signed_in = current.session()
    chosen = signed_in.actor.language if signed_in else request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "id"


def install(app: Flask) -> None:
    babel = Babel()
    babel.init_app(app, default_locale="id", locale_selector=spoken)
    app.extensions["babel"].instance.domain_instance = Catalogs()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: catalog(spoken()).gettext(text),
        ngettext=lambda one, many, count: catalog(spoken()).ngettext(one, many, count),
        newstyle=True,
    )

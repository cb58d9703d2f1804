"""Several tasks whose forms are answered on one page and sent together: documents handed over, cards printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from engine import asking
from engine.asking import Asked
from engine.casefile import Scope
from engine.errors import InvalidAnswersError
from engine.ids import new_id, parse_id
from engine.inbox import Line
from engine.roles import Permission
from engine.submission import Posted
from engine.tasks import many
from engine.work import Reading
from web import current, language
from web.pages.many import NEEDS_INPUT, Result, known, onward, results, ticked
from web.policies import policy
from web.sheet import Sheet

pages = Blueprint("together", __name__)
FOR_ALL = "semua"
EACH = "sendiri"


@dataclass(frozen=True)
class Part:
    """A form and the cases that it is answered for: one, or all that are asked the same. `prefix`: of its names."""

    prefix: str
    cases: Sequence[Asked]
    sheet: Sheet

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [(f"{self.prefix}{anchor}" if anchor else "", words) for anchor, words in self.sheet.summary()]

    @property
    def drawn(self) -> Sheet:
        """With the names that the page has."""
        return self.sheet.under(self.prefix)


@pages.post("/tugas/bersama")
@policy(Permission.WORK)
def show() -> Response:
    """The page that asks; what was typed stays. `aksi`: `kirim` sends it."""
    with current.engine().reading(current.actor()) as reading:
        found = asking.asked(reading, ticked())
    ended = {key: line for key, line in known(ticked(), "").items() if key not in {one.id for one in found}}
    how = request.form.get("cara") or (EACH if _printed(found) else FOR_ALL)
    action = request.form.get("aksi", "")
    how = action if action in (FOR_ALL, EACH) else how
    fitting = [one for one in found if one.form is not None]
    if action == "kirim" and (fitting or ended):
        return _sent(fitting, ended, how)
    return _page(found, how, {})


def _printed(found: Sequence[Asked]) -> bool:
    """Each card has a number of its own."""
    return any(one.node.properties.get("tugas") == "pencetakan" for one in found)


def _sent(found: Sequence[Asked], ended: Mapping[str, Line], how: str) -> Response:
    """`ended`: what somebody else has done since it was ticked."""
    posted = {one.id: _typed(one, how) for one in found}
    request_id = parse_id(request.form.get("request_id")) or new_id()
    act = partial(many.answer, posted=posted, request_id=request_id)
    outcomes = many.each(current.engine(), current.actor(), [*posted, *ended], act)
    wrong = {one.task_id: one.refused for one in outcomes if isinstance(one.refused, InvalidAnswersError)}
    before: dict[str, Line | Asked] = {**ended, **{one.id: one for one in found}}
    told = results(before, [one for one in outcomes if one.task_id not in wrong])
    left = [one for one in found if one.id in wrong]
    if left:
        return _page(left, how, wrong, told)
    return make_response(render_template("list_done.html", results=told, action="bersama", back=onward()))


def _page(
    found: Sequence[Asked],
    how: str,
    wrong: Mapping[str, InvalidAnswersError],
    done: Sequence[Result] = (),
) -> Response:
    with current.engine().reading(current.actor()) as reading:
        parts = [_part(reading, some, how, wrong) for some in _together(found, how)]
    page = render_template(
        "list_together.html", parts=parts, how=how, back=onward(), request_id=new_id(),
        others=[one for one in found if one.form is None], needs_input=NEEDS_INPUT, done=done,
    )  # fmt: skip
    return make_response(page, 422 if wrong else 200)


def _together(found: Sequence[Asked], how: str) -> list[list[Asked]]:
    """Those that are answered at once: the ones that are asked the same, or each by itself."""
    together: dict[object, list[Asked]] = {}
    for one in found:
        if one.form is not None:
            together.setdefault(one.sheet if how == FOR_ALL else one.id, []).append(one)
    return list(together.values())


def _part(reading: Reading, some: list[Asked], how: str, wrong: Mapping[str, InvalidAnswersError]) -> Part:
    first = some[0]
    assert first.form is not None  # _together leaves the others out
    scope, now = Scope(dict(first.record), reading.office), reading.local
    sheet = Sheet.of(first.form, _typed(first, how), scope, now, language.spoken())
    problems = next((wrong[one.id].problems for one in some if one.id in wrong), ())
    return Part(_prefix(first, how), some, sheet.with_problems(list(problems), ()))  # type: ignore[call-overload]


def _prefix(one: Asked, how: str) -> str:
    return f"{sha256(one.sheet).hexdigest()[:8]}." if how == FOR_ALL else f"{one.id}."


def _typed(one: Asked, how: str) -> Posted:
    """What was typed for the task; where each is answered for itself now and was not before, what was typed for all."""
    typed = request.form.to_dict(flat=False)
    for prefix in (_prefix(one, how), _prefix(one, FOR_ALL)):
        own = {name.removeprefix(prefix): values for name, values in typed.items() if name.startswith(prefix)}
        if own:
            return own
    return {}

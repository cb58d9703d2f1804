"""Proposals: what waits for a second person, what it would change, and his decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine import definitions, deployments, people
from engine.deployments import FourEyesError, ReasonNeededError, StaleBaseError, UndeployableError, What
from engine.deployments.proposals import OPEN, Proposed
from engine.roles import Permission
from engine.work import Reading
from web import catalog, changes, current, drawings
from web.pages.designer import READERS, type_name
from web.policies import policy

pages = Blueprint("proposals", __name__)


@dataclass(frozen=True)
class Pair:
    """A diagram before and after; `whole`: the one after, where the two show only the part that changed."""

    path: str
    name: str
    before: Markup | None
    after: Markup | None
    whole: Markup | None


@dataclass(frozen=True)
class ProposalPage:
    """`stale`: another version came into force since it was made, so that it can't be approved any more."""

    proposal: Proposed
    name: str
    names: Mapping[str, str]
    base_number: int | None
    compared: changes.Compared
    pairs: list[Pair]
    stale: bool

    @property
    def own(self) -> bool:
        return self.proposal.proposed_by == current.actor().person_id

    @property
    def may_decide(self) -> bool:
        return not self.own and Permission.APPROVE in current.actor().permissions


@pages.get("/usulan")
@policy(READERS)
def show() -> str:
    with current.engine().reading(current.actor()) as reading:
        found = list(deployments.proposals(reading))
        names = people.names(
            reading, {who for one in found for who in (one.proposed_by, one.decided_by) if who}
        )
        types = {one.document_type: type_name(reading, one.document_type) for one in found}
    waiting = [one for one in found if one.state == OPEN]
    decided = [one for one in found if one.state != OPEN]
    return render_template(
        "designer/proposals.html", waiting=waiting, decided=decided, names=names, types=types
    )


@pages.get("/usulan/<id:proposal_id>")
@policy(READERS)
def one(proposal_id: str) -> Response:
    return _page(proposal_id)


def _page(proposal_id: str, problem: str = "", status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        page = _read(reading, deployments.find(reading, proposal_id))
    html = render_template(
        "designer/proposal.html",
        page=page,
        proposal=page.proposal,
        problem=problem,
        note=request.form.get("catatan", ""),
        sent=request.args.get("terkirim"),
    )
    return make_response(html, status)


def _read(reading: Reading, proposal: Proposed) -> ProposalPage:
    code, base = proposal.document_type, proposal.base_version_id
    old = definitions.stored_files(reading.connection, base) if base else {}
    new = definitions.stored_files(reading.connection, proposal.version_id)
    compared = changes.compared(old, new)
    numbers = {version.id: version.number for version in deployments.versions(reading, code)}
    return ProposalPage(
        proposal,
        type_name(reading, code),
        people.names(reading, {who for who in (proposal.proposed_by, proposal.decided_by) if who}),
        next((number for version, number in numbers.items() if version == base), None),
        compared,
        _pairs(old, new, compared),
        proposal.state == OPEN and deployments.version_in_force(reading, code) != base,
    )


def _pairs(old: Mapping[str, bytes], new: Mapping[str, bytes], compared: changes.Compared) -> list[Pair]:
    return [_pair(path, old, new, compared) for path in catalog.diagrams(new) if old.get(path) != new[path]]


def _pair(path: str, old: Mapping[str, bytes], new: Mapping[str, bytes], compared: changes.Compared) -> Pair:
    """Each side shows what it has: what is gone stands out on the left, what is new on the right."""
    marks = compared.difference.of(path)
    left = {identity: what for identity, what in marks.items() if what is not What.ADDED}
    right = {identity: what for identity, what in marks.items() if what is not What.REMOVED}
    part = drawings.neighbourhood(old.get(path), new[path], marks)
    return Pair(
        path,
        catalog.diagram_name(path, new[path]),
        drawings.drawing(path, old[path], left, part) if path in old else None,
        drawings.drawing(path, new[path], right, part),
        drawings.drawing(path, new[path], right) if part is not None else None,
    )


@pages.post("/usulan/<id:proposal_id>/setujui")
@policy(Permission.APPROVE)
def approve(proposal_id: str) -> Response:
    try:
        deployments.approve(current.engine(), current.actor(), proposal_id)
    except (FourEyesError, StaleBaseError, UndeployableError) as refusal:
        return _page(proposal_id, type(refusal).__name__, 422)
    return redirect(url_for("proposals.one", proposal_id=proposal_id), 303)


@pages.post("/usulan/<id:proposal_id>/tolak")
@policy(Permission.APPROVE)
def decline(proposal_id: str) -> Response:
    note = request.form.get("catatan", "")
    try:
        deployments.decline(current.engine(), current.actor(), proposal_id, note)
    except (FourEyesError, ReasonNeededError) as refusal:
        return _page(proposal_id, type(refusal).__name__, 422)
    return redirect(url_for("proposals.one", proposal_id=proposal_id), 303)


@pages.post("/usulan/<id:proposal_id>/tarik")
@policy(Permission.DESIGN)
def withdraw(proposal_id: str) -> Response:
    deployments.withdraw(current.engine(), current.actor(), proposal_id)
    return redirect(url_for("proposals.one", proposal_id=proposal_id), 303)

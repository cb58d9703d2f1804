"""Administration of posts: who holds each, who stands in; units; RT and RW of a kelurahan."""

import re

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import partners, posts, roster, tasks
from engine.errors import AreaOutsideError, EngineError
from engine.ids import parse_id
from engine.posts import Delegation
from engine.roles import ROLES, Permission
from web import current, refused
from web.policies import policy

pages = Blueprint("posts", __name__)
NUMBER = re.compile(r"[0-9]{1,3}")
RT = "Ketua RT"


@pages.get("/kelola/jabatan")
@policy(Permission.ADMINISTER)
def show() -> Response:
    return _list()


@pages.post("/kelola/jabatan")
@policy(Permission.ADMINISTER)
def add() -> Response:
    try:
        with current.engine().work(current.actor()) as work:
            title, area = refused.needed("nama"), refused.needed("wilayah", 32)
            unit_id = parse_id(request.form.get("unit")) or ""
            post_id = posts.add(work, title, refused.needed("peran", 64), area, unit_id)
    except refused.EXPLAINED as error:
        return _list(error)
    return redirect(url_for("posts.post", post_id=post_id), 303)


@pages.get("/kelola/jabatan/<id:post_id>")
@policy(Permission.ADMINISTER)
def post(post_id: str) -> Response:
    return _post(post_id)


@pages.post("/kelola/jabatan/<id:post_id>")
@policy(Permission.ADMINISTER)
def hold(post_id: str) -> Response:
    """Puts somebody into the post, for good or standing in."""
    engine, actor, kind = current.engine(), current.actor(), refused.said("jenis", 16)
    try:
        person_id = parse_id(request.form.get("orang"))
        if person_id is None:
            raise refused.LackingError("orang")
        with engine.work(actor) as work:
            if kind in posts.STAND_INS:
                since, until = refused.span("mulai", "sampai")
                letter = refused.letter("surat")
                posts.delegate(work, Delegation(post_id, person_id, kind, letter, since, until))
            else:
                posts.assign(work, post_id, person_id)
    except refused.EXPLAINED as error:
        return _post(post_id, error)
    tasks.release_leavers(engine, actor)
    return redirect(url_for("posts.post", post_id=post_id, simpan="1"), 303)


@pages.post("/kelola/penugasan/<id:assignment_id>/akhiri")
@policy(Permission.ADMINISTER)
def end(assignment_id: str) -> Response:
    engine, actor = current.engine(), current.actor()
    with engine.work(actor) as work:
        posts.end(work, assignment_id)
    tasks.release_leavers(engine, actor)
    back = parse_id(request.form.get("jabatan"))
    return redirect(url_for("posts.post", post_id=back) if back else url_for("posts.show"), 303)


@pages.get("/kelola/wilayah")
@policy(Permission.ADMINISTER)
def territory() -> Response:
    return _territory()


@pages.post("/kelola/wilayah")
@policy(Permission.ADMINISTER)
def add_rt() -> Response:
    """A new RT with the post of its head."""
    try:
        area, rw, rt = refused.needed("asal", 32), _number("rw"), _number("rt")
        code = f"{area}.{rw}.{rt}"
        with current.engine().work(current.actor()) as work:
            above = roster.unit_of(work, area)
            place = roster.region_name(work, area)
            unit_id = posts.add_unit(work, f"RT {rt} RW {rw} Kel. {place}", "rt", code, above and above.id)
            post_id = posts.add(work, f"{RT} {rt} RW {rw}", RT, code, unit_id)
    except refused.EXPLAINED as error:
        return _territory(error)
    return redirect(url_for("posts.post", post_id=post_id), 303)


def _number(name: str) -> str:
    text = refused.needed(name, 3)
    if not NUMBER.fullmatch(text):
        raise AreaOutsideError(text)
    return text.zfill(3)


@pages.get("/kelola/unit")
@policy(Permission.ADMINISTER)
def units() -> Response:
    return _units()


@pages.post("/kelola/unit")
@policy(Permission.ADMINISTER)
def add_unit() -> Response:
    try:
        with current.engine().work(current.actor()) as work:
            parent = parse_id(request.form.get("induk"))
            kind = "mitra" if refused.said("jenis", 16) == "mitra" else "dinas"
            posts.add_unit(work, refused.needed("nama"), kind, refused.needed("wilayah", 32), parent)
    except refused.EXPLAINED as error:
        return _units(error)
    return redirect(url_for("posts.units", simpan="1"), 303)


@pages.post("/kelola/unit/layanan")
@policy(Permission.ADMINISTER)
def limit_unit() -> Response:
    """What a partner's desk takes."""
    engine, ticked = current.engine(), frozenset(request.form.getlist("layanan"))
    try:
        with engine.work(current.actor()) as work:
            known = engine.definitions.in_force(work.connection, engine.office_code)
            types = [kind.document_type for kind in known if kind.document_type in ticked]
            partners.limit(work, parse_id(refused.needed("unit")) or "", types)
    except refused.EXPLAINED as error:
        return _units(error)
    return redirect(url_for("posts.units", simpan="1"), 303)


def _list(error: EngineError | None = None) -> Response:
    role, area = request.args.get("peran", ""), request.args.get("asal", "")[:32]
    with current.engine().reading(current.actor()) as reading:
        after = parse_id(request.args.get("sesudah")) or ""
        found = list(roster.seats(reading, role if role in ROLES else "", area, after))
        units = roster.units(reading, plain=True)
    told = {"seats": found[: roster.PAGE], "units": units, "roles": ROLES, "role": role, "area": area,
            "after": found[roster.PAGE - 1].id if len(found) > roster.PAGE else None}  # fmt: skip
    html = render_template("admin/posts.html", problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


def _post(post_id: str, error: EngineError | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        told = {
            "post": roster.post(reading, post_id),
            "holdings": roster.of_post(reading, post_id),
            "everybody": roster.everybody(reading),
            "now": reading.now,
        }
    html = render_template("admin/post.html", problem=refused.words(error), **told)
    return make_response(html, 422 if error else 200)


def _territory(error: EngineError | None = None) -> Response:
    office, area = current.engine().office, request.values.get("asal", "")[:32]
    known = office.lists["kelurahan"]
    chosen = area if any(one["value"] == area for one in known) else known[0]["value"]
    with current.engine().reading(current.actor()) as reading:
        found = roster.seats(reading, RT, chosen)
    html = render_template(
        "admin/territory.html", problem=refused.words(error), kelurahan=known, chosen=chosen, seats=found
    )
    return make_response(html, 422 if error else 200)


def _units(error: EngineError | None = None) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = roster.units(reading, plain=True)
        types = current.engine().definitions.in_force(reading.connection, reading.engine.office_code)
    html = render_template("admin/units.html", problem=refused.words(error), units=found, types=types)
    return make_response(html, 422 if error else 200)

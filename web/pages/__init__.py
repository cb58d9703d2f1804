"""The pages, a blueprint each. A page reads the request, calls one use case and answers."""

from web.pages import (
    audit,
    blanks,
    case,
    chains,
    designer,
    editor,
    home,
    inbox,
    intake,
    login,
    looks,
    many,
    me,
    morning,
    office,
    papers,
    password,
    people,
    posts,
    procedures,
    proposals,
    search,
    settings,
    stranded,
    task,
    verify,
)

BLUEPRINTS = tuple(
    module.pages
    for module in (
        home,
        login,
        me,
        password,
        morning,
        inbox,
        many,
        task,
        case,
        stranded,
        search,
        intake,
        papers,
        verify,
        designer,
        editor,
        proposals,
        audit,
        chains,
        looks,
        office,
        blanks,
        procedures,
        people,
        posts,
        settings,
    )
)

__all__ = ["BLUEPRINTS"]

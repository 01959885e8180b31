"""What a brief is about: one country, corridor or actor where the view chooses exactly one, else the view."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, Protocol

from layers.blocks import Block
from layers.catalog import Catalog
from layers.choices import Choices
from layers.filters import ViewFilter
from layers.language import Translator, country, span_text
from layers.notices import Notice, echo
from layers.profiles import actor, actor_page, corridor, corridor_page, country_page
from layers.profiles import country as nation
from layers.profiles.subject import KEY, Subject, name, read
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES, GRADES


class _Disputed(Protocol):
    """A profile, as far as it is read here."""

    @property
    def disputes(self) -> tuple[str, ...]: ...


FIELDS: Final = {"corridor": "corridors", "country": "countries", "actor": "actors"}
"""The kinds of subject that a filter can single out, with its field; a corridor is closer to the point than its country."""
NAMED_AT_MOST: Final = 4
_PAGES: Final = {
    "country": country_page.blocks,
    "corridor": corridor_page.blocks,
    "actor": actor_page.blocks,
}
_READERS: Final[dict[str, Callable[[Catalog, Catalog, str], _Disputed]]] = {
    "country": nation.read,
    "corridor": corridor.read,
    "actor": actor.read,
}


def of_view(view: Choices) -> Subject | None:
    """Return the one country, corridor or actor that a view chooses; None where it chooses none or several."""
    chosen = {kind: getattr(view, field) for kind, field in FIELDS.items() if getattr(view, field)}
    if any(len(values) > 1 for values in chosen.values()) or (len(chosen) > 1 and "corridor" not in chosen):
        return None
    kind = next((kind for kind in FIELDS if kind in chosen), None)
    return Subject(kind, chosen[kind][0]) if kind else None


def narrowed(view: ViewFilter, subject: Subject) -> ViewFilter:
    """Return the view of a profile: the other filters kept, that of the subject's kind set to it.

    Raises KeyError for a subject that no filter can single out.
    """
    chosen: dict[str, Any] = {FIELDS[subject.kind]: (subject.id,)}
    return replace(view, **chosen)


def asked(catalog: Catalog, view: ViewFilter, text: str) -> tuple[ViewFilter, tuple[Notice, ...]]:
    """Return the view of the profile that a link names ("country.CL"), or the view as it was with what to say against it.

    Places and events have a profile, but no filter of their own, and so no brief.
    """
    about, notices = read(text, catalog)
    if about is None:
        return view, notices
    if about.kind not in FIELDS:
        return view, (Notice("unknown-value", (("key", KEY), ("value", echo(text)))),)
    return narrowed(view, about), ()


def title(catalog: Catalog, view: Choices, subject: Subject | None, lang: str) -> str:
    """Return what the brief is called."""
    _ = Translator(lang)
    if subject:
        return _("{name}: what the records say", name=name(catalog, subject, lang))
    if view.is_empty:
        return _("The whole atlas: what the records say")
    chosen = [country(lang, code) for code in view.countries]
    chosen += [name(catalog, Subject("corridor", key), lang) for key in view.corridors]
    chosen += [_(CRIMES[code]) for code in view.crimes]
    chosen += [name(catalog, Subject("actor", key), lang) for key in view.actors]
    chosen += [_(ATTRIBUTION[code]) for code in view.attribution]
    chosen += [_(ACT_STATUS[code]) for code in view.acts]
    chosen += [_("{grade} or better", grade=_(GRADES[view.evidence]))] if view.evidence else []
    chosen += [_("only where the group is named")] if view.named else []
    chosen += [_("one direction of travel")] if view.flow else []
    chosen += [span_text(lang, view.since, view.until)] if view.since or view.until else []
    chosen += [_("“{text}”", text=view.text)] if view.text else []
    rest = ["…"] if len(chosen) > NAMED_AT_MOST else []
    return _("View: {choices}", choices=" · ".join(chosen[:NAMED_AT_MOST] + rest))


def page(catalog: Catalog, shown: Catalog, view: Choices, subject: Subject, lang: str) -> list[Block]:
    """Return the profile of the subject as the view shows it."""
    return _PAGES[subject.kind](catalog, shown, view, subject.id, lang)


def disputes(catalog: Catalog, shown: Catalog, subject: Subject | None) -> tuple[str, ...]:
    """Return the disputes about the subject, or all in view: the open ones first, of these what touches most records in view."""
    keys = _READERS[subject.kind](catalog, shown, subject.id).disputes if subject else shown.disputes.index
    in_view = {table: set(getattr(shown, table).index) for table in ("corridors", "legs", "places", "events")}

    def touched(key: str) -> int:
        about: Any = shown.disputes.at[key, "about"]
        return sum(len(known.intersection(about.get(table, ()))) for table, known in in_view.items())

    status = shown.disputes["status"]
    return tuple(sorted(map(str, keys), key=lambda key: (status[key] != "open", -touched(key), key)))

"""What the head of a page tells a program that shows its link in a message: title, sentence, address of a picture, feeds.

Such programs run no scripts and read the head only (Open Graph, Twitter cards). Every word in it is escaped.
"""

import html
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from layers.language import LANGUAGES, N_, Translator
from layers.profiles import subject as profiles
from layers.profiles.subject import Subject
from pages.shared import store
from pages.shared.preview import ADDRESS, NAME, SIZE, Preview, onward, read

LOCALES: Final = {"en": "en_GB", "es": "es_LA", "pt": "pt_BR"}
PICTURED: Final = N_("Map of this view: {words}")
HEADS_KEPT: Final = 256


@lru_cache(maxsize=HEADS_KEPT)
def head(query: str, lang: str, page: str, where: str) -> str:
    """Return title and tags for the head of a page; every word of them is escaped. `where` is what `origin` gives.

    An address that is not known whole is left out: a picture under a relative one would not be found.
    """
    found = read(query, lang, page)
    _ = Translator(found.lang)
    title, text = found.title, found.text
    named = [("description", text), ("twitter:card", "summary_large_image" if where else "summary")]
    properties = [
        ("og:type", "website"),
        ("og:site_name", NAME),
        ("og:title", title),
        ("og:description", text),
        ("og:locale", LOCALES[found.lang]),
        *(("og:locale:alternate", LOCALES[each]) for each in LANGUAGES if each != found.lang),
    ]
    if where:
        properties += [
            ("og:url", f"{where}{onward(query, found.page)[1:]}"),
            ("og:image", f"{where}/{ADDRESS}?{found.query}"),
            ("og:image:type", "image/png"),
            ("og:image:width", str(SIZE[0])),
            ("og:image:height", str(SIZE[1])),
            ("og:image:alt", _(PICTURED, words=text)),
        ]
    lines = [
        f"<title>{html.escape(title)}</title>",
        *_metas("name", named),
        *_metas("property", properties),
        *(
            f'<link rel="alternate" type="application/atom+xml" title="{html.escape(name)}" href="./feeds/{feed}.atom?lang={found.lang}" />'
            for feed, name in feeds(found)
        ),
    ]
    return "\n    ".join(lines)


def feeds(found: Preview) -> list[tuple[str, str]]:
    """Return name and title of the feeds nearest to a view: that of its country or corridor, and that of the whole."""
    lang, view = found.lang, found.view
    near = [(f"country-{code}", Subject("country", code)) for code in view.countries]
    near += [(f"corridor-{key}", Subject("corridor", key)) for key in view.corridors]
    named = [(feed, f"{NAME}: {profiles.name(store.catalog(), subject, lang)}") for feed, subject in near]
    return [*named[:3], ("all", NAME)]


def _metas(kind: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f'<meta {kind}="{name}" content="{html.escape(text)}" />' for name, text in pairs]


def share(query: str, languages: str | None, page: str, where: str) -> tuple[str, str]:
    """Return a page that says what a link shows and sends a browser on to it, without a script; and its language."""
    found = read(query, languages, page)
    _ = Translator(found.lang)
    to = html.escape(onward(query, found.page))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{found.lang}">',
        "  <head>",
        '    <meta charset="UTF-8" />',
        '    <meta name="viewport" content="width=device-width, initial-scale=1" />',
        f'    <meta http-equiv="refresh" content="0; url={to}" />',
        f"    {head(query, found.lang, found.page, where)}",
        "  </head>",
        "  <body>",
        f"    <h1>{html.escape(found.title)}</h1>",
        f"    <p>{html.escape(found.text)}</p>",
        f'    <p><a href="{to}">{html.escape(_("Open this view"))}</a></p>',
        "  </body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n", found.lang

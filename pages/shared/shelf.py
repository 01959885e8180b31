"""The index of the stories as blocks of a page."""

from layers.blocks import Block, heading, text
from layers.language import Translator
from pages.shared import link, store


def blocks(lang: str) -> list[Block]:
    """Return a card per story: its title, what it is about, how many steps it has."""
    _ = Translator(lang)
    told = [each[lang] for each in store.stories().values() if lang in each]
    return [
        heading(_("Stories")),
        text(_("Views of the atlas in an order, each with a caption. Step through one, leave it to look around, and come back.")),
        {
            "kind": "cards",
            "items": [
                {
                    "text": story.title,
                    "to": f"{link.STORIES}?story={story.slug}&step=1",
                    "sub": story.summary,
                    "more": {
                        "text": _("Handout (PDF)"),
                        "file": f"{link.STORIES}/{story.slug}.pdf?{link.LANG}={lang}",
                    },
                    "tag": _.n("{n} step", "{n} steps", len(story.steps)),
                }
                for story in told
            ],
        },
    ]  # fmt: skip

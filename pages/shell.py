"""The script that Streamlit reruns: words, filters, address, then the page."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from layers.language import LANGUAGES, Translator
from pages.shared import chrome, facets, framed, link, notices, ownstory, releases, share, sheet, telling

ICON = Path(__file__).parent / "shared" / "icon.png"
NAMES = {"en": "English", "es": "Español", "pt": "Português"}  # each language calls itself by its own name

st.set_page_config(page_title="Corridor Atlas", page_icon=str(ICON), layout="wide")
chrome.dress()
found = link.read(urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2])
lang = st.session_state[link.LANG]
_ = Translator(lang)
part, chart = link.part()
link.refresh_labels(lang)

pages = {
    link.MAP: st.Page("map.py", title=_("Map"), url_path="map", default=True),
    link.TIMELINE: st.Page("timeline.py", title=_("Timeline"), url_path=link.TIMELINE),
    link.STATISTICS: st.Page("statistics.py", title=_("Statistics"), url_path=link.STATISTICS),
    link.PROFILE: st.Page("profile.py", title=_("Profiles"), url_path=link.PROFILE),
    link.EVIDENCE: st.Page("evidence.py", title=_("Evidence"), url_path=link.EVIDENCE),
    link.STORIES: st.Page("stories.py", title=_("Stories"), url_path=link.STORIES),
    "method": st.Page("method.py", title=_("Method and limits"), url_path="method"),
}
page = st.navigation(list(pages.values()), position="hidden" if part else "top")
name = page.url_path or link.MAP
chrome.entitle("" if name == link.MAP else page.title, link.subject() if name == link.PROFILE else None, lang)
if part:
    framed.show(part, chart, found, lang)
else:
    with st.container(
        key="masthead", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(f"**Corridor Atlas** · {_('Corridors out of Venezuela')}")
        st.segmented_control(
            _("Language"),
            LANGUAGES,
            format_func=NAMES.__getitem__,
            key=link.LANG,
            required=True,
            label_visibility="collapsed",
            on_change=link.touched,
        )
    facets.announce(lang)
    notices.show(found, lang)
    releases.show_changes(lang)
    telling.show(lang, name)
    page.run()
    share.show(lang)
    ownstory.show(lang, name)
    # After the page, so that the map is drawn sooner.
    facets.show(lang)
    releases.show_state(lang)
chrome.speak(lang)
to = pages.get(sheet.followed(), page)
if to.url_path == page.url_path:
    link.write(link.current(), lang, page.url_path)
else:  # last of all: a run that is cut short loses the values of widgets it has not come to
    link.keep(lang)
    st.switch_page(to, query_params=link.towards(to.url_path, lang))

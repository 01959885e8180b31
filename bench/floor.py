"""The least that any app of this kind can take: one filter of countries, one component that writes what was chosen."""

import streamlit as st

from bench.plan import COUNTRIES
from layers.language import country

CODE = """
export default ({ data, parentElement }) => {
  const box = parentElement.querySelector(".floor");
  box.textContent = data.chosen.join(", ");
  requestAnimationFrame(() => { box.dataset.painted = data.chosen.join(" ") || "all"; });
}
"""

with st.sidebar:
    names = {code: country("en", code) for code in COUNTRIES}
    chosen = st.multiselect(
        "Country", sorted(COUNTRIES, key=names.__getitem__), format_func=names.__getitem__
    )
component = st.components.v2.component("bench_floor", html='<div class="floor"></div>', js=CODE)
component(key="floor", data={"chosen": chosen})

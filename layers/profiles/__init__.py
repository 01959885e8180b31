"""Profiles: what the atlas holds about one country, corridor, place, actor or event, answered first and proved below.

Each noun has a module with a frozen view-model, read from the filtered rows, and the blocks that say it in a language.
"""

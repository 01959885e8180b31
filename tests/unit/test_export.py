"""The files for other programs, read back by programs that did not write them."""

import codecs
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from PIL import Image

from layers.catalog import Catalog
from layers.export.columns import COLUMNS, EXPORTED, GEOMETRIES, in_file, json_schema
from layers.export.delimited import ORIGIN as ORIGIN_COLUMNS
from layers.export.formats import FORMATS, File, Order, Origin, make
from layers.export.stamp import file_name, stamp
from layers.export.text import guarded, tidy, unmarked
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.viewport import Viewport
from layers.vocabulary import GUILT_WITHHELD
from tests import pdf

ORIGIN = Origin("2026-12-01", "2026-11-26", terms="the terms\n")
CHILE = ViewFilter(countries=("CL",))
KML = "{http://www.opengis.net/kml/2.2}"
HOSTILE = (
    '=HYPERLINK("http://x.invalid","a")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "{{7*7}}{% raw %}{# x #}",
    "<script>alert(1)</script>&lt;b&gt;]]>",
    "$[geDirections]",
    "a\u202eb\u2066c\u200fd",
    "nul\x00 bell\x07",
    'quote " comma, semicolon; line\nbreak',
)


def made(
    catalog: Catalog, view: ViewFilter, name: str, table: str = "", lang: str = "en", hxl: bool = False
) -> File:
    return make(catalog, view.apply(catalog), view, Order(name, table, lang, hxl), ORIGIN)


@pytest.fixture(scope="module")
def hostile(catalog: Catalog) -> Catalog:
    """The atlas with notes and titles that try to be something else than text."""
    legs, events, places = catalog.legs.copy(), catalog.events.copy(), catalog.places.copy()
    for n, text in enumerate(HOSTILE):
        for lang in LANGUAGES:
            legs.isetitem(
                legs.columns.get_loc(f"note_{lang}"),
                [text if i == n else t for i, t in enumerate(legs[f"note_{lang}"])],
            )
            events.isetitem(
                events.columns.get_loc(f"title_{lang}"),
                [text if i == n else t for i, t in enumerate(events[f"title_{lang}"])],
            )
        places.isetitem(
            places.columns.get_loc("name"), [text if i == n else t for i, t in enumerate(places["name"])]
        )
    return replace(catalog, legs=legs, events=events, places=places)


# ---------------------------------------------------------------- names, stamps, orders


def test_a_file_is_named_after_release_and_filters(catalog: Catalog) -> None:
    assert made(catalog, CHILE, "geojson").name == "corridor-atlas-2026-11-26-country-CL.geojson"
    assert made(catalog, ViewFilter(), "csv", "events").name == "corridor-atlas-2026-11-26-events.csv"
    long = ViewFilter(text='../../Cúcuta\u202e "; rm -rf' + " word" * 30)
    name = made(catalog, long, "zip").name
    assert name.startswith("corridor-atlas-2026-11-26-q-Cucuta-rm-rf-word")
    assert name.isascii()
    assert len(name) < 130
    assert not set(name) & set('/\\"; ')


def test_without_a_release_the_digest_names_the_file(catalog: Catalog) -> None:
    given = stamp(catalog, catalog, ViewFilter(), "en", "2026-12-01")
    assert file_name(given, ViewFilter(), "csv", "legs") == f"corridor-atlas-{catalog.version}-legs.csv"
    pending = stamp(catalog, catalog, ViewFilter(), "en", "2026-12-01", "2026-11-26", pending=True)
    assert file_name(pending, ViewFilter(), "zip") == "corridor-atlas-2026-11-26-pending.zip"


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (("shp",), "there is no format"),
        (("gpkg", "legs"), "cannot hold the table"),
        (("parquet", "sources"), "cannot hold the table"),
        (("csv", "reviews"), "cannot hold the table"),
        (("geojson", "", "en", True), "no place for HXL"),
        (("pdf", "legs"), "cannot hold the table"),
        (("pdf", "", "en", False, None, None, "a5"), "cannot be set on 'a5'; ask for one of a4, us-letter"),
        (("csv", "", "en", False, None, None, "a4"), "cannot be set on 'a4'; ask for no paper"),
    ],
)
def test_what_cannot_be_written_is_refused(order: tuple, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Order(*order)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_says_what_it_is(catalog: Catalog, name: str, lang: str) -> None:
    view = ViewFilter(countries=("CL",), since="2021")
    content = made(catalog, view, name, lang=lang).content
    if name == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = packed.read("README.txt")
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        content = "\n".join(str(cell.value) for row in book.worksheets[0] for cell in row).encode()
    shown = view.apply(catalog)
    text = pdf.text(content) if name == "pdf" else content.decode("utf-8", "ignore")
    assert "country=CL&from=2021" in text.replace("&amp;", "&")
    assert "CC BY 4.0" in text
    assert "2026-11-26" in text or "2026" in text
    assert str(len(shown.legs)) in text
    assert str(len(catalog.legs)) in text
    if name != "csv":
        assert view.describe(catalog, lang) in text


def test_addresses_that_must_not_be_shown_never_leave(catalog: Catalog) -> None:
    hidden = [
        source["url"]
        for source in json.loads(Path("data/sources.json").read_text("utf-8"))
        if not source["url_display"] and source["url"]
    ]
    assert len(hidden) > 50
    everything = made(catalog, ViewFilter(), "csv", "sources").content.decode()
    with zipfile.ZipFile(io.BytesIO(made(catalog, ViewFilter(), "zip").content)) as packed:
        everything += "".join(packed.read(name).decode() for name in packed.namelist())
    assert not [
        address
        for address in hidden
        if f"{address}\r\n" in everything or f"{address}," in everything or f'"{address}"' in everything
    ]


def test_what_is_withheld_of_guilt_stays_withheld(catalog: Catalog) -> None:
    for line in pd.read_csv(io.BytesIO(made(catalog, ViewFilter(), "csv", "events").content)).itertuples():
        if line.id in GUILT_WITHHELD:
            assert pd.isna(line.guilt)
            return
    pytest.fail("the event is gone")


# ---------------------------------------------------------------- read back


@pytest.mark.parametrize("table", GEOMETRIES)
def test_geojson_is_what_gdal_reads(catalog: Catalog, table: str) -> None:
    shown = CHILE.apply(catalog)
    text = made(catalog, CHILE, "geojson", table).content
    read = pyogrio.read_dataframe(text)
    assert list(read["id"]) == list(getattr(shown, table).index)
    assert read.crs == "EPSG:4326"
    wanted = [None if g is None else g.wkt for g in getattr(shown, table).geometry]
    assert [None if g is None else g.wkt for g in read.geometry] == wanted
    assert not {column.name for column in in_file(table, flat=False)} - set(read.columns)
    for feature in json.loads(text)["features"]:
        coordinates = json.dumps(feature["geometry"]["coordinates"]) if feature["geometry"] else "[]"
        assert all(
            len(part.partition(".")[2]) <= 2
            for part in coordinates.strip("[]").replace("[", "").replace("]", "").split(", ")
        )


def test_a_corridor_is_drawn_by_its_legs_in_view(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    read = pyogrio.read_dataframe(made(catalog, CHILE, "geojson", "corridors").content)
    assert list(read["id"]) == list(shown.corridors.index)
    parts = {key: len(shape.geoms) for key, shape in zip(read["id"], read.geometry, strict=True)}
    assert parts == shown.legs.groupby("corridor").size().to_dict()


def test_a_geopackage_opens_with_its_styles(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(made(catalog, CHILE, "gpkg").content)
    assert {name for name, _kind in pyogrio.list_layers(path)} == {
        *GEOMETRIES,
        "readme",
        "data_dictionary",
        "layer_styles",
    }
    shown = CHILE.apply(catalog)
    for table in GEOMETRIES:
        read = pyogrio.read_dataframe(path, layer=table)
        assert list(read["id"]) == list(getattr(shown, table).index)
        assert read.crs == "EPSG:4326"
    base = sqlite3.connect(path)
    styles = base.execute(
        "select f_table_name, styleQML from layer_styles where f_geometry_column = 'geom' and useAsDefault"
    ).fetchall()
    assert [name for name, _qml in styles] == list(GEOMETRIES)
    for _name, qml in styles:
        renderer = ElementTree.fromstring(qml).find("renderer-v2")
        assert renderer is not None
        symbols = {symbol.get("name") for symbol in renderer.iter("symbol")}
        assert symbols
        assert {category.get("symbol") for category in renderer.iter("category")} <= symbols
        expressions = [
            each.get("value", "") for each in renderer.iter("Option") if each.get("name") == "expression"
        ]
        # QGIS knows CASE WHEN only, SQL's CASE value WHEN is an error there: SQLite, which knows both, has to read it too.
        for expression in expressions:
            assert expression.startswith("CASE WHEN ")
            assert base.execute(f"select {expression} from legs").fetchall()
    described = base.execute("select table_name, description, last_change from gpkg_contents").fetchall()
    assert all(
        "CC BY 4.0" in text and change == "2026-12-01T00:00:00.000Z" for _name, text, change in described
    )
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    # Older readers warn of a later version of the format, and of a time without seconds' parts.
    assert base.execute("pragma user_version").fetchone() == (10200,)
    assert set(base.execute("select update_time from layer_styles")) == {("2026-12-01T00:00:00.000Z",)}
    base.close()


@pytest.mark.parametrize("table", GEOMETRIES)
def test_geoparquet_keeps_lists_types_and_its_stamp(catalog: Catalog, table: str) -> None:
    for view in (CHILE, ViewFilter(text="zzzz")):
        content = made(catalog, view, "parquet", table).content
        read = gpd.read_parquet(io.BytesIO(content))
        shown = view.apply(catalog)
        assert list(read["id"]) == list(getattr(shown, table).index)
        if table != "places":
            assert [tuple(each) for each in read["crimes"]] == list(getattr(shown, table)["crimes"])
        schema = pq.read_schema(io.BytesIO(content))
        assert str(schema.field("sources").type) == "list<element: string>"
        told = json.loads(schema.metadata[b"corridor_atlas"])
        assert told["rows"][table] == {"shown": len(read), "all": len(getattr(catalog, table))}


def test_csv_is_what_pandas_reads(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    for table in EXPORTED:
        content = made(catalog, CHILE, "csv", table).content
        assert content.startswith(codecs.BOM_UTF8)
        read = pd.read_csv(io.BytesIO(content), keep_default_na=False)
        assert list(read["id"]) == list(getattr(shown, table).index)
        assert list(read.columns) == [*(column.name for column in COLUMNS[table]), *ORIGIN_COLUMNS]
    legs = pd.read_csv(io.BytesIO(made(catalog, CHILE, "csv", "legs").content))
    assert list(legs["from_lon"]) == [round(g.coords[0][0], 2) for g in shown.legs.geometry]


def test_the_tags_of_hxl_stand_below_the_header(catalog: Catalog) -> None:
    read = pd.read_csv(io.BytesIO(made(catalog, CHILE, "csv", "events", hxl=True).content), dtype=str)
    assert read.iloc[0]["id"] == "#meta+id"
    assert read.iloc[0]["lat"] == "#geo+lat"
    assert len(read) == len(CHILE.apply(catalog).events) + 1
    for table in EXPORTED:
        tags = [column.hxl for column in COLUMNS[table] if column.hxl]
        assert all(tag.startswith("#") and tag.islower() and " " not in tag for tag in tags)
        assert len(tags) == len(set(tags))


def test_excel_has_a_sheet_per_table(catalog: Catalog) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(catalog, CHILE, "xlsx", lang="pt").content))
    assert book.sheetnames[0] == "Leia-me"
    assert len(book.sheetnames) == len(EXPORTED) + 1
    shown = CHILE.apply(catalog)
    for table, sheet in zip(EXPORTED, book.worksheets[1:], strict=True):
        assert [cell.value for cell in sheet["A"]][1:] == list(getattr(shown, table).index)


def test_the_zip_holds_everything_and_no_time(catalog: Catalog) -> None:
    with zipfile.ZipFile(io.BytesIO(made(catalog, CHILE, "zip", hxl=True).content)) as packed:
        assert packed.testzip() is None
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = set(packed.namelist())
        assert {f"csv/{table}.csv" for table in EXPORTED} <= names
        assert {f"geojson/{table}.geojson" for table in GEOMETRIES} <= names
        assert packed.read("LICENSE.txt") == b"the terms\n"
        assert json.loads(packed.read("citation.json"))[0]["version"] == "2026-11-26"
        assert packed.read("citation.bib").startswith(b"@misc{corridor-atlas-2026-11-26,")
        assert packed.read("citation.ris").endswith(b"ER  - \r\n")
        dictionary = pd.read_csv(packed.open("data-dictionary.csv"), keep_default_na=False)
        assert len(dictionary) == sum(map(len, COLUMNS.values()))
        assert dictionary["meaning"].str.len().gt(4).all()
        assert set(dictionary.loc[dictionary["column"] == "grade", "computed"]) == {"yes"}


def test_kml_has_a_placemark_per_row_in_valid_order(catalog: Catalog) -> None:
    content = made(catalog, CHILE, "kml", lang="es").content
    root = ElementTree.fromstring(content)
    order = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point", "LineString"]
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    for mark in root.iter(f"{KML}Placemark"):
        found = [order.index(part.tag.removeprefix(KML)) for part in mark]
        assert found == sorted(found)
        assert mark.findtext(f"{KML}styleUrl") in styles
    read = pyogrio.read_dataframe(content, layer=0)
    assert len(read) == len(CHILE.apply(catalog).legs)


# ---------------------------------------------------------------- hostile texts


def test_no_cell_of_excel_is_a_formula(hostile: Catalog) -> None:
    content = made(hostile, ViewFilter(), "xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = [cell for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [
        cell.value for cell in texts if cell.value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    assert not [cell.hyperlink for cell in texts if cell.hyperlink]
    assert "'=HYPERLINK(" in " ".join(cell.value for cell in texts)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]


def test_no_cell_of_csv_is_a_formula(hostile: Catalog) -> None:
    for table in ("legs", "events", "places"):
        read = pd.read_csv(
            io.BytesIO(made(hostile, ViewFilter(), "csv", table).content), dtype=str, keep_default_na=False
        )
        for column in COLUMNS[table]:
            if column.kind not in ("number", "integer"):
                assert not [
                    text for text in read[column.name] if text.lstrip().startswith(tuple("=+-@\t\r\n"))
                ]
    assert "{{7*7}}{% raw %}{# x #}" in made(hostile, ViewFilter(), "csv", "legs").content.decode()


def test_nothing_acts_in_any_format(hostile: Catalog) -> None:
    view = ViewFilter(text="x{{7*7}}<b>\u202e=1")
    for name in FORMATS:
        assert made(hostile, view, name).content
    for name in ("geojson", "kml", "csv"):
        content = made(hostile, ViewFilter(), name).content
        if name == "kml":
            for text in ElementTree.fromstring(content).itertext():
                assert not set(text) & set("<>\u202e\u2066\u200f\x00")
                assert "$[" not in text
        assert not [
            mark for mark in ("\u202e", "\u2066", "\u200f", "\x00", "\x07") if mark in content.decode()
        ]
        assert "{{7*7}}" in content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_is_a_slide_that_says_where_it_is_from(catalog: Catalog, lang: str) -> None:
    with Image.open(io.BytesIO(made(catalog, CHILE, "png", lang=lang).content)) as found:
        found.load()
        assert (found.format, found.size) == ("PNG", (1920, 1080))
        assert found.info["Description"].startswith(CHILE.describe(catalog, lang))
        assert "2026-12-01" not in found.info["Description"].partition("\n")[0]
    root = ElementTree.fromstring(made(catalog, CHILE, "svg", lang=lang).content)
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    said = root.findtext("{http://www.w3.org/2000/svg}desc")
    assert said == found.info["Description"]


def test_a_picture_looks_where_the_link_looks(catalog: Catalog) -> None:
    def at(viewport: Viewport | None) -> bytes:
        order = Order("svg", viewport=viewport)
        return make(catalog, CHILE.apply(catalog), CHILE, order, ORIGIN).content

    assert len({at(None), at(Viewport(5, -20, -70)), at(Viewport(5, -21, -70))}) == 3


@pytest.mark.parametrize("text", [*HOSTILE, "half\ud800 a character"])
def test_texts_are_made_harmless_and_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    tidy(text).encode()
    assert not set(unmarked(text)) & set("<>")
    assert guarded("Cúcuta – 50 %") == "Cúcuta – 50 %"


def test_the_dictionary_is_sound() -> None:
    for table, columns in COLUMNS.items():
        names = [column.name for column in columns]
        assert names[0] == "id"
        assert len(names) == len(set(names)), table
        for column in columns:
            assert column.kind in ("text", "list", "number", "integer", "flag", "day", "edtf")
            assert json_schema(column)["description"]

"""The filtered rows as files for other programs.

    columns      which columns every table has in a file, what each means, how it is tagged for HXL
    frames       the rows of a view with these columns, as plain values
    stamp        what every file says of itself: release, filters, how much of the whole, licence, citation
    formats      the formats there are, and `make`, which writes one
    geojson, geopackage, geoparquet, kml, delimited, workbook, archive      the writers, one format each
    command      an export from the command line
    refusals     why a query is refused, in words
    qgis         how the layers of a GeoPackage look in QGIS
    interface, openapi      what programs can ask the server for, and the description of it
    atom         feeds
    citation     how to cite a file, for people and for programs

A file holds the rows that a `ViewFilter` shows, no others, and the same input gives the same bytes.
"""

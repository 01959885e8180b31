"""Still pictures of a view: the map of the filtered rows for slides, briefs and previews, without a browser.

    ink          what a picture is made of, as plain values
    typeface     texts as outlines, measured without a screen
    frame        which part of the world is seen
    basemap, ground      the basemap, decoded, and cut to that
    plan         what is drawn of the rows
    curves, legs, places, labels, room      how it is drawn, as the map in the browser draws it
    slide, legend      the furniture around the map
    svg, png     the printers
    drawing      the two together: rows in, bytes out

The same rows give the same bytes.
"""

from layers.still.drawing import card as card
from layers.still.drawing import picture as picture

"""What QGIS makes of a GeoPackage, as JSON on standard output. Runs in the Python that QGIS was built for, by `tools/qgis.py`.

QT_QPA_PLATFORM=offscreen /usr/bin/python3 -I tools/opened.py atlas.gpkg
"""

import json
import os
import sys

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpressionContextUtils,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)


def seen(layer: QgsVectorLayer) -> dict:
    """Return what a layer holds and how it is drawn, without having been told: by the default style that lies in the file."""
    renderer = layer.renderer()
    if renderer is None:
        return {"rows": layer.featureCount()}
    context = QgsRenderContext()
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    renderer.startRender(context, layer.fields())
    drawn = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        drawn += renderer.symbolForFeature(feature, context) is not None
    renderer.stopRender(context)
    symbols = renderer.symbols(context)
    return {
        "rows": layer.featureCount(),
        "drawn": drawn,
        "renderer": renderer.type(),
        "labels": [item.label() for item in renderer.legendSymbolItems() if item.label()],
        "colours": [symbol.color().name() for symbol in symbols],
        "crs": layer.crs().authid(),
    }


application = QgsApplication([], False)
application.initQgis()
path = sys.argv[1]
found = {}
file = QgsVectorLayer(path, "file", "ogr")  # its provider lives as long as it does
for sublayer in file.dataProvider().subLayers():
    name = sublayer.split("!!::!!")[1]
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    QgsProject.instance().addMapLayer(layer)
    found[name] = seen(layer) if layer.isValid() else {}
print(json.dumps({"version": Qgis.QGIS_VERSION, "layers": found}), flush=True)
os._exit(0)  # Python takes Qt's objects apart in an order that Qt may not survive

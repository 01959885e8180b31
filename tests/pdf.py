"""The text of a PDF of ours, read from its bytes: as much of ISO 32000-1 as what Typst writes needs, and no more."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(rb"<</|>>\s*BDC|/(f\d+) [\d.]+ Tf|[()]|\\.", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(content: bytes) -> list[str]:
    """Return what is drawn as text on each page, in the order in which it is drawn; where lines break there is nothing between."""
    objects = {int(n): body for n, body in _OBJECT.findall(content)}
    tree = next(body for body in objects.values() if b"/Type/Pages" in body)
    kids = re.search(rb"/Kids\[(.*?)\]", tree, re.DOTALL)
    assert kids
    return [_page(objects, objects[int(n)]) for n in re.findall(rb"(\d+) 0 R", kids[1])]


def text(content: bytes) -> str:
    """Return the text of all pages."""
    return "".join(pages(content))


def _page(objects: dict[int, bytes], page: bytes) -> str:
    resources, contents = (
        objects[int(found[1])]
        for key in (b"Resources", b"Contents")
        if (found := re.search(rb"/%s (\d+) 0 R" % key, page))
    )
    fonts = {name: _letters(objects, int(n)) for name, n in re.findall(rb"/(f\d+) (\d+) 0 R", resources)}
    letters: dict[int, str] = {}
    found = []
    for font, string in _shown(_inflated(contents)):
        letters = fonts[font] if font else letters
        codes = _ESCAPE.sub(_escaped, string)
        found += [letters[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2)]
    return "".join(found)


def _shown(drawn: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give fonts as they are chosen (font, b"") and strings as they are drawn (b"", string), without those of marks."""
    depth, start, marking = 0, 0, False
    for token in _TOKEN.finditer(drawn):
        sign = token[0]
        if sign == b"(":
            start = start if depth else token.end()
            depth += 1
        elif sign == b")":
            depth -= 1
            if not depth and not marking:
                yield b"", drawn[start : token.start()]
        elif not depth and token[1]:
            yield token[1], b""
        elif not depth and not sign.startswith(b"\\"):
            marking = sign == b"<</"


def _escaped(match: re.Match[bytes]) -> bytes:
    given = match[1]
    return bytes([int(given, 8)]) if given.isdigit() else _NAMED.get(given, given)


def _inflated(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    return zlib.decompress(stream[1]) if stream and b"FlateDecode" in body[: stream.start()] else b""


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Return what the codes of a font stand for (ToUnicode)."""
    named = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert named, "a font without a way back to text"
    cmap = _inflated(objects[int(named[1])])
    found = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, letters in re.findall(rb"<(\w+)>\s*<(\w+)>", part):
            found[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    assert b"beginbfrange" not in cmap
    return found

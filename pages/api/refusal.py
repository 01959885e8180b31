"""Errors as problem details (RFC 9457): a status, a title, and words that say what to mend."""

import json
from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from layers.language import ENGLISH, N_, Translator

MEDIA_TYPE: Final = "application/problem+json"
# No page of ours shows them, and none may be made of them.
POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
TITLES: Final[Mapping[int, str]] = {
    400: N_("The query cannot be used"),
    404: N_("There is nothing at this address"),
    405: N_("This address can only be read"),
    406: N_("There is no such form of it"),
    410: N_("It is not here any more"),
    413: N_("That is too much for one file"),
    414: N_("The query is too long"),
    416: N_("There is no such part of it"),
    429: N_("Too many requests"),
    500: N_("The answer could not be made"),
    503: N_("The server is busy"),
}


class Refused(Exception):
    """Raised where a request is not answered as asked.

    Attributes:
        status: of the answer, a key of `TITLES`.
        detail: what is wrong and what to do, in the language asked for.
        errors: one entry per part that is wrong; () for none.
        headers: further headers of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        errors: tuple[Mapping[str, str], ...] = (),
        headers: Mapping[str, str] | None = None,
        lang: str = ENGLISH,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.lang = status, detail, errors, lang
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Return the answer."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": Translator(self.lang)(TITLES[self.status]),
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [dict(each) for each in self.errors]
        headers = {
            "cache-control": "no-store",
            "content-language": self.lang,
            "content-security-policy": POLICY,
            "access-control-allow-origin": "*",
            **self.headers,
        }
        text = json.dumps(body, ensure_ascii=False).encode()
        return Response(text, self.status, headers, MEDIA_TYPE)

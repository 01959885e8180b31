"""How much is made at a time and for one visitor, so that nobody has to wait for somebody else's downloads."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool

from layers.language import Translator
from pages.api.refusal import Refused

Made = TypeVar("Made")
AT_ONCE: Final = 2  # a core each is all a small server has
WAITING: Final = 32
BURST: Final = 120
PER_SECOND: Final = 2.0
CLIENTS: Final = 4_096
RETRY_SECONDS: Final = 5


class Throttle:
    """A bucket of requests per client, refilled with time (a token bucket). `clock` gives seconds."""

    def __init__(
        self,
        burst: float = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.burst, self.per_second, self.clock = burst, per_second, clock
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one request of a client; return 0, or the seconds until it may ask again."""
        now = self.clock()
        left, then = self.left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.per_second)
        taken = left >= 1
        self.left[client] = (left - 1 if taken else left, now)
        while len(self.left) > CLIENTS:
            self.left.popitem(last=False)
        return 0.0 if taken else (1 - left) / self.per_second

    def take(self, client: str, lang: str) -> None:
        """Take one request of a client. Raises Refused (429) when its bucket is empty."""
        seconds = ceil(self.wait(client))
        if seconds:
            _ = Translator(lang)
            text = _("Ask again in {n} s.", n=seconds)
            raise Refused(429, text, headers={"retry-after": str(seconds)}, lang=lang)


class Workshop:
    """Makes answers away from the event loop, so many at a time; more may wait, but not without end."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.benches, self.limit, self.inside = asyncio.Semaphore(at_once), at_once + waiting, 0

    async def make(self, work: Callable[[], Made], lang: str) -> Made:
        """Do some work in a thread and return what it gives. Raises Refused (503) when too many wait already."""
        if self.inside >= self.limit:
            _ = Translator(lang)
            text = _("Ask again in {n} s.", n=RETRY_SECONDS)
            raise Refused(503, text, headers={"retry-after": str(RETRY_SECONDS)}, lang=lang)
        self.inside += 1
        try:
            async with self.benches:
                return await run_in_threadpool(work)
        finally:
            self.inside -= 1

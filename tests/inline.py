"""Work that threads would do, done at once, in the test's own transaction."""

from __future__ import annotations

from concurrent.futures import Executor, Future


class Inline(Executor):
    def submit(self, fn, /, *args, **kwargs) -> Future:
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

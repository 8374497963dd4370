"""Work for a browser, done by several at once."""

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from playwright.sync_api import Browser

WORKERS = 2  # as many as the machine has cores

Task = TypeVar("Task")


def shared_out(
    tasks: Sequence[Task],
    browser: Callable[[], AbstractContextManager[Browser]],
    do: Callable[[Browser, Task], None],
    *,
    workers: int = WORKERS,
) -> None:
    """Do every task, each in one of the browsers; an error ends its own browser's work and is raised in the end."""
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with browser() as chromium:
                while not waiting.empty() and not errors:
                    do(chromium, waiting.get_nowait())
        except queue.Empty:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asked for the work
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]

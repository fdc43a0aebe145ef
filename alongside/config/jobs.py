"""How the worker keeps its house: finished jobs leave no row, and a long list keeps nobody waiting."""

import asyncio
import signal

from procrastinate import App

# In each one after the other; a list is read beside the clock's work.
QUEUES = ("default", "imports")
GRACE = 2.0  # seconds that a job has to end by itself


def set_up(app: App) -> None:
    """Called once when the job application is ready."""
    app.worker_defaults["delete_jobs"] = "always"


async def work(app: App) -> None:
    """Do what waits in each queue, until somebody asks for the end."""
    async with app.open_async(), asyncio.TaskGroup() as group:
        workers = [group.create_task(work_on(app, queue)) for queue in QUEUES]
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop, workers)


async def work_on(app: App, queue: str) -> None:
    await app.run_worker_async(
        queues=[queue], shutdown_graceful_timeout=GRACE, install_signal_handlers=False
    )


def stop(workers: list[asyncio.Task[None]]) -> None:
    for worker in workers:
        worker.cancel()

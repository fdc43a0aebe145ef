"""How the worker keeps its house: finished jobs leave no row."""

from procrastinate import App


def set_up(app: App) -> None:
    """Called once when the job application is ready."""
    app.worker_defaults["delete_jobs"] = "always"

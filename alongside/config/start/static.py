"""What browsers load, gathered under names that change with their content."""

from django.conf import settings
from django.core.management import call_command

from alongside.config.start.folder import taking_turns
from alongside.config.start.frontend import BUILT
from alongside.config.start.locks import ROOT
from alongside.config.start.stamps import digest_of, is_fresh


def collect() -> None:
    """Gather and compress once per content."""
    stamp = settings.STATIC_ROOT.with_name("collected.stamp")
    with taking_turns(BUILT.parent):
        files = [file for file in BUILT.rglob("*") if file.is_file()]
        digest = digest_of([*files, ROOT / "requirements" / "run.lock"])
        if settings.STATIC_ROOT.exists() and is_fresh(stamp, digest):
            return
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)

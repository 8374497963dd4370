"""What a city may offer beside the pages, and whether it can: letters, phones, films in sign language."""

from portal.doors.health.finding import Finding
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from portal.web import films
from privacy.push import sender
from privacy.vault.keys import KeyRing


def letters_leave(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether letters have a way out."""
    if settings.smtp_host:
        return Finding(is_well=True, what=f"letters leave by {settings.smtp_host}:{settings.smtp_port}")
    well = settings.mode is not Mode.PRODUCTION
    return Finding(well, "letters are printed to the console", "Set VEU_SMTP_HOST.")


def phones_told(settings: Settings, _database: Database, ring: KeyRing) -> Finding:
    """Look whether phones are told, and through whom; the key is made on first use."""
    what = f"phones are told through {settings.push_hosts or 'nobody'}" if settings.push else "no phone is told"
    return Finding(not settings.push or bool(settings.push_hosts and ring.named(sender.KEY)), what, "VEU_PUSH_HOSTS")


def films_are_whole(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether each film in sign language can be shown: with captions, its text, and small enough for a phone."""
    lacking = films.missing(settings)
    what = f"not shown: {', '.join(lacking)}" if lacking else f"{len(films.films(settings))} films in sign language"
    return Finding(not lacking, what, f"Give each a .vtt, a .txt, and at most {films.LARGEST:,} bytes.")

"""What can be asked of the vault without opening anything."""

from sqlmodel import Session, col, select

from portal.ground.vault.models import VaultKey


def epochs_in_use(session: Session) -> tuple[int, ...]:
    """List the weeks under whose keys somebody's key is still wrapped."""
    return tuple(session.exec(select(VaultKey.epoch).distinct().order_by(col(VaultKey.epoch))))

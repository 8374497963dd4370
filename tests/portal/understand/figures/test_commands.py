"""`veu release` and `veu verify` as a city's staff meet them."""

import re
from datetime import timedelta

from click.testing import CliRunner, Result
from sqlalchemy import text

from portal.commands import release, verify
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.voting import service as voting
from portal.listen.voting.rules import Drafted
from portal.understand.figures import queries
from portal.understand.figures.ledger import public_file


def veu_release(*words: str) -> Result:
    """Run `veu release`."""
    return CliRunner().invoke(release.command, list(words))


def veu_verify() -> Result:
    """Run `veu verify`."""
    return CliRunner().invoke(verify.command)


def test_what_is_due_is_published_and_verified(town: Database) -> None:
    done = veu_release("--due")
    assert (done.exit_code, done.output) == (0, "2 published.\n")
    assert veu_release("--due").output == "0 published.\n"
    checked = veu_verify()
    assert checked.exit_code == 0
    found, kept = checked.output.splitlines()
    assert found == (
        "Privacy ledger: 7 rows hold: 2 plans, 2 releases, 48 numbers; the public file has 7 of them."
        " Audit log: 1 entry holds. Polls: 0 results hold. Rankings: 0 hold."
    )
    assert kept.startswith("Keep this apart from this machine")


def test_one_period_is_published_once(town: Database) -> None:
    first = veu_release("needs", "2026-W28")
    assert (first.exit_code, first.output) == (0, "needs 2026-W28 published.\n")
    with town.reading() as session:
        before = queries.by_reference(session, "needs-2026-W28")
    again = veu_release("needs", "2026-W28")
    assert (again.exit_code, again.output) == (0, "needs 2026-W28 was published before, and stays as it is.\n")
    with town.reading() as session:
        assert queries.by_reference(session, "needs-2026-W28") == before


def test_what_a_year_would_be_worth_is_said_before_it_is_paid_for(town: Database) -> None:
    said = veu_release("needs", "--outlook")
    assert said.exit_code == 0, said.output
    assert "needs 2026: every week, 24 numbers, paid once." in said.output
    assert "every week: about 0 a number, ± 15, more noise than number" in said.output
    assert "None says anything." in said.output, "nothing was released of this city yet"
    assert veu_verify().output.startswith("Privacy ledger: 0 rows"), "and nothing was spent"


def test_how_often_is_chosen_for_the_next_year_that_is_paid_for(town: Database) -> None:
    veu_release("--due")
    said = veu_release("needs", "--every", "quarter")
    assert said.exit_code == 0, said.output
    assert "needs 2027: every quarter" in said.output, "this year's is paid for and stays as it is"
    assert veu_release("weather", "--every", "quarter").exit_code == 2
    assert veu_release("needs", "--every", "day").exit_code == 2


def test_wrong_words_end_with_2(town: Database) -> None:
    alone = ((), ("needs",), ("needs", "2026-W28", "--due"), ("--due", "--take-back"))
    for words in (*alone, ("dragons", "2026-W28"), ("needs", "July")):
        assert veu_release(*words).exit_code == 2


def test_a_period_that_is_not_due_is_refused_before_anything_is_written(town: Database) -> None:
    first = "The first that may be released is 2026-W28, from 2026-07-20 on."
    for statistic, period, why in (
        ("needs", "2025-W28", f"nothing was counted in it, or it was given up. {first}"),
        ("needs", "2026-W27", f"nothing was counted in it, or it was given up. {first}"),
        ("needs", "2026-W30", f"open until 2026-08-03. {first}"),
        ("needs", "2027-W01", f"open until 2027-01-18. {first}"),
        ("anonymous", "2026-W27", f"nothing was counted in it, or it was given up. {first}"),
        ("effort", "2026-W28", "not a period of its plan, which has one a year in 2026. The first"),
    ):
        refused = veu_release(statistic, period)
        assert refused.exit_code == 1, (statistic, period)
        assert refused.output.startswith(f"Error: {statistic} {period}: {why}")
        assert len(refused.output.splitlines()) == 1
    assert veu_verify().output.startswith("Privacy ledger: 0 rows hold"), "nothing is spent"
    assert veu_release("needs", "2026-W28").exit_code == 0, "the control"
    assert "2026-W30" in veu_release("needs", "2026-W30").output
    assert veu_verify().exit_code == 0


def test_no_period_is_released_where_counting_has_not_begun(town: Database) -> None:
    with town.writing() as session:
        session.execute(text("DELETE FROM understand_start"))
    refused = veu_release("needs", "2026-W28")
    assert refused.exit_code == 1
    assert "Counting has not begun" in refused.output


def test_a_period_that_is_open_ends_with_1_and_one_line(town: Database, frozen_clock: FrozenClock) -> None:
    frozen_clock.advance(timedelta(days=-1))
    refused = veu_release("needs", "2026-W28")
    assert refused.exit_code == 1
    assert "open until 2026-07-20" in refused.output
    assert len(refused.output.splitlines()) == 1


def test_verifying_names_the_release_that_was_changed(town: Database) -> None:
    veu_release("--due")
    with town.writing() as session:
        session.execute(text("UPDATE understand_release SET half_width = 3 WHERE reference = 'needs-2026-W28'"))
    checked = veu_verify()
    assert checked.exit_code == 1
    assert checked.output.startswith("Privacy ledger: release needs-2026-W28: its column half_width is not what row 4")


def test_verifying_names_the_entry_of_the_audit_log_that_was_changed(town: Database) -> None:
    with town.writing() as session:
        for issue in range(3):
            record(session, actor="staff:7", act="issue.hide", object=f"issue:{issue}")
    assert veu_verify().exit_code == 0
    with town.writing() as session:
        where = "" if town.is_sqlite else " ON ground_audit_entry"
        session.execute(text(f"DROP TRIGGER ground_audit_entry_no_change{where}"))
        session.execute(text("UPDATE ground_audit_entry SET actor = 'staff:8' WHERE seq = 2"))
    checked = veu_verify()
    assert checked.exit_code == 1
    assert "Audit log: entry 2 was changed" in checked.output


def test_verifying_names_the_poll_whose_result_was_changed(town: Database, settings: Settings) -> None:
    words, now = {"ca": "?"}, clock.now()
    drafted = Drafted(words, words, (words, words), now - timedelta(days=8), now + timedelta(days=1))
    with town.writing() as session:
        poll = voting.draft(session, poll=drafted, zone=settings.zone)
        voting.publish(session, poll.id or 0)
        poll.closes_at = now - timedelta(days=1)
        voting.close(session, poll_id=poll.id or 0)
    assert "Polls: 1 result holds." in veu_verify().output
    with town.writing() as session:
        session.execute(text("""UPDATE listen_poll SET tally = '{"o1": 1, "o2": 0}'"""))
    checked = veu_verify()
    assert checked.exit_code == 1
    named = f"Polls: poll {poll.reference}: its result is not what its ballots come to."
    assert named in checked.output.splitlines()


def test_taking_back_where_nothing_is_lost_says_so(town: Database) -> None:
    veu_release("--due")
    done = veu_release("--take-back")
    assert done.output == "0 rows taken back from the public file; 0 periods given up as spent.\n"


def test_a_ledger_file_that_is_damaged_or_lost_is_named_and_nothing_is_done(town: Database, settings: Settings) -> None:
    veu_release("--due")
    file = settings.ledger_folder / public_file.NAME
    whole = file.read_text()
    for wrong, named in ((whole + '{"seq": 8', "line 8 is no ledger row"), ("", "There is no public ledger file")):
        file.write_text(wrong)
        for asked in (("--take-back",), ("--due",), ("needs", "2026-W29")):
            refused = veu_release(*asked)
            assert refused.exit_code == 1, asked
            assert "cancelled" not in refused.output
        assert named in veu_release("--take-back").output
        assert veu_verify().exit_code == 1
    done = veu_release("--new-file")
    assert (done.exit_code, done.output) == (0, f"{file} has all 7 rows of the database.\n")
    assert file.read_text() == whole
    assert veu_verify().exit_code == 0


def test_what_was_kept_of_an_older_look_is_asked_for_again(town: Database, settings: Settings) -> None:
    """Also of the audit log, which anybody who may write to the database can cut off at its end."""
    veu_release("--due")
    with town.writing() as session:
        record(session, actor="staff:7", act="issue.hide", object="issue:1")
    looked = veu_verify()
    assert looked.exit_code == 0
    kept = re.findall(r"--head (\S+)", looked.output.splitlines()[-1])
    assert [each.split(":")[0] for each in kept] == ["ledger", "audit"]
    asked = [word for each in kept for word in ("--head", each)]
    assert CliRunner().invoke(verify.command, asked).exit_code == 0
    with town.writing() as session:
        session.execute(text("DROP TRIGGER ground_audit_entry_no_delete"))
        session.execute(text("DELETE FROM ground_audit_entry WHERE act = 'issue.hide'"))
    assert veu_verify().exit_code == 0, "the control: the chain alone cannot know"
    cut = CliRunner().invoke(verify.command, asked)
    assert cut.exit_code == 1
    assert "Audit log: entry 2 was changed, or one before it is missing." in cut.output
    assert CliRunner().invoke(verify.command, ["--head", "15"]).exit_code == 2

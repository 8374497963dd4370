"""Says of everything that is stored what it is for, on which legal ground, who sees it, and in which form it lies.

The keys are "table.column"; a test compares them with the real tables, both ways. A new column is one word in
`_TABLES`, under the purpose it serves. The words in `why` are codes. The legal grounds are the
usual ones of a European city; a city's own notice may name others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Where the law allows it: articles of the GDPR."""

    NOT_PERSONAL = "none"
    CONSENT = "6(1)(a)"
    LEGAL_DUTY = "6(1)(c)"
    PUBLIC_TASK = "6(1)(e)"
    EXPLICIT_CONSENT = "9(2)(a)"  # a vote or a support can tell a political opinion


class Eyes(StrEnum):
    """Who sees it on a page. What nobody sees is used by the machine alone."""

    EVERYONE = "everyone"
    PERSON = "person"  # the one it is about, by account or code
    DESK = "desk"  # staff with the task
    CREW = "crew"  # those who go there
    AUDITOR = "auditor"


class Form(StrEnum):
    """How it lies in the database."""

    PLAIN = "plain"
    KEYED_HASH = "keyed_hash"  # nothing can be read back from it
    SEALED = "sealed"  # encrypted, bound to its row
    VAULT = "vault"  # encrypted under a key of its own person, in the vault's table


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a value is kept, the ground, who sees it, its form."""

    why: str
    ground: Ground
    seen_by: tuple[Eyes, ...] = ()
    form: Form = Form.PLAIN

    @property
    def is_personal(self) -> bool:
        """Say whether the value is personal data."""
        return self.ground is not Ground.NOT_PERSONAL


class NoPurpose(LookupError):
    """Nobody said what this is for, so it may not be stored."""


PUBLIC = Purpose("inform_everyone", Ground.NOT_PERSONAL, (Eyes.EVERYONE,))
PUBLISHED = Purpose("publish_report", Ground.PUBLIC_TASK, (Eyes.EVERYONE,))  # redacted, and only if its author agreed
MACHINE = Purpose("run_portal", Ground.NOT_PERSONAL)
DRAFT = Purpose("keep_draft", Ground.PUBLIC_TASK, (Eyes.PERSON,), Form.SEALED)
DRAFT_PARTS = Purpose("keep_draft", Ground.PUBLIC_TASK)
DRAFT_NAME = Purpose("keep_draft", Ground.PUBLIC_TASK, (), Form.KEYED_HASH)
CASE = Purpose("handle_report", Ground.PUBLIC_TASK, (Eyes.PERSON, Eyes.DESK))
CASE_CODE = Purpose("find_own_report", Ground.PUBLIC_TASK, (), Form.KEYED_HASH)
CASE_PLACE = Purpose("find_the_place", Ground.PUBLIC_TASK, (Eyes.PERSON, Eyes.CREW), Form.VAULT)
CASE_CONTACT = Purpose("answer_person", Ground.CONSENT, (Eyes.PERSON,), Form.VAULT)
SUPPORT = Purpose("count_support_once", Ground.EXPLICIT_CONSENT, (), Form.KEYED_HASH)
VOTE = Purpose("count_vote_once", Ground.EXPLICIT_CONSENT, (), Form.KEYED_HASH)
CHOICE = Purpose("count_votes", Ground.EXPLICIT_CONSENT)
ACCOUNT = Purpose("sign_in", Ground.CONSENT, (Eyes.PERSON,))
ACCOUNT_NAME = Purpose("sign_in", Ground.CONSENT, (), Form.KEYED_HASH)
ACCOUNT_ROOT = Purpose("sign_in", Ground.CONSENT, (), Form.SEALED)
LINK_ADDRESS = Purpose("sign_in", Ground.CONSENT, (), Form.VAULT)
STATISTICS = Purpose("count_voices", Ground.PUBLIC_TASK)
STATISTICS_NAME = Purpose("count_voices", Ground.PUBLIC_TASK, (), Form.KEYED_HASH)
STATISTICS_WAY_BACK = Purpose("correct_statistics", Ground.PUBLIC_TASK, (), Form.SEALED)
KEYS = Purpose("keep_secrets", Ground.PUBLIC_TASK, (), Form.SEALED)
KEY_NAMES = Purpose("keep_secrets", Ground.PUBLIC_TASK)
ACTS_OF_STAFF = Purpose("account_for_staff", Ground.LEGAL_DUTY, (Eyes.AUDITOR,))

_TABLES: dict[str, dict[Purpose, str]] = {
    "city_account": {
        ACCOUNT_NAME: "handle",
        ACCOUNT: "id role reference locale used_on",
    },
    "city_session": {ACCOUNT_NAME: "id", ACCOUNT_ROOT: "sealed_root", ACCOUNT: "account_id site created_at seen_at"},
    "city_sign_in_link": {
        ACCOUNT_NAME: "id",
        ACCOUNT_ROOT: "sealed_root",
        ACCOUNT: "site role locale expires_at",
        LINK_ADDRESS: "email secret",
    },
    "city_issue": {
        PUBLISHED: "title title_language description description_language place_words place_language public_lat"
        " public_lon cell feature",
        PUBLIC: "id reference service_code district_code status outcome is_open reported_on updated_on closed_on due_on"
        " severity origin published_at hidden duplicate_of version",
    },
    "city_issue_photo": {PUBLISHED: "alt language media_key small_key width height", PUBLIC: "issue_id number"},
    "city_timeline_entry": {PUBLIC: "id issue_id on_date kind outcome note_code notes visible"},
    "city_jurisdiction": {
        PUBLIC: "id names prefix official_languages help_phone help_hours emergency_number publication_delay_hours"
        " yearly_epsilon holidays"
    },
    "city_district": {PUBLIC: "code name language population boundary edition sort_order south west north east active"},
    "city_street": {PUBLIC: "id name language district_code latitude longitude search_key initial"},
    "city_landmark": {PUBLIC: "id name language kind district_code latitude longitude search_key"},
    "city_service": {
        PUBLIC: "code group_code group_names names hints icon sensitive public_point never_on_map due_days"
        " shows_emergency sort_order active_from_week retired_from_week"
    },
    "city_page": {PUBLIC: "name source_locale published published_on version"},
    "city_text": {
        PUBLIC: "kind code locale texts state source_locale source_hash shown shown_hash file_hash written_on"
        " reviewed_on version"
    },
    "listen_draft": {DRAFT_NAME: "id", DRAFT: "sealed", DRAFT_PARTS: "expires_at"},
    "listen_draft_photo": {DRAFT_PARTS: "media_key draft_id"},
    "listen_phone_receipt": {DRAFT_NAME: "id", DRAFT: "sealed", DRAFT_PARTS: "expires_at"},
    "listen_report": {
        CASE_CODE: "tracking",
        CASE_CONTACT: "email push",
        CASE_PLACE: "point place landmark",
        STATISTICS_WAY_BACK: "sealed_voice",
        CASE: "id reference status service_code district_code description language locale street_id public_cell"
        " may_publish has_contact has_push channel filed_at due_on publish_after asked_on ended_on issue_id reason"
        " has_news version",
    },
    "listen_attachment": {CASE: "id report_id number media_key width height description found"},
    "listen_case_message": {CASE: "id report_id kind text language sent_at"},
    "listen_barrier": {
        CASE_CONTACT: "email",
        CASE: "id reference once words page language locale has_contact told_on first_on answered_on version",
    },
    "listen_barrier_answer": {CASE: "barrier_id step reply words said_on"},
    "listen_support": {SUPPORT: "mark", MACHINE: "issue_id given"},
    "listen_poll": {
        PUBLIC: "id reference question summary options opens_at closes_at closing_week published cancelled tally"
        " noted version"
    },
    "listen_ballot": {VOTE: "mark", CHOICE: "poll_id option"},
    "ground_contribution": {STATISTICS_NAME: "unit", STATISTICS: "family win slot week cell handle"},
    "ground_vault_key": {KEYS: "wrapped", KEY_NAMES: "subject epoch dek_version"},
    "ground_vault_field": {KEYS: "sealed", KEY_NAMES: "subject table_name column_name row purpose"},
    "ground_job": {MACHINE: "id kind payload key run_at attempts locked_until failed_reason"},
    "ground_schedule": {MACHINE: "kind next_at"},
    "ground_public_state": {MACHINE: "id version"},
    "ground_audit_entry": {ACTS_OF_STAFF: "seq at actor act object facts salt digest previous hash"},
    "decide_solution": {
        PUBLIC: "id reference titles summaries effects cost_cents services districts relief_percent relief_low_percent"
        " relief_high_percent published published_on version"
    },
    "decide_ranking": {PUBLIC: "id digest cause made_at inputs outcome"},
    "decide_weights": {PUBLIC: "id anonymous open_issue severity age cost weeks set_by since"},
    "doors_import_run": {MACHINE: "id source file_digest map_digest started_at rows rejects_bytes counts finished"},
    "doors_imported_request": {MACHINE: "source external_id reference run_id row"},
    "understand_ledger_row": {PUBLIC: "seq previous kind year plan_id statistic period body hash"},
    "understand_pot": {PUBLIC: "year pot quota nano_epsilon nano_rho converted"},
    "understand_cadence": {PUBLIC: "statistic cadence"},
    "understand_lease": {MACHINE: "plan_id period until"},
    "understand_start": {MACHINE: "id week"},
    "understand_stretch": {MACHINE: "name first_week last_week"},
    "understand_turnout": {MACHINE: "poll week"},
    "understand_release": {
        PUBLIC: "reference seq plan_id statistic family period year first_week end_week measured_on mechanism"
        " scale_milli half_width nano_epsilon nano_rho unit bound l1 keys numbers domain software payload_hash"
        " kept_share kept_low kept_high kept_period"
    },
}
_PURPOSES = {
    f"{table}.{column}": purpose
    for table, purposes in _TABLES.items()
    for purpose, columns in purposes.items()
    for column in columns.split()
}


def purpose_of(column: str) -> Purpose:
    """Say what "table.column" is for; raises NoPurpose."""
    try:
        return _PURPOSES[column]
    except KeyError:
        raise NoPurpose(column) from None


def columns() -> frozenset[str]:
    """List the columns of real tables that have a purpose."""
    return frozenset(column for column, purpose in _PURPOSES.items() if purpose.form is not Form.VAULT)


def vaulted() -> frozenset[str]:
    """List what belongs to a table's rows but lies in the vault, under the person's own key."""
    return frozenset(_PURPOSES) - columns()


def personal() -> Iterator[tuple[str, Purpose]]:
    """List personal data only: tests hold it to rules. A city can begin its record of processing (Art. 30) with it."""
    return ((column, purpose) for column, purpose in _PURPOSES.items() if purpose.is_personal)

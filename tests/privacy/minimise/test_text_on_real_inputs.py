"""How much personal data is found in texts and ids that nobody here wrote, and how much where there is none."""

import csv
import gzip
import json
from pathlib import Path

from privacy.minimise.text import find

SOUGHT = {"EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN"}
BESIDE = {"US_DRIVER_LICENSE", "PERSON", "STREET_ADDRESS"}  # found now and then
SCHEMES = {
    *("ad nrt", "ar cuit", "cn ric", "de idnr", "eg tn", "es ccc", "es dni", "es iban", "es nie", "fr nif", "fr nir"),
    *("gb nhs", "mx curp", "pt cc", "us atin", "us itin", "us ssn", "us tin"),
}


def test_what_is_found_in_synthetic_texts(shared_pii: Path) -> None:
    """1,500 texts with marked spans. Their telephone numbers are invented, for twenty countries: few are valid."""
    texts = json.loads(gzip.decompress((shared_pii / "presidio_synth_dataset_v2.json.gz").read_bytes()))
    hits: dict[str, list[bool]] = {kind: [] for kind in SOUGHT}
    right: list[bool] = []
    for text in texts:
        spans = find(text["full_text"], regions=("US", "GB", "FR", "ES"))
        marked = [(each["entity_type"], each["start_position"], each["end_position"]) for each in text["spans"]]
        for kind, start, end in marked:
            if kind in SOUGHT:
                covered = sum(max(0, min(span.end, end) - max(span.start, start)) for span in spans)
                hits[kind].append(covered >= 0.9 * (end - start))
        personal = [(start, end) for kind, start, end in marked if kind in SOUGHT | BESIDE]
        right += [any(span.start < end and start < span.end for start, end in personal) for span in spans]
    recall = {kind: sum(found) / len(found) for kind, found in hits.items()}
    assert min(recall[kind] for kind in SOUGHT - {"PHONE_NUMBER"}) == 1
    assert recall["PHONE_NUMBER"] >= 0.9
    assert sum(right) / len(right) >= 0.98


def test_every_valid_id_of_a_person_is_found(shared_pii: Path) -> None:
    """Of 18 schemes that name persons or their accounts, every valid number; the other schemes name companies."""
    with (shared_pii / "national_ids_stdnum_doctests.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if f"{row['country']} {row['scheme']}" in SCHEMES]
    valid = [row["input"] for row in rows if row["verdict"] == "valid"]
    assert len(valid) >= 20
    assert [number for number in valid if sum(span.end - span.start for span in find(number)) < 0.9 * len(number)] == []

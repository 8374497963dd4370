"""What a rule found: which rule, what is wrong, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `where` is a path in the page, a selector of a sheet, or an address."""

    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}" + (f" [{self.where}]" if self.where else "")

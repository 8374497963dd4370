"""The few cookies that the portal sets, each `__Host-`: bound to this host, and sent over https or localhost only."""

from datetime import timedelta

from fastapi import Response


def set_cookie(answer: Response, name: str, value: str, *, lifetime: timedelta, strict: bool = False) -> None:
    """Set a cookie that no script can read."""
    answer.set_cookie(
        name,
        value,
        max_age=int(lifetime.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict" if strict else "lax",
    )


def forget_cookie(answer: Response, name: str) -> None:
    """Make the browser forget a cookie."""
    answer.delete_cookie(name, path="/", secure=True, httponly=True)

"""What is printed when everything runs: where to go, and who to be."""

from __future__ import annotations

PASSWORD = "demo-partnership"  # noqa: S105 -- known to everybody, exists in the demo only
SIGN_INS = {
    "coordinator@demo.example": "plans meetings, invites leaders, watches what is late",
    "officer@demo.example": "logs meetings and keeps promises, best seen on a phone",
    "leader@demo.example": "answers invitations, says whether a promise was kept",
    "admin@demo.example": "looks after accounts and settings",
}
LINE = "-" * 78


def welcome(mode: str, port: int) -> str:
    lines = [f"Liaison is ready: http://127.0.0.1:{port}", ""]
    if mode == "demo":
        lines += [
            f"Sign in as one of these, each with the password {PASSWORD}",
            *(f"  {address:<26} {purpose}" for address, purpose in SIGN_INS.items()),
            "The city and everybody in it are invented. No message leaves this machine.",
        ]
    else:
        lines += [
            "The first account, typed in a second terminal:",
            "  .venv/bin/python manage.py create_coordinator you@your-department.example",
        ]
    lines += ["", "Ctrl-C stops everything; the next start keeps the data."]
    return "\n".join(["", LINE, *lines, LINE, ""])

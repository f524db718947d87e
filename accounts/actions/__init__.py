"""What may be done with accounts: invitations, users, tokens of programs."""

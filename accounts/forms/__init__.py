"""Forms of accounts: signing in (allauth's, in our words), one's own, other people's."""

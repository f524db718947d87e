"""Users, roles, invitations to sign up."""

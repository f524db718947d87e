"""Series, meetings, invitations and RSVP, attendance, minutes, reminders, commitments."""

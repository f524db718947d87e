"""Concerns: heard at once, answered by a person in time, closed with the one who raised them."""

from __future__ import annotations


def test_start_opens_without_account(client, db):
    response = client.get("/")

    assert "Liaison" in response.content.decode()

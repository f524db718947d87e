from __future__ import annotations

import threading

import pytest

from outbox.clerk import Clerk


def fail():
    raise RuntimeError("the disk is full")


@pytest.mark.django_db(transaction=True)
def test_clerk_works_beside_its_caller():
    threads = []
    with Clerk() as clerk:
        clerk.start(lambda: threads.append(threading.current_thread()))
        clerk.wait()

    assert threads != [threading.current_thread()]


@pytest.mark.django_db
def test_clerk_inside_a_transaction_works_at_once():
    threads = []
    with Clerk() as clerk:
        clerk.start(lambda: threads.append(threading.current_thread()))

    assert threads == [threading.current_thread()]


@pytest.mark.django_db(transaction=True)
def test_clerk_does_one_thing_after_the_other():
    done = []
    with Clerk() as clerk:
        for number in range(50):
            clerk.start(lambda number=number: done.append(number))

    assert done == list(range(50))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ask", ["wait", "start", "leave"])
def test_clerk_tells_what_stopped_it(ask):
    with pytest.raises(RuntimeError, match="the disk is full"), Clerk() as clerk:  # noqa: PT012
        clerk.start(fail)
        if ask == "wait":
            clerk.wait()
        if ask == "start":
            clerk.start(fail)

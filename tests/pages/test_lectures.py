"""Readings beside the pages: one for one state, cancelled at will, the oldest forgotten first."""

from __future__ import annotations

import threading
import time
from functools import partial

import pandas as pd

from analytics.amorce import read_published
from analytics.deposits import Examined, examine
from analytics.intake import Reading, Upload
from analytics.publications import merged_with
from pages.commun.depot.lectures import KEPT, ROWS, Lectures
from tests.intake.fabrique import flat_csv

NOTHING = Examined(None, None, ())


def test_the_same_state_is_read_once():
    known, made = Lectures(), []
    for _ in range(3):
        lecture = known.demander("a", lambda **how: made.append(1) or NOTHING)
        assert lecture.attendre(5)
    assert made == [1] and lecture.resultat is NOTHING


def test_a_reading_that_fails_says_why_and_ends():
    def broken(**how):
        raise ValueError("panne")

    lecture = Lectures().demander("a", broken)
    assert lecture.attendre(5) and str(lecture.erreur) == "panne" and lecture.resultat is None


def test_the_oldest_finished_readings_are_forgotten_and_never_one_under_way():
    known, end = Lectures(), threading.Event()
    slow = known.demander("lente", lambda **how: end.wait(10) and NOTHING)
    for number in range(2 * KEPT):
        known.demander(str(number), lambda **how: NOTHING).attendre(5)
    assert known.demander("lente", lambda **how: None) is slow
    end.set()
    assert slow.attendre(5)


def test_readings_that_hold_too_many_rows_are_forgotten_but_the_last():
    known = Lectures()
    whole = Reading([], [], {"initiatives": pd.DataFrame({"a": range(ROWS // 2 + 1)})}, {}, [], [])
    for key in ("a", "b", "c"):
        known.demander(key, lambda **how: Examined(whole, None, ())).attendre(5)
    again = known.demander("d", lambda **how: NOTHING)
    assert again.attendre(5) and known.demander("c", lambda **how: None).resultat.reading is whole
    assert known.demander("a", lambda **how: NOTHING).attendre(5)
    assert known.demander("a", lambda **how: None).resultat is NOTHING


def test_two_hundred_thousand_rows_are_cancelled_at_once_and_the_server_goes_on():
    published = merged_with({}, read_published().frames)
    uploads = [Upload("grand.csv", flat_csv(200_000))]
    known = Lectures()
    lecture = known.demander("grand", partial(examine, uploads, published))
    deadline = time.monotonic() + 60
    while lecture.etape is None and time.monotonic() < deadline:
        time.sleep(0.005)
    assert lecture.etape.phrase.startswith("Lecture de grand.csv (1 de 3)")
    asked = time.monotonic()
    lecture.annuler()
    assert lecture.attendre(5) and lecture.annulee and lecture.resultat is None
    assert time.monotonic() - asked < 1
    small = known.demander("petit", partial(examine, [Upload("petit.csv", flat_csv(2))], published))
    assert small.attendre(30) and small.resultat.reading.publiable

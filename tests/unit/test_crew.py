"""Crews: outcomes in order, a task that hangs or dies is lost alone."""

import os
import time

from perfrules.cli.crew import Crew, Loss, Lost, usual_size


def prepare(factor: int) -> int:
    return factor


def work(factor: int, task: int) -> int:
    if task == 3:
        os._exit(7)
    if task == 5:
        time.sleep(60)
    return factor * task


def test_outcomes_come_in_order_and_losses_alone() -> None:
    with Crew(2, prepare, work, 10, seconds=1) as crew:
        outcomes = list(crew.run(range(9)))
    wanted = [(task, task * 10) for task in range(9)]
    wanted[3], wanted[5] = (3, Lost(Loss.CRASH)), (5, Lost(Loss.TIME))
    assert outcomes == wanted


def test_without_a_limit_and_without_tasks() -> None:
    with Crew(1, prepare, work, 2) as crew:
        assert list(crew.run([])) == []
        assert list(crew.run([1, 2])) == [(1, 2), (2, 4)]


def test_a_machine_has_a_processor() -> None:
    assert usual_size() >= 1


def test_many_losses_lose_nothing_else() -> None:
    """Tasks that were given ahead to a process that is lost are done by another."""
    with Crew(3, prepare, work, 10, seconds=5) as crew:
        outcomes = list(crew.run([1, 3, 3, 2, 3, 4, 3, 3, 6]))
    assert [outcome if isinstance(outcome, int) else outcome.loss for _, outcome in outcomes] == [
        *(10, Loss.CRASH, Loss.CRASH, 20, Loss.CRASH, 40, Loss.CRASH, Loss.CRASH, 60)
    ]

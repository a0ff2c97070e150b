"""Runs the contestants of one scenario in turns and reckons what came of it."""
import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass, field

from .processes import BenchmarkError

YARDSTICKS = ("libtorrent", "scp", "rsync")
TROUBLE = (BenchmarkError, OSError, subprocess.SubprocessError, ValueError, KeyError)


@dataclass
class Result:
    """What one contestant did in one scenario; times are in seconds."""

    name: str
    verified: str
    encrypted: str
    seconds: list = field(default_factory=list)
    process_seconds: list = field(default_factory=list)
    memory: dict = field(default_factory=dict)
    ratios: dict = field(default_factory=dict)
    process_ratios: dict = field(default_factory=dict)
    failed: str = ""

    @property
    def median(self):
        """The middle of its times."""
        return statistics.median(self.seconds)

    @property
    def process_median(self):
        """The middle of the times of the whole process; of a program that is no more than its transfer, the same."""
        return statistics.median(self.process_seconds) if self.process_seconds else self.median


@dataclass
class Scenario:
    """A load, and whether each run uses fresh processes."""

    name: str
    title: str
    load: object
    cold: bool
    results: list = field(default_factory=list)
    skipped: dict = field(default_factory=dict)


def race(scenario, kinds, rounds, work, tell):
    """Runs every contestant once a round, the order turned by one each round; fills the scenario's results."""
    runners = []
    try:
        for kind in kinds:
            runner = kind(scenario.load, work / f"{scenario.name}-{kind.name}", scenario.cold)
            reason = runner.missing()
            if reason:
                scenario.skipped[kind.name] = reason
                continue
            result = Result(runner.name, runner.verified, runner.encrypted)
            scenario.results.append(result)
            runners.append((runner, result))
            attempt(result, lambda runner=runner: prepare(runner, tell))
        for number in range(rounds):
            turn = number % len(runners) if runners else 0
            for runner, result in runners[turn:] + runners[:turn]:
                if not result.failed:
                    attempt(result, lambda runner=runner, result=result: measure(runner, result, tell))
    finally:
        for runner, result in runners:
            attempt(result, runner.finish)
            result.memory = runner.memory()
            shutil.rmtree(runner.work, ignore_errors=True)
    compare(scenario.results)


def attempt(result, step):
    """Makes a step; a failure ends this contestant's part, not the benchmark."""
    try:
        step()
    except TROUBLE as trouble:
        result.failed = result.failed or f"{type(trouble).__name__}: {trouble}"


def prepare(runner, tell):
    runner.work.mkdir(parents=True)
    tell(f"{runner.name}: preparing")
    runner.prepare()
    for _ in range(0 if runner.cold else runner.warm_ups):
        runner.run()


def measure(runner, result, tell):
    # Nobody pays for what another has left to be written.
    os.sync()
    run = runner.run()
    if not runner.check():
        raise BenchmarkError("the copy has other bytes than the original")
    result.seconds.append(run.seconds)
    if run.process_seconds:
        result.process_seconds.append(run.process_seconds)
    # The copy stays with those that must notice that it goes; the next run removes it.
    tell(f"{runner.name}: {run.seconds:.3f} s")


def compare(results):
    """Fills in the ratios of the medians to those of the yardsticks that ran."""
    done = {result.name: result for result in results if result.seconds and not result.failed}
    for result in done.values():
        for name in YARDSTICKS:
            if name in done:
                result.ratios[name] = result.median / done[name].median
                result.process_ratios[name] = result.process_median / done[name].process_median

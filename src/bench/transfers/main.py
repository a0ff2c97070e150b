"""The command line of the benchmark, and the order of what it does."""
import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from . import alone, chart, peer, report
from .ceiling import Ceiling, CeilingEncrypted
from .contestant import make_large, make_small
from .copying import Cp, Rsync, Scp
from .ours import Ours, OursEncrypted
from .race import TROUBLE, Scenario, race
from .torrent import Libtorrent
from .web import Aria2, Curl

CONTESTANTS = (Ours, OursEncrypted, Ceiling, CeilingEncrypted, Cp, Scp, Rsync, Libtorrent, Curl, Aria2)
RACES = ("large-warm", "large-cold", "small-warm", "small-cold")
FIGURES = ("holders", "resume", "swarm")
QUICK = {"mib": 64, "small_files": 200, "rounds": 2, "peers": 4, "swarm_mib": 16}


def arguments():
    known = ", ".join(kind.name for kind in CONTESTANTS)
    parser = argparse.ArgumentParser(
        prog="src/bench/run",
        description="Runs our transfers and other programs' in turns, on this machine's loopback only, and prints "
        "medians, spreads and ratios. Programs that are not installed are listed as skipped.",
        epilog=f"Contestants: {known}. Scenarios: {', '.join(RACES + FIGURES)}. JAVA and JAVA_OPTIONS of the "
        "environment choose and tune the Java that runs ours.",
    )
    parser.add_argument("--rounds", type=positive, default=5, help="measured runs of each (default: %(default)s)")
    parser.add_argument("--mib", type=positive, default=1024, help="size of the large file (default: %(default)s)")
    parser.add_argument("--small-files", type=positive, default=2000, help="how many of 64 KiB (default: %(default)s)")
    parser.add_argument("--peers", type=positive, default=30, help="peers of the swarm (default: %(default)s)")
    parser.add_argument("--swarm-mib", type=positive, default=64, help="file of the swarm (default: %(default)s)")
    parser.add_argument("--only", metavar="NAMES", default="", help="only these contestants and scenarios, with commas")
    parser.add_argument("--quick", action="store_true", help="a small load, to see that all of it works")
    parser.add_argument("--json", metavar="FILE", help="write everything that was measured")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables")
    parser.add_argument("--svg", metavar="FILE", help="draw it")
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder")
    chosen = parser.parse_args()
    if chosen.quick:
        vars(chosen).update(QUICK)
    chosen.only = [name.strip() for name in chosen.only.split(",") if name.strip()]
    for name in chosen.only:
        if name not in RACES + FIGURES + tuple(kind.name for kind in CONTESTANTS):
            parser.error(f"there is no '{name}'; --help lists the names")
    return chosen


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def wanted(names, only):
    """Those of the names that were asked for; all of them if none was."""
    return [name for name in names if name in only] or list(names)


def main():
    """Runs all of it; returns 1 if one of ours failed or missed, else 0."""
    chosen = arguments()
    # Whoever stops it by a signal wants everything ended and tidied, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    peer.build()
    Ours.manual = peer.manual()
    work = Path(tempfile.mkdtemp(prefix="reliablep2p-bench-"))
    scenarios, figures = [], []
    try:
        scenarios = races(chosen, work)
        figures = singles(chosen, work)
    except KeyboardInterrupt:
        print("Stopped; what was measured so far:")
    finally:
        if chosen.keep:
            print(f"Left in {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    asked = {name: value for name, value in vars(chosen).items() if name not in ("json", "markdown", "svg", "keep")}
    whole = report.gathered(asked, scenarios, figures)
    if chosen.json:
        report.write_json(chosen.json, whole)
    if chosen.markdown:
        report.write_markdown(chosen.markdown, whole)
    if chosen.svg:
        chart.draw(chosen.svg, scenarios)
    return 1 if broken(scenarios, figures) else 0


def broken(scenarios, figures):
    """Whether one of ours failed; a figure that falls short is shown, and is no failure of the benchmark."""
    ours = [result for scenario in scenarios for result in scenario.results if result.name.startswith("ours")]
    return any(result.failed for result in ours) or any(f.reason.startswith("failed") for f in figures)


def races(chosen, work):
    names = wanted(RACES, chosen.only) if any_of(RACES, chosen) else []
    kinds = [kind for kind in CONTESTANTS if kind.name in wanted([kind.name for kind in CONTESTANTS], chosen.only)]
    scenarios = []
    large = make_large(work / "large", chosen.mib) if any(name.startswith("large") for name in names) else None
    small = make_small(work / "small", chosen.small_files) if any(name.startswith("small") for name in names) else None
    for name in names:
        load = large if name.startswith("large") else small
        cold = name.endswith("cold")
        title = f"{chosen.mib} MiB" if load is large else f"{chosen.small_files} files of 64 KiB"
        title += ", each run in fresh processes" if cold else ", long-living processes where there are any"
        scenario = Scenario(name, title, load, cold)
        race(scenario, kinds, chosen.rounds, work, progress)
        progress("")
        scenarios.append(scenario)
        print(f"\n{report.scenario_text(scenario)}", flush=True)
    return scenarios


def any_of(names, chosen):
    """Whether some of these scenarios are to run: all are, if none was named."""
    named = [name for name in chosen.only if name in RACES + FIGURES]
    return not named or any(name in names for name in named)


def singles(chosen, work):
    # Whoever asks for some contestants only, and not for these, is not after them.
    names = [name for name in FIGURES if name in chosen.only] if chosen.only else FIGURES
    has_limit = peer.UP_LIMIT in Ours.manual
    runs = min(3, chosen.rounds)
    steps = {
        "holders": (chosen.mib, lambda started: alone.holders(started, runs)),
        "resume": (chosen.mib, alone.resume),
        "swarm": (chosen.swarm_mib, lambda started: alone.swarm(started, chosen.peers)),
    }
    figures = []
    for name in names:
        mib, step = steps[name]
        progress(f"{name}: running")
        load = make_large(work / name / "load", mib)
        try:
            with alone.Alone(load, work / name, has_limit) as started:
                figures.append(step(started))
        except TROUBLE as trouble:
            figures.append(alone.Figure(name, name, "", reason=f"failed: {trouble}"))
        shutil.rmtree(work / name, ignore_errors=True)
    progress("")
    if figures:
        print(f"\n{report.figures_text(figures)}", flush=True)
    return figures


def progress(text):
    """Says on a terminal what goes on, in one line that is overwritten."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

"""What no other program is measured in: slow holders, a killed download, many that want one file at once."""
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from . import peer
from .contestant import same
from .processes import BenchmarkError, on_disk

HOLDERS = 4
HOLDER_BYTES = 20_000_000
# The database peer of the killed download, so that the kill comes at a known point.
RESUME_LIMIT = "200M"
KILLED_AT = 0.6
# Many processes share one machine here; one that is alone takes what it likes.
SWARM_JAVA = ("-Xmx96m", "-XX:+UseSerialGC")


@dataclass
class Figure:
    """One figure: what it is, and whether it is good enough; skipped if `reason` is not empty."""

    name: str
    title: str
    target: str
    value: float = 0.0
    shown: str = ""
    ok: bool = False
    reason: str = ""
    notes: object = None


class Alone:
    """Starts peers in one folder and ends all of them, whatever happens; one for each figure."""

    def __init__(self, load, work, has_limit):
        self.load = load
        self.work = Path(work)
        self.has_limit = has_limit
        self.peers = []

    def __enter__(self):
        peer.library(self.work, self.load)
        return self

    def __exit__(self, *_):
        for started in reversed(self.peers):
            started.end()

    def database(self, options=()):
        """Starts the database peer."""
        started = peer.database(self.work, options)
        self.peers.append(started)
        return started

    def member(self, database, **how):
        """Starts another peer."""
        started = peer.Peer(self.work, database=database.port, **how)
        self.peers.append(started)
        return started

    def check(self, member):
        """Fails unless the member has what it was to fetch."""
        for name in self.load.names:
            if not same(self.load.folder / name, member.home / name):
                raise BenchmarkError(f"{name} of the peer on port {member.port} has other bytes")


def holders(alone, runs):
    """How fast a file comes from four holders that may send 20 MB/s each."""
    figure = Figure("holders", f"{HOLDERS} holders, limited to 20 MB/s each", "at least 76 MB/s")
    if not alone.has_limit:
        figure.reason = f"this version has no {peer.UP_LIMIT}"
        return figure
    name = alone.load.names[0]
    database = alone.database()
    for _ in range(HOLDERS):
        holder = alone.member(database, options=(peer.UP_LIMIT, str(HOLDER_BYTES)))
        holder.connect()
        holder.say(f"get {name}")
        holder.until("fetched")
    getter = alone.member(database)
    getter.connect()
    rates, shares = [], []
    for _ in range(runs):
        (getter.home / name).unlink(missing_ok=True)
        before = database.status()["bytes_up"]
        getter.say(f"get {name}")
        seconds = getter.until("fetched")[1]["seconds"]
        alone.check(getter)
        # What the database peer gave is not the holders' merit.
        given = database.status()["bytes_up"] - before
        shares.append(given)
        rates.append((alone.load.size - given) / seconds / 1e6)
    figure.value = statistics.median(rates)
    figure.shown = f"{figure.value:.1f} MB/s"
    figure.ok = figure.value >= 76
    figure.notes = {"mb_per_s": rates, "bytes_of_database_peer": shares}
    return figure


def resume(alone):
    """What a download that was killed at 60 % fetches when it is begun again."""
    figure = Figure("resume", "kill -9 at 60 %, then again", "at most 41 % fetched again")
    name = alone.load.names[0]
    database = alone.database((peer.UP_LIMIT, RESUME_LIMIT) if alone.has_limit else ())
    first = alone.member(database, script=f"connect; get {name}")
    parts = first.home / ".reliablep2p" / "parts"
    while on_disk(parts) < KILLED_AT * alone.load.size:
        if first.process.poll() is not None:
            raise BenchmarkError("the download was done before it could be killed")
        time.sleep(0.002)
    first.process.kill()
    first.process.wait()
    killed_at = on_disk(parts) / alone.load.size
    second = alone.member(database, port=first.port, script=f"connect; get {name}; status")
    _, status, seen = second.until("status")
    second.rest()
    alone.check(second)
    figure.value = status["bytes_down"] / alone.load.size
    figure.shown = f"{figure.value:.1%} (killed at {killed_at:.1%})"
    # A kill that came late must not make it look better.
    figure.ok = figure.value + max(0.0, killed_at - KILLED_AT) <= 0.41
    resumed = [event.get("resumed") for _, event in seen if event.get("event") == "fetched"]
    figure.notes = {"killed_at": killed_at, "bytes_down": status["bytes_down"], "resumed": resumed}
    return figure


def swarm(alone, size):
    """How many copies the database peer sends when so many peers want one file at once."""
    figure = Figure("swarm", f"{size} peers want one file at once", "at most 3 copies from the database peer")
    name = alone.load.names[0]
    database = alone.database()
    members = [alone.member(database, java_options=SWARM_JAVA) for _ in range(size)]
    for member in members:
        member.connect()
    before = database.status()["bytes_up"]
    begun = time.perf_counter()
    for member in members:
        member.say(f"get {name}")
    ends = [member.until("fetched")[0] for member in members]
    for member in members:
        alone.check(member)
    sent = database.status()["bytes_up"] - before
    figure.value = sent / alone.load.size
    figure.shown = f"{figure.value:.2f} copies, all done in {max(ends) - begun:.1f} s"
    figure.ok = figure.value <= 3
    figure.notes = {"peers": size, "bytes_of_database_peer": sent, "seconds": max(ends) - begun}
    return figure

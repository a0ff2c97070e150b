"""Our own program: as it is, and with every byte over TLS."""
import shutil
import time

from . import peer
from .contestant import Contestant, Run
from .processes import BenchmarkError

# A peer looks at its directory this often at least.
LOOK_SECONDS = 3.0


class Ours(Contestant):
    """Warm keeps a peer and the database peer; cold starts both for each run, and keeps only their keys."""

    name = "ours"
    verified = "SHA-256"
    warm_ups = 2
    options = ()
    database = None
    getter = None
    # What the program says of itself, the same for all scenarios; set before the first is made.
    manual = ""

    def __init__(self, load, work, cold):
        super().__init__(load, work, cold)
        self.encrypted = "no" if peer.TLS_ONLY in self.manual else "yes"
        self.peaks = {}
        self.port = None
        self.database_port = None

    def command(self):
        return f"get {self.load.names[0]}" if self.load.single else "get *"

    def prepare(self):
        peer.library(self.work, self.load)
        self.database = peer.database(self.work, self.options)
        self.database_port = self.database.port
        self.getter = self.start()
        self.port = self.getter.port
        self.getter.connect()
        self.copies = self.getter.home
        if self.cold:
            # The keys are made by now, as are those of the others.
            self.end_both()

    def start(self, script=None):
        return peer.Peer(self.work, self.port, self.database_port, self.options, script)

    def run(self):
        return self.run_cold() if self.cold else self.run_warm()

    def run_warm(self):
        if not self.load.single:
            # Seen before they go, files are surely missed afterwards; one that is named is looked for anyway.
            time.sleep(LOOK_SECONDS)
        self.clear_copies()
        if not self.load.single:
            self.await_noticed()
        begun = self.getter.say(self.command())
        # An answer that comes after all of those to `get`, however many these are.
        self.getter.say("status")
        _, _, seen = self.getter.until("status")
        at, told = self.fetched(seen)
        return Run(at - begun, notes={"told_seconds": told})

    def run_cold(self):
        self.clear_copies()
        self.database = peer.database(self.work, self.options, self.database_port)
        self.getter = self.start(f"connect; {self.command()}; status")
        _, _, seen = self.getter.until("status")
        self.getter.rest()
        wall = time.perf_counter() - self.getter.begun
        _, told = self.fetched(seen)
        self.end_both()
        return Run(told, wall)

    def await_noticed(self):
        """Waits until the peer has seen that its files are gone: a pattern brings only what is not here."""
        end = time.monotonic() + peer.PATIENCE
        while self.getter.status()["held"] > 0:
            if time.monotonic() > end:
                raise BenchmarkError("the peer does not notice that its files are gone")
            time.sleep(0.05)

    def clear_copies(self):
        self.put_away(*(self.copies / name for name in self.load.names))

    def fetched(self, seen):
        """When the last file was there, and the seconds that the program itself counted."""
        files = [(at, event) for at, event in seen if event.get("event") == "fetched"]
        if len(files) != len(self.load.names):
            raise BenchmarkError(f"{len(files)} of {len(self.load.names)} files came: {peer.tail(seen)}")
        sums = [event for _, event in seen if event.get("event") == "got"]
        return files[-1][0], (sums or [files[-1][1]])[-1]["seconds"]

    def memory(self):
        return self.peaks

    def finish(self):
        self.end_both()
        shutil.rmtree(self.work / "db", ignore_errors=True)

    def end_both(self):
        for role, process in (("peer", self.getter), ("database", self.database)):
            if process:
                process.end()
                self.peaks[role] = max(self.peaks.get(role, 0), process.peak)


class OursEncrypted(Ours):
    """Ours where the bytes, too, go over TLS, as between two machines."""

    name = "ours-tls"
    options = (peer.TLS_ONLY,)

    def __init__(self, load, work, cold):
        super().__init__(load, work, cold)
        self.encrypted = "yes"

    def missing(self):
        return None if peer.TLS_ONLY in self.manual else f"this version has no {peer.TLS_ONLY}: it always encrypts"

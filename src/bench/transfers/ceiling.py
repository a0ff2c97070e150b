"""The ceiling: a bare Java program that does the same work (read, send, hash, write) without a protocol.

All that is taken for granted of src/bench/java/Ceiling.java stands here:

send FORM FILE          prints one line that ends in the port, serves any number of transfers, ends by a signal
receive FORM PORT       for each line on stdin, a file to write, prints one line whose last word is the seconds

FORM is clear or tls.
"""
import subprocess
import time

from . import peer
from .contestant import Contestant, Run
from .processes import BenchmarkError, call, end

SOURCE = peer.ROOT / "src" / "bench" / "java" / "Ceiling.java"


class Ceiling(Contestant):
    """Bytes in the clear, verified."""

    name = "ceiling"
    verified = "SHA-256"
    warm_ups = 2
    form = "clear"
    sender = None
    receiver = None

    def missing(self):
        if not SOURCE.exists():
            return f"{SOURCE.relative_to(peer.ROOT)} is missing"
        return None if self.load.single else "it moves one file only"

    def prepare(self):
        call(["javac", "-d", self.work / "classes", SOURCE], self.work)
        if not self.cold:
            self.start_both()

    def start_both(self):
        self.sender = self.start("send", self.form, self.load.folder / self.load.names[0])
        self.receiver = self.start("receive", self.form, self.answer(self.sender))

    def start(self, *words):
        command = [*peer.java(), "-cp", "classes", "Ceiling", *words]
        return subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.work
        )

    def answer(self, process):
        line = process.stdout.readline().split()
        if not line:
            raise BenchmarkError("the ceiling's process ended")
        return line[-1]

    def run(self):
        self.clear()
        begun = time.perf_counter()
        if self.cold:
            self.start_both()
        print(self.copies / self.load.names[0], file=self.receiver.stdin, flush=True)
        seconds = float(self.answer(self.receiver))
        wall = time.perf_counter() - begun
        if self.cold:
            self.finish()
        return Run(seconds, wall if self.cold else 0.0)

    def finish(self):
        end(self.receiver)
        end(self.sender)


class CeilingEncrypted(Ceiling):
    """The same over TLS 1.3 with AES-128-GCM."""

    name = "ceiling-tls"
    encrypted = "yes"
    form = "tls"

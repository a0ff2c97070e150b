"""libtorrent with a v2 torrent (SHA-256): one process that seeds, one that downloads."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .contestant import Contestant, Run
from .processes import BenchmarkError, end

PROGRAM = Path(__file__).with_name("torrent_process.py")


def python():
    """A Python that has libtorrent: this one, or the system's; None if neither has."""
    for candidate in dict.fromkeys([sys.executable, "/usr/bin/python3", shutil.which("python3")]):
        if candidate and os.path.exists(candidate):
            probe = subprocess.run([candidate, "-c", "import libtorrent"], capture_output=True, check=False)
            if probe.returncode == 0:
                return candidate
    return None


class Libtorrent(Contestant):
    """Warm keeps both sessions and adds the torrent again; cold starts both processes for each run."""

    name = "libtorrent"
    verified = "SHA-256"
    warm_ups = 1
    seeder = None
    getter = None

    def missing(self):
        return None if python() else "libtorrent for Python (python3-libtorrent) not installed"

    def prepare(self):
        self.python = python()
        self.torrent = self.work / "load.torrent"
        maker = self.start("make", self.load.folder, self.torrent)
        self.answer(maker)
        end(maker)
        if not self.cold:
            self.start_seeder()
            self.getter = self.start("get", self.torrent, self.port)

    def start(self, *words):
        command = [self.python, PROGRAM, *words]
        return subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.work
        )

    def start_seeder(self):
        folder = self.load.folder if self.load.single else self.load.folder.parent
        self.seeder = self.start("seed", self.torrent, folder)
        self.port = self.answer(self.seeder)

    def answer(self, process):
        line = process.stdout.readline().split()
        if len(line) != 2 or line[0] != "ok":
            raise BenchmarkError(f"libtorrent's process said {' '.join(line) or 'nothing'}")
        return line[1]

    def run(self):
        self.clear()
        if self.cold:
            self.start_seeder()
        begun = time.perf_counter()
        if self.cold:
            self.getter = self.start("get", self.torrent, self.port)
        print(self.work, file=self.getter.stdin, flush=True)
        seconds = float(self.answer(self.getter))
        process = time.perf_counter() - begun
        # The torrent is dropped before the next one begins, and before its files are looked at.
        self.answer(self.getter)
        self.arrived()
        if self.cold:
            self.finish()
        return Run(seconds, process if self.cold else 0.0)

    def arrived(self):
        """A torrent of a folder makes that folder; one of a single file makes the file."""
        made = self.work / self.load.folder.name
        if made.is_dir():
            self.copies.rmdir()
            made.rename(self.copies)
        else:
            (self.work / self.load.names[0]).rename(self.copies / self.load.names[0])

    def finish(self):
        end(self.getter)
        end(self.seeder)

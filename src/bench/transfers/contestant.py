"""What every contestant is asked to do, and what is transferred."""
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 1 << 20
SMALL_SIZE = 64 * 1024


@dataclass(frozen=True)
class Load:
    """The files of one scenario: all of those in `folder`, of `size` bytes together."""

    folder: Path
    names: tuple
    size: int

    @property
    def single(self):
        """Whether this is one file, not many."""
        return len(self.names) == 1


@dataclass(frozen=True)
class Run:
    """One transfer: its time, and that of the whole process where this is more."""

    seconds: float
    process_seconds: float = 0.0
    notes: dict = field(default_factory=dict)


class Contestant:
    """A program that brings the load from one process (or folder) into another's folder.

    The order of calls: missing; if it says None, prepare, then run as often as wanted, each followed by check,
    then finish, which is also called if one of them failed.
    """

    name = ""
    verified = "no"
    encrypted = "no"
    # Runs that are not counted, after which a long-living process is warm.
    warm_ups = 0

    def __init__(self, load, work, cold):
        """Takes the load, a new folder of its own, and whether each run uses fresh processes."""
        self.load = load
        self.work = Path(work)
        self.cold = cold
        self.copies = self.work / "copies"
        self.trash = 0

    def missing(self):
        """Why this can't be run here, or None."""
        return None

    def prepare(self):
        """Starts what serves."""

    def run(self):
        """Brings the load once into an empty `copies`; returns a Run."""
        raise NotImplementedError

    def finish(self):
        """Ends every process."""

    def memory(self):
        """Peaks of resident memory by process, in bytes, if they are measured."""
        return {}

    def clear(self):
        """Makes `copies` a new and empty folder."""
        if self.copies.exists():
            self.put_away(self.copies)
        self.copies.mkdir(parents=True)

    def put_away(self, *copies):
        """Removes a large copy; many small ones are only moved: ext4 spares the inodes of files that were removed in
        the last minutes, and looks through them one by one for each file that is made. That is not to be measured."""
        if self.load.single:
            for copy in copies:
                shutil.rmtree(copy) if copy.is_dir() else copy.unlink(missing_ok=True)
            return
        self.trash += 1
        folder = self.work / "trash" / str(self.trash)
        folder.mkdir(parents=True)
        for copy in copies:
            if copy.exists():
                copy.rename(folder / copy.name)

    def check(self):
        """Whether each copy has the bytes of its original."""
        return all(same(self.load.folder / name, self.copies / name) for name in self.load.names)


def same(one, other):
    """Whether two files have the same bytes."""
    try:
        if os.path.getsize(one) != os.path.getsize(other):
            return False
        with open(one, "rb") as left, open(other, "rb") as right:
            while True:
                chunk = left.read(CHUNK)
                if chunk != right.read(CHUNK):
                    return False
                if not chunk:
                    return True
    except FileNotFoundError:
        return False


def make_large(folder, mib):
    """Writes one file of so many MiB of random bytes."""
    folder.mkdir(parents=True)
    with open(folder / "big.bin", "wb") as out:
        for _ in range(mib):
            out.write(os.urandom(CHUNK))
    return Load(folder, ("big.bin",), mib * CHUNK)


def make_small(folder, count):
    """Writes so many files of 64 KiB of random bytes."""
    folder.mkdir(parents=True)
    names = tuple(f"small-{number:05d}.bin" for number in range(count))
    for name in names:
        (folder / name).write_bytes(os.urandom(SMALL_SIZE))
    return Load(folder, names, count * SMALL_SIZE)

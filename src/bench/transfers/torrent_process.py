"""One side of the libtorrent contestant, a process of its own.

make FOLDER TORRENT: writes a v2 torrent of the folder (its one file, if it has one).
seed TORRENT FOLDER: serves what lies in the folder until it is ended; prints "ok PORT".
get TORRENT PORT: for each folder on stdin fetches into it; prints "ok SECONDS", then "ok dropped".
"""
import os
import signal
import sys
import time

import libtorrent as lt

SETTINGS = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "enable_incoming_utp": False,
    "enable_outgoing_utp": False,
    # No encryption: 2 is pe_disabled.
    "in_enc_policy": 2,
    "out_enc_policy": 2,
    "allow_multiple_connections_per_ip": True,
    "min_reconnect_time": 0,
    "unchoke_slots_limit": -1,
    "aio_threads": 2,
    "hashing_threads": 2,
    "send_buffer_watermark": 16 * 1024 * 1024,
    "send_buffer_low_watermark": 1024 * 1024,
    "send_buffer_watermark_factor": 150,
    "send_socket_buffer_size": 4 * 1024 * 1024,
    "recv_socket_buffer_size": 4 * 1024 * 1024,
    "max_queued_disk_bytes": 256 * 1024 * 1024,
    "max_out_request_queue": 3000,
    "max_allowed_in_request_queue": 4000,
    "request_queue_time": 3,
    "smooth_connects": False,
    "torrent_connect_boost": 10,
    "alert_mask": lt.alert.category_t.status_notification
    | lt.alert.category_t.error_notification
    | lt.alert.category_t.storage_notification,
}
PATIENCE = 1800


def make(folder, target):
    names = sorted(os.listdir(folder))
    storage = lt.file_storage()
    lt.add_files(storage, os.path.join(folder, names[0]) if len(names) == 1 else folder)
    torrent = lt.create_torrent(storage, flags=lt.create_torrent.v2_only)
    lt.set_piece_hashes(torrent, folder if len(names) == 1 else os.path.dirname(folder))
    with open(target, "wb") as out:
        out.write(lt.bencode(torrent.generate()))
    say("made")


def parameters(torrent, folder):
    wanted = lt.add_torrent_params()
    wanted.ti = lt.torrent_info(torrent)
    wanted.save_path = folder
    wanted.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    return wanted


def seed(torrent, folder):
    session = lt.session(SETTINGS)
    offered = parameters(torrent, folder)
    offered.flags |= lt.torrent_flags.seed_mode
    session.add_torrent(offered)
    say(session.listen_port())
    signal.pause()


def get(torrent, port):
    session = lt.session(SETTINGS)
    for line in sys.stdin:
        begun = time.perf_counter()
        handle = session.add_torrent(parameters(torrent, line.strip()))
        handle.connect_peer(("127.0.0.1", int(port)))
        await_alert(session, lt.torrent_finished_alert)
        say(time.perf_counter() - begun)
        session.remove_torrent(handle)
        await_alert(session, lt.torrent_removed_alert)
        say("dropped")


def await_alert(session, kind):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        session.wait_for_alert(500)
        for alert in session.pop_alerts():
            if isinstance(alert, kind):
                return
            if alert.category() & lt.alert.category_t.error_notification:
                print(alert.message(), file=sys.stderr)
    sys.exit("libtorrent did not finish in time")


def say(word):
    print("ok", word, flush=True)


{"make": make, "seed": seed, "get": get}[sys.argv[1]](*sys.argv[2:])

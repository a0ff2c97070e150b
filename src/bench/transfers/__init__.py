"""The benchmark of whole transfers: ours against other programs, alternating, on loopback."""

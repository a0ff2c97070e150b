package reliablep2p.shell.output;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.BackupReport;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.Connected;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileDetails;
import reliablep2p.node.FileHolders;
import reliablep2p.node.Finding;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.SeededFile;
import reliablep2p.settings.Setting;

/** What a command, or the start of the program, has to say; a value, so that text and JSON say the same. */
public sealed interface Answer {
    /** Hands this answer to the renderer's method for it. */
    void render(Renderer renderer);

    /**
     * The peer listens.
     *
     * @param files trusted files of the database peer, held files of an ordinary one
     * @param samples how many sample files were put into a new {@code db/}
     * @param hint whether a person is there who may want to know what to type
     */
    record Ready(Member self, int files, int samples, boolean hint) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.ready(this);
        }
    }

    /**
     * How a transfer goes on; for programs, a few times a second.
     *
     * @param row as it is at this moment
     */
    record Progress(ProgressRow.Receiving row) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.progress(this);
        }
    }

    /** An answer about transfers. */
    record OfTransfers(TransferAnswer answer) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.transfers(this);
        }
    }

    /** {@code connect} worked. */
    record Joined(Connected outcome, Address database) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.joined(this);
        }
    }

    /**
     * The peer is out of the network.
     *
     * @param typed whether a person asked for it; otherwise it came with the end of the program
     */
    record Disconnected(Farewell farewell, boolean typed) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.disconnected(this);
        }
    }

    /** The database peer was told to stop. */
    record Stopped() implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.stopped(this);
        }
    }

    /** Files of the network, in the order in which they are shown. */
    record Files(List<ListedFile> files, Filter filter) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.files(this);
        }
    }

    /**
     * A file came.
     *
     * @param source what can be said for who sent it
     */
    record Fetched(FetchOutcome.Fetched outcome, Vouched source) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.fetched(this);
        }
    }

    /**
     * A file was here already.
     *
     * @param source what can be said for the peer that the person named
     */
    record Present(TrustedFile file, Vouched source) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.present(this);
        }
    }

    /** One of several files that were asked for has come, or will not. */
    record FetchEnded(FetchEnd end) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.fetchEnded(this);
        }
    }

    /** What became of several files that were asked for. */
    record FetchedSeveral(SeveralEnds ends, Duration took) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.fetchedSeveral(this);
        }
    }

    /** The known locations of files, in the order in which they are shown. */
    record Locations(List<KnownHolders> lines, Filter filter) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.locations(this);
        }
    }

    /**
     * The known locations of files as a picture.
     *
     * @param members of the network, each of which is a column
     */
    record Graph(List<FileHolders> lines, List<Member> members, Filter filter) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.graph(this);
        }
    }

    /** All that is known of a file. */
    record Info(FileDetails details, WhoIsWho who) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.info(this);
        }
    }

    /** Files that this peer has, in the order in which they are shown. */
    record Seeding(List<SeededFile> files, Filter filter) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.seeding(this);
        }
    }

    /** Members of the network, in the order in which they are shown. */
    record Members(List<Member> members, WhoIsWho who, Member self, Filter filter) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.members(this);
        }
    }

    /** The peer about itself, and about the journal that it keeps. */
    record Status(NodeStatus status, CatalogStatus catalog) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.status(this);
        }
    }

    /** What reading the kept files again found. */
    record Scrubbed(ScrubReport report) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.scrubbed(this);
        }
    }

    /** The directory was copied. */
    record BackedUp(BackupReport report) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.backedUp(this);
        }
    }

    /** A peer's directory was examined. */
    record Examined(Path directory, List<Finding> findings) implements Answer {
        /** Copies the list. */
        public Examined {
            findings = List.copyOf(findings);
        }

        /** How many findings are of this level. */
        public long count(Finding.Level level) {
            return findings.stream().filter(finding -> finding.level() == level).count();
        }

        @Override
        public void render(Renderer renderer) {
            renderer.examined(this);
        }
    }

    /** What there is to say of the journal, and of files that come into it and go out of it. */
    record OfCatalog(CatalogAnswer answer) implements Answer {
        @Override
        public void render(Renderer renderer) {
            answer.render(renderer.catalog());
        }
    }

    /** What there is to say of who is trusted, admitted and expelled. */
    record OfPeers(PeersAnswer answer) implements Answer {
        @Override
        public void render(Renderer renderer) {
            answer.render(renderer.peers());
        }
    }

    /** Whether news are told. */
    record Events(boolean on) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.events(this);
        }
    }

    /**
     * What the settings are, and where they came from.
     *
     * @param file where the settings file is looked for, if there is a place for it
     * @param exists whether it is there
     */
    record Settings(List<Setting> settings, Optional<Path> file, boolean exists) implements Answer {
        /** No settings from nowhere. */
        public static Settings none() {
            return new Settings(List.of(), Optional.empty(), false);
        }

        @Override
        public void render(Renderer renderer) {
            renderer.settings(this);
        }
    }

    /** What a command does, or which there are; lines separated by {@code \n}. */
    record Help(String text) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.help(this);
        }
    }

    /**
     * Something was not done.
     *
     * @param message what happened, to which file or peer, and what to do next; printable, lines separated by
     *     {@code \n}
     */
    record Failed(ExitCode code, String message) implements Answer {
        @Override
        public void render(Renderer renderer) {
            renderer.failed(this);
        }
    }
}

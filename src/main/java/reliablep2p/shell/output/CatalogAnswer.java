package reliablep2p.shell.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.PendingFile;

/** What there is to say of the journal and of the files that come into it and go out of it. */
public sealed interface CatalogAnswer {
    /** Hands this answer to the renderer's method for it. */
    void render(CatalogRenderer renderer);

    /** Whether it only says that what was asked for went well. */
    default boolean isConfirmation() {
        return false;
    }

    /** Every version of a file, in the order in which they are shown. */
    record Versions(FileName name, List<FileVersion> versions, WhoIsWho who) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.versions(this);
        }
    }

    /** Files that were offered and are not decided, in the order in which they are shown. */
    record Pending(List<PendingFile> files, Filter filter) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.pending(this);
        }
    }

    /** The journal that this peer keeps. */
    record Journal(CatalogStatus status) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.journal(this);
        }
    }

    /** A copy of the journal was checked. */
    record Checked(CatalogCheck check) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.checked(this);
        }
    }

    /** What is shown or got is of a catalog whose signature has ended. */
    record Expired(Instant when) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.expired(this);
        }
    }

    /** A file was shared, or not. */
    record Shared(ShareEnd end) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.shared(this);
        }

        @Override
        public boolean isConfirmation() {
            return end.code() == ExitCode.DONE;
        }
    }

    /** What became of several files that somebody wanted to share. */
    record SharedSeveral(List<ShareEnd> ends, Duration took) implements CatalogAnswer {
        /** The code of the first failure. */
        public ExitCode code() {
            return ends.stream()
                    .map(ShareEnd::code)
                    .filter(code -> code != ExitCode.DONE)
                    .findFirst()
                    .orElse(ExitCode.DONE);
        }

        long count(Class<? extends ShareEnd> kind) {
            return ends.stream().filter(kind::isInstance).count();
        }

        @Override
        public void render(CatalogRenderer renderer) {
            renderer.sharedSeveral(this);
        }

        @Override
        public boolean isConfirmation() {
            return code() == ExitCode.DONE;
        }
    }

    /** The operator has approved a file. */
    record Approved(FileVersion version) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.approved(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }

    /** The operator has rejected offers. */
    record Rejected(List<PendingFile> files, String why) implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.rejected(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }

    /**
     * The operator has taken a file back.
     *
     * @param version the one that was named; empty for all
     * @param versions those that were listed until now
     */
    record Revoked(FileName name, OptionalInt version, List<FileVersion> versions, String why)
            implements CatalogAnswer {
        @Override
        public void render(CatalogRenderer renderer) {
            renderer.revoked(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }
}

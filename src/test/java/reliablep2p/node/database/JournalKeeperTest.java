package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;
import reliablep2p.trust.journal.CatalogHead;

/** The journal is held when its housekeeper has just found that it is not. */
class JournalKeeperTest {
    private static final JournalKeeper.DirectoryChanges NOBODY_ASKS = new JournalKeeper.DirectoryChanges() {
        @Override
        public List<TrustedFile> come() {
            throw new AssertionError("what lies in the directory must wait");
        }

        @Override
        public List<FileName> gone() {
            throw new AssertionError("what is missing is not known to be deleted");
        }
    };

    @TempDir
    private Path parent;

    private DatabaseParts parts;

    @BeforeEach
    void open() throws Exception {
        parts = new DatabaseParts(parent.resolve("db"));
    }

    @AfterEach
    void close() throws Exception {
        parts.close();
    }

    private CatalogHead head() {
        return parts.foundation.journal().head().orElseThrow();
    }

    @Test
    void signsNoEndThatMayBeNone() throws Exception {
        CatalogHead before = head();
        parts.advance(parts.settings.limits().renewal().plus(Duration.ofDays(1)));
        parts.keeper.hold();
        parts.keeper.renew();
        assertThat(head()).isEqualTo(before);

        parts.keeper.release();
        parts.keeper.renew();
        assertThat(head().issued()).isAfter(before.issued());
    }

    /** That it waits is no fault of which the operator would have to be told. */
    @Test
    void followsNothingAndComplainsOfNothing() throws Exception {
        parts.keeper.hold();
        assertThat(parts.keeper.follow(NOBODY_ASKS)).isZero();
    }
}

package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.trust.journal.TestCatalog.approved;
import static reliablep2p.trust.journal.TestCatalog.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.node.RogueDatabase;
import reliablep2p.node.serve.Askers;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.trust.journal.TestCatalog;

/** What ends the time in which an old copy decides nothing, when no other member may still come. */
@Timeout(60)
class HeldCopyTest {
    @TempDir
    private Path parent;

    private DatabaseParts parts;
    private CatchUp catchUp;
    private TestCatalog signed;

    @BeforeEach
    void open() throws Exception {
        parts = new DatabaseParts(parent.resolve("db"));
        catchUp = new CatchUp(
                parts.foundation.journal(),
                parts.copy,
                (lines, typed) -> {},
                parts.foundation.pool(),
                parts.foundation.threads(),
                parts.settings.limits(),
                parts.events::add);
        signed = new TestCatalog(parts.foundation.identity()).addFiles(3);
        OldCopy.mark(parts.foundation.directory());
        parts.copy.start();
    }

    @AfterEach
    void close() throws Exception {
        catchUp.close();
        parts.close();
    }

    private boolean isHeld() throws Exception {
        parts.copy.look();
        return parts.keeper.isHeld();
    }

    /** A member comes that says to have all that was signed, and answers like this when it is asked for it. */
    private void comes(RogueServer.Script answer) throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (RogueServer member = RogueServer.tls(asker -> {
                    if (asker.readFrame() != null) {
                        await(sent);
                        answer.play(asker);
                    }
                });
                Connection connection = dial(member)) {
            MemberLink.Catalog catalog = feed(member);
            catalog.send(connection, asked::countDown);
            sent.countDown();
            await(asked);
            catalog.send(connection, () -> {});
        }
    }

    private Connection dial(RogueServer member) throws Exception {
        return parts.foundation
                .transport()
                .dial(member.address(), member.member().id(), new Cancellation());
    }

    private MemberLink.Catalog feed(RogueServer member) {
        long bytes = signed.bytes().length;
        Askers askers = new Askers(parts.foundation.knowledge(), parts.settings.limits());
        return catchUp.feed(new CatalogService(parts.foundation.journal(), askers).feed(bytes), member.member(), bytes);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The proof, and half of what it proves. */
    private void breakOff(RoguePeer asker) throws IOException {
        RogueDatabase.announce(asker, signed.head(), 0, signed.bytes().length);
        asker.send(new byte[10]);
    }

    private void tellAll(RoguePeer asker) throws IOException {
        RogueDatabase.honestly(asker, signed, 0);
        asker.awaitEnd();
    }

    @Test
    void aMemberThatKnowsTheJournalEndsIt() throws Exception {
        assertThat(isHeld()).isTrue();
        parts.copy.met();
        assertThat(isHeld()).isFalse();
    }

    @Test
    void notBeforeWhatOneHasProvedIsHere() throws Exception {
        parts.copy.begin();
        parts.copy.met();
        assertThat(isHeld()).isTrue();
        parts.copy.caughtUp();
        assertThat(isHeld())
                .as("nobody has come since, who may know still more")
                .isTrue();
        parts.copy.met();
        assertThat(isHeld()).isFalse();
    }

    @Test
    void aMemberThatCanNotBeAskedForItDoesNotEndIt() throws Exception {
        comes(asker -> {
            asker.sendFrame("{\"type\":\"error\",\"code\":\"busy\",\"message\":\"not now\"}");
            asker.awaitEnd();
        });
        assertThat(isHeld()).isTrue();
    }

    @Test
    void norDoesOneThatProvesItAndBreaksOffNorAnybodyAfterIt() throws Exception {
        assertThatThrownBy(() -> comes(this::breakOff))
                .as("it is not sent an older catalog than its own, and comes again")
                .hasMessageContaining("could not be asked for what it has more");
        parts.copy.met();
        assertThat(isHeld()).isTrue();

        comes(this::tellAll);
        assertThat(parts.foundation.knowledge().catalog().size()).isEqualTo(3);
        assertThat(isHeld()).isFalse();
    }

    @Test
    void aFileThatIsHereUnderAnotherNameOnlyIsFetched() throws Exception {
        Path here = Files.writeString(parent.resolve("db/a.txt"), "the same");
        Files.setLastModifiedTime(here, FileTime.from(Instant.EPOCH));
        parts.foundation.housekeeper().look();
        signed = new TestCatalog(parts.foundation.identity())
                .add(approved("a.txt", "the same"), approved("b.txt", "the same"));
        comes(this::tellAll);
        assertThat(parts.repairs.pending()).containsExactly(file("b.txt", "the same"));
    }

    @Test
    void oneThatSaysNothingHoldsAThreadAndNobodyUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        try (RogueServer silent = RogueServer.tls(asker -> {
                    if (asker.readFrame() != null) {
                        begun.countDown();
                        await(heard);
                    }
                });
                Connection connection = dial(silent)) {
            feed(silent).send(connection, first::countDown);
            await(begun);
            MemberLink.Catalog again = feed(silent);
            again.send(connection, second::countDown);
            await(second);
            assertThatThrownBy(() -> again.send(connection, () -> {}))
                    .as("it comes again while it is asked")
                    .hasMessageContaining("could not be asked for what it has more");

            comes(this::tellAll);
            assertThat(parts.foundation.knowledge().catalog().size()).isEqualTo(3);
            heard.countDown();
            await(first);
        }
    }
}

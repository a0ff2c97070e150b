package reliablep2p.node.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.trust.journal.TestCatalog.approved;
import static reliablep2p.trust.journal.TestCatalog.revoked;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.node.NodeEvent.Alarm.Reason;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.Position;
import reliablep2p.trust.journal.TestCatalog;

/** What a peer takes of what it is handed, and what is on its disk then. */
class CatalogJournalTest {
    private final TestCatalog network = new TestCatalog().addFiles(3);

    @TempDir
    private Path path;

    private Copy copy;

    @BeforeEach
    void open() throws Exception {
        copy = Copy.open(path.resolve("one"));
    }

    @AfterEach
    void close() {
        copy.close();
    }

    @Test
    void keepsThePrefixOfTheDatabasePeersFileByteForByte() throws Exception {
        assertThat(copy.take(network)).hasSize(3);
        network.add(revoked("file1.txt"), approved("new.txt", "new"));
        assertThat(copy.take(network)).hasSize(2);
        assertThat(copy.take(network)).isEmpty();

        expectKept(network);
        assertThat(copy.listed()).containsExactly("file0.txt", "file2.txt", "new.txt");
        restart();
        expectKept(network);
        assertThat(copy.listed()).containsExactly("file0.txt", "file2.txt", "new.txt");
    }

    @Test
    void anEmptyJournalIsProvedToo() throws Exception {
        TestCatalog empty = new TestCatalog();
        assertThat(copy.take(empty)).isEmpty();
        assertThat(copy.journal.network()).contains(empty.network());
        restart();
        assertThat(copy.journal.network()).contains(empty.network());
    }

    @Test
    void comesInParts() throws Exception {
        SignedText head = network.head();
        byte[] all = network.bytes();
        for (int i = 0; i < all.length; i++) {
            assertThat(copy.listed()).isEmpty();
            assertThat(copy.take(network, head, i, Arrays.copyOfRange(all, i, i + 1), true))
                    .hasSize(i == all.length - 1 ? 3 : 0);
            assertThat(copy.journal.isIncomplete()).isEqualTo(i < all.length - 1);
        }
        expectKept(network);
    }

    @Test
    void partsMayOverlapAndTheHeadMayGrowMeanwhile() throws Exception {
        byte[] old = network.bytes();
        SignedText head = network.head();
        copy.take(network, head, 0, Arrays.copyOf(old, 100), true);
        network.addFiles(1);
        copy.take(network, network.head(), 50, Arrays.copyOfRange(network.bytes(), 50, old.length), true);
        assertThat(copy.listed()).isEmpty();
        copy.take(network, network.head(), old.length, network.from(old.length), true);
        expectKept(network);
        assertThat(copy.listed()).hasSize(4);
    }

    /** Another member was quicker than the database peer's answer. */
    @Test
    void whatIsHereAlreadyIsNoFault() throws Exception {
        copy.take(network);
        long asked = copy.journal.length(network.network());
        network.addFiles(2);
        copy.take(network, network.head(), false);
        assertThat(copy.take(network, network.head(), asked, network.from(asked), true))
                .isEmpty();
        network.addFiles(1);
        assertThat(copy.take(network, network.head(), asked, network.from(asked), true))
                .hasSize(1);
        expectKept(network);
    }

    /** An old copy of the database peer's journal takes on its own end, and must decide something in the middle of it. */
    @Test
    void ownLinesTakeThePlaceOfWhatIsNotProvedYet() throws Exception {
        copy.close();
        copy = Copy.openOwn(path.resolve("own"), network);
        TestCatalog decided = new TestCatalog(network.identity()).add(approved("mine.txt", "mine"));
        byte[] all = network.bytes();
        copy.take(network, network.head(), 0, Arrays.copyOf(all, all.length - 1), false);
        copy.journal.append(network.signer(), List.of(approved("mine.txt", "mine")), Instant.now(), Duration.ofDays(7));
        assertThat(copy.listed()).containsExactly("mine.txt");
        assertThat(Files.size(copy.file(JournalStore.FILE)))
                .isEqualTo(copy.journal.head().orElseThrow().bytes());
        copy.close();
        copy = Copy.openOwn(path.resolve("own"), decided);
        assertThat(copy.listed()).containsExactly("mine.txt");
    }

    @Test
    void aPartThatDoesNotFollowIsNotTaken() throws Exception {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> copy.take(network, network.head(), 1, network.from(1), true));
        expectNothing();
    }

    @Test
    void aConnectionThatEndsBetweenTwoPartsLeavesNothingInTheWay() throws Exception {
        copy.take(network, network.head(), 0, Arrays.copyOf(network.bytes(), 100), true);
        copy.journal.enter(network.key());
        assertThat(copy.file(JournalStore.FILE)).isEmptyFile();
        copy.take(network);
        expectKept(network);
    }

    @Test
    void aConnectionThatEndsWithinAPartLeavesNothingInTheWay() throws Exception {
        byte[] some = Arrays.copyOf(network.bytes(), 100);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> copy.journal.receive(
                        network.key(),
                        network.head(),
                        0,
                        network.bytes().length,
                        new ByteArrayInputStream(some),
                        true));
        expectNothing();
        copy.take(network);
        expectKept(network);
    }

    @Test
    void aRestartInTheMiddleBeginsAgain() throws Exception {
        copy.take(network);
        expectKept(network);
        network.addFiles(2);
        long have = copy.journal.length(network.network());
        copy.take(network, network.head(), have, Arrays.copyOf(network.from(have), 100), true);
        assertThat(copy.file(JournalStore.FILE)).hasSize(have + 100);
        restart();
        assertThat(copy.file(JournalStore.FILE)).hasSize(have);
        assertThat(copy.listed()).hasSize(3);
        assertThat(copy.events).isEmpty();
        assertThat(copy.take(network)).hasSize(2);
    }

    @Test
    void anUnprovedTailOfACrashIsCutOff() throws Exception {
        copy.take(network);
        Files.write(copy.file(JournalStore.FILE), "{\"lies\":1}\n".getBytes(UTF_8), StandardOpenOption.APPEND);
        restart();
        expectKept(network);
        assertThat(copy.events).isEmpty();
    }

    @Test
    void anOlderCatalogIsAnAlarmFromTheDatabasePeerAndNobodysFromAMember() throws Exception {
        TestCatalog old = network.copy();
        network.addFiles(2);
        copy.take(network);
        expectRefusal(Reason.ROLLBACK, () -> copy.take(old));
        expectRefusal(Reason.ROLLBACK, () -> copy.take(new TestCatalog(network.identity())));
        assertThat(copy.take(old, old.head(), false)).isEmpty();
        restart();
        expectRefusal(Reason.ROLLBACK, () -> copy.take(old));
        expectKept(network);
    }

    @Test
    void twoCatalogsOfOneKeyAreAFork() throws Exception {
        TestCatalog other = network.copy().add(approved("evil.txt", "evil"));
        network.add(approved("good.txt", "good"));
        copy.take(network);
        expectRefusal(Reason.FORK, () -> copy.take(other));
        expectRefusal(Reason.FORK, () -> copy.take(other, other.head(), false));
        other.addFiles(5);
        expectRefusal(Reason.FORK, () -> copy.take(other));
        expectRefusal(Reason.ALTERED, () -> copy.take(other, other.head(), false));
        expectKept(network);
        assertThat(copy.take(network.addFiles(1))).hasSize(1);
    }

    @Test
    void aForkAtTheSameNumberWithTheSameHashButOtherLengthIsOne() throws Exception {
        copy.take(network);
        Position end = network.position();
        SignedText head = network.sign(new Position(end.number(), end.bytes() + 1, end.last()));
        expectRefusal(Reason.FORK, () -> copy.take(network, head, true));
    }

    @Test
    void aHeadOfAnotherKeyOrOfNoneIsRefusedBeforeAByteIsRead() throws Exception {
        copy.take(network);
        TestCatalog other = network.copy().addFiles(1);
        SignedText good = other.head();
        SignedText foreign = new TestCatalog().head();
        for (SignedText bad : new SignedText[] {
            foreign,
            new SignedText(good.payload(), ""),
            new SignedText(good.payload(), foreign.signature()),
            new SignedText(good.payload().replace("\"number\":4", "\"number\":5"), good.signature())
        }) {
            expectRefusal(
                    Reason.WRONG_KEY,
                    () -> copy.journal.receive(network.key(), bad, 0, 1L << 30, InputStream.nullInputStream(), true));
        }
        expectKept(network);
    }

    @Test
    void whatWasAlteredIsNotTaken() throws Exception {
        String text = new String(network.bytes(), UTF_8);
        for (String bad : new String[] {
            text.replace("file0.txt", "evil0.txt"),
            text.replace("file2.txt", "evil2.txt"),
            text.substring(0, text.length() - 1) + " ",
            text.replace('\n', ' '),
            "x".repeat(text.length()),
            "\u0000".repeat(text.length()),
            "\n".repeat(text.length())
        }) {
            for (boolean database : new boolean[] {true, false}) {
                expectRefusal(
                        Reason.ALTERED, () -> copy.take(network, network.head(), 0, bad.getBytes(UTF_8), database));
                expectNothing();
            }
        }
        copy.take(network);
        expectKept(network);
    }

    @Test
    void moreThanWasSignedIsNotTaken() throws Exception {
        SignedText head = network.head();
        network.addFiles(1);
        expectRefusal(Reason.ALTERED, () -> copy.take(network, head, 0, network.bytes(), true));
        expectNothing();
    }

    @Test
    void aHeadThatPromisesAnotherEndIsRefused() throws Exception {
        Position end = network.position();
        Sha256 other = Sha256.of(new byte[0]);
        for (Position bad : new Position[] {
            new Position(end.number() + 1, end.bytes(), end.last()),
            new Position(end.number() - 1, end.bytes(), end.last()),
            new Position(end.number(), end.bytes() - 1, end.last()),
            new Position(end.number(), end.bytes(), other),
            new Position(0, end.bytes(), end.last()),
            new Position(1, 1L << 20, end.last()),
            new Position(Long.MAX_VALUE, Long.MAX_VALUE, end.last())
        }) {
            Copy fresh = Copy.open(path.resolve(
                    "fresh" + bad.number() + bad.bytes() + bad.last().hex()));
            try (fresh) {
                assertThatExceptionOfType(CatalogRefusedException.class)
                        .as(bad.toString())
                        .isThrownBy(() -> fresh.take(network, network.sign(bad), true));
                assertThat(fresh.file(JournalStore.FILE)).isEmptyFile();
                assertThat(fresh.listed()).isEmpty();
            }
        }
    }

    /** A gigabyte is announced, and signed: garbage is found out after the first part. */
    @Test
    void garbageWithoutEndIsRefusedAfterOnePart() throws Exception {
        SignedText head =
                network.sign(new Position(1L << 22, 1L << 30, network.position().last()));
        byte[] part = new byte[(int) JournalStore.MAX_CHUNK];
        Arrays.fill(part, (byte) 'x');
        expectRefusal(Reason.ALTERED, () -> copy.take(network, head, 0, part, true));
        expectNothing();
        byte[] nearly = Arrays.copyOf(network.bytes(), part.length);
        expectRefusal(Reason.ALTERED, () -> copy.take(network, head, 0, nearly, true));
        expectNothing();
    }

    @Test
    void aNewerSignatureOfTheSameIsKeptAndAnOlderOneIsNot() throws Exception {
        Instant now = Instant.now();
        Instant later = now.plusSeconds(3_600);
        copy.take(network, network.head(later, Duration.ofDays(7)), true);
        copy.take(network, network.head(now, Duration.ofDays(7)), true);
        assertThat(copy.journal.head().orElseThrow().issued().getEpochSecond()).isEqualTo(later.getEpochSecond());
        copy.take(network, network.head(later.plusSeconds(1), Duration.ofDays(7)), true);
        assertThat(copy.journal.head().orElseThrow().issued().getEpochSecond()).isEqualTo(later.getEpochSecond() + 1);
    }

    @Test
    void aSignatureThatHasEndedProvesButIsToldAsEnded() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(8));
        copy.take(network, network.head(longAgo, Duration.ofDays(7)), true);
        assertThat(copy.listed()).hasSize(3);
        assertThat(copy.journal.expired(Instant.now())).isPresent();
        assertThat(copy.journal.expired(longAgo)).isEmpty();
        copy.take(network);
        assertThat(copy.journal.expired(Instant.now())).isEmpty();
    }

    @Test
    void aNameThatIsNoneStaysInTheChainWithoutEffect() throws Exception {
        network.addFields(
                "\"entry\":\"approved\",\"name\":\"../../evil\\u001b[2J\",\"version\":1,\"size\":1,\"sha256\":\""
                        + Sha256.of(new byte[0]).hex() + "\",\"by\":\"all\"");
        network.add(approved("good.txt", "good"));
        assertThat(copy.take(network)).hasSize(5);
        expectKept(network);
        assertThat(copy.listed()).containsExactly("file0.txt", "file1.txt", "file2.txt", "good.txt");
        restart();
        assertThat(copy.listed()).contains("good.txt");
    }

    @Test
    void anEntryOfALaterVersionIsRefusedAsAWhole() throws Exception {
        network.addFields("\"entry\":\"sealed\",\"name\":\"a\"");
        expectRefusal(Reason.ALTERED, () -> copy.take(network));
        expectNothing();
    }

    @Test
    void anotherNetworksCopyIsPutAwayAndComesBack() throws Exception {
        TestCatalog other = new TestCatalog(Identity.generate()).add(approved("theirs.txt", "theirs"));
        copy.take(network);
        assertThat(copy.journal.enter(network.key())).isFalse();
        assertThat(copy.journal.enter(other.key())).isTrue();
        assertThat(copy.listed()).isEmpty();
        assertThat(copy.journal.length(network.network())).isZero();
        copy.take(other);
        assertThat(copy.listed()).containsExactly("theirs.txt");
        assertThat(copy.journal.enter(network.key())).isTrue();
        expectKept(network);
        assertThat(copy.listed()).hasSize(3);
        restart();
        expectKept(network);
        copy.journal.enter(other.key());
        assertThat(copy.listed()).containsExactly("theirs.txt");
    }

    @Test
    void forgetsItsNetworkWhenToldTo() throws Exception {
        copy.take(network);
        copy.journal.reset();
        expectNothing();
        copy.take(new TestCatalog(network.identity()));
        restart();
        assertThat(copy.journal.head().orElseThrow().number()).isZero();
    }

    @Test
    void handsOnWhatFollows() throws Exception {
        assertThat(copy.journal.chunk(0)).isEmpty();
        copy.take(network);
        CatalogJournal.Chunk chunk = copy.journal.chunk(10).orElseThrow();
        try (InputStream in = copy.journal.read(chunk)) {
            assertThat(in.readAllBytes()).isEqualTo(network.from(10));
        }
        assertThat(copy.journal.chunk(Long.MAX_VALUE).orElseThrow().length()).isZero();
    }

    @Test
    void rolesGoWithTheCatalog() throws Exception {
        network.add(
                new JournalEntry.Granted(network.network(), "good"), new JournalEntry.Expelled(network.network(), ""));
        copy.take(network);
        assertThat(copy.roles.inUse()).isTrue();
        assertThat(copy.roles.expulsion(network.network())).isPresent();
        copy.journal.enter(new TestCatalog().key());
        assertThat(copy.roles.inUse()).isFalse();
        assertThat(copy.roles.expulsion(network.network())).isEmpty();
    }

    private interface Taking {
        Object take() throws Exception;
    }

    private static void expectRefusal(Reason reason, Taking taking) {
        assertThatExceptionOfType(CatalogRefusedException.class)
                .isThrownBy(taking::take)
                .returns(reason, CatalogRefusedException::reason);
    }

    private void expectKept(TestCatalog all) throws Exception {
        assertThat(copy.file(JournalStore.FILE)).hasBinaryContent(all.bytes());
        assertThat(copy.journal.length(all.network())).isEqualTo(all.bytes().length);
        assertThat(copy.journal.isIncomplete()).isFalse();
    }

    private void expectNothing() {
        assertThat(copy.file(JournalStore.FILE)).isEmptyFile();
        assertThat(copy.journal.network()).isEqualTo(Optional.empty());
        assertThat(copy.journal.isIncomplete()).isFalse();
        assertThat(copy.listed()).isEmpty();
    }

    private void restart() throws Exception {
        copy.close();
        copy = Copy.open(path.resolve("one"));
    }
}

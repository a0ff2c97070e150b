package reliablep2p.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.node.state.AddressBook;

/**
 * A million claims of others merged into an address book. It keeps {@value AddressBook#MAX_CLAIMS} of them, and has to
 * look at, and turn away, the rest.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class AddressBookBenchmark {
    private static final int FILES = 10_000;
    private static final int HOLDERS = 100;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));
    private final Sha256[] contents = new Sha256[FILES];
    private final PeerId[] peers = new PeerId[HOLDERS];
    private final AddressBook full = new AddressBook(clock);

    /** Makes the claims, and a book that has heard them. */
    public AddressBookBenchmark() {
        for (int file = 0; file < FILES; file++) {
            contents[file] = Hashes.content(file);
        }
        for (int peer = 0; peer < HOLDERS; peer++) {
            peers[peer] = Hashes.peer(peer);
        }
        merge(full);
    }

    /** Into an empty book. */
    @Benchmark
    public AddressBook mergeIntoEmpty() {
        return merge(new AddressBook(clock));
    }

    /** Into a book that has heard all of them before. */
    @Benchmark
    public AddressBook mergeIntoFull() {
        return merge(full);
    }

    private AddressBook merge(AddressBook book) {
        PeerId teller = peers[0];
        for (Sha256 content : contents) {
            for (PeerId holder : peers) {
                book.heard(content, holder, teller);
            }
        }
        return book;
    }
}

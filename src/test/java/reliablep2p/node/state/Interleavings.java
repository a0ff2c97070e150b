package reliablep2p.node.state;

import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;

/** What the checks of interleavings share: how much they try, and small values. */
public final class Interleavings {
    /** How many programs of a few calls are tried in many interleavings each. */
    private static final int PROGRAMS = Integer.getInteger("interleavings", 10);

    // Made beforehand: the interleavings of a digest are not what is looked for.
    private static final List<PeerId> PEERS = IntStream.range(0, 4)
            .mapToObj(number -> PeerId.ofCertificate(new byte[] {(byte) number}))
            .toList();
    private static final List<Sha256> CONTENTS = IntStream.range(0, 4)
            .mapToObj(number -> Sha256.of(new byte[] {(byte) number}))
            .toList();

    private Interleavings() {}

    /** Tries interleavings one by one, and then many at the speed of the machine. */
    public static void check(Class<?> operations) {
        new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .check(operations);
        new StressOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .check(operations);
    }

    static PeerId peer(int number) {
        return PEERS.get(number);
    }

    static Member member(int id, int port) {
        return new Member(peer(id), new Address("127.0.0.1", 9_000 + port), Role.PEER);
    }

    /** The hash of some bytes that this number stands for. */
    public static Sha256 content(int number) {
        return CONTENTS.get(number);
    }

    /** A list as a text, which is compared as a whole. */
    static String shown(List<?> list) {
        return list.toString();
    }
}

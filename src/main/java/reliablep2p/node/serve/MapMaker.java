package reliablep2p.node.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.Pages;

/**
 * Writes this peer's map for others: what its address book says of the files in the catalog, and what it holds itself.
 *
 * <p>The file that was asked for comes first; of the others a random choice, if not all fit. Thread-safe.
 */
public final class MapMaker {
    private final Knowledge knowledge;
    private final boolean tellsOwnFiles;
    private final int maxBytes;
    private final Random random;

    /**
     * Makes it.
     *
     * @param tellsOwnFiles false for the database peer, of which everybody knows that it holds every file
     * @param maxBytes the longest map
     * @param random chooses what is told when not everything fits; thread-safe
     */
    public MapMaker(Knowledge knowledge, boolean tellsOwnFiles, int maxBytes, Random random) {
        this.knowledge = knowledge;
        this.tellsOwnFiles = tellsOwnFiles;
        this.maxBytes = maxBytes;
        this.random = random;
    }

    /** The map for somebody who asked for this file, or for none. */
    MapAnswer map(Optional<TrustedFile> wanted) {
        List<TrustedFile> files = new ArrayList<>(knowledge.catalog().files());
        Collections.shuffle(files, random);
        List<MapAnswer.Claim> claims = new ArrayList<>();
        wanted.flatMap(this::claim).ifPresent(claims::add);
        for (TrustedFile file : files) {
            if (claims.size() >= MapAnswer.MAX_CLAIMS) {
                break;
            }
            if (!wanted.equals(Optional.of(file))) {
                claim(file).ifPresent(claims::add);
            }
        }
        return Pages.fittingMap(claims, maxBytes);
    }

    private Optional<MapAnswer.Claim> claim(TrustedFile file) {
        List<PeerId> holders = new ArrayList<>();
        if (tellsOwnFiles && knowledge.held().find(file).isPresent()) {
            holders.add(knowledge.self());
        }
        for (PeerId holder : knowledge.book().holders(file.sha256())) {
            if (holders.size() >= MapAnswer.MAX_HOLDERS) {
                break;
            }
            if (knowledge.peers().find(holder).isPresent()) {
                holders.add(holder);
            }
        }
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of(new MapAnswer.Claim(file.name(), file.sha256(), holders));
    }
}

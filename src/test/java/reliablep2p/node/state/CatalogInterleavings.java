package reliablep2p.node.state;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedFile;

/** The catalog, of which every interleaving of a few calls has to be one after the other. */
@Param(name = "name", gen = IntGen.class, conf = "1:3")
@Param(name = "content", gen = IntGen.class, conf = "1:2")
@Param(name = "number", gen = IntGen.class, conf = "1:2")
public class CatalogInterleavings {
    private static final Approval APPROVAL = new Approval(Instant.EPOCH, Approval.By.DIRECTORY, Optional.empty());

    private final Catalog catalog = new Catalog();

    /** Two of the three differ in case only. */
    private static FileName name(int number) {
        return new FileName(
                switch (number) {
                    case 1 -> "a.txt";
                    case 2 -> "A.txt";
                    default -> "b.txt";
                });
    }

    @Operation
    public boolean approve(
            @Param(name = "name") int name, @Param(name = "content") int content, @Param(name = "number") int number) {
        TrustedFile file = new TrustedFile(name(name), content, Interleavings.content(content));
        return catalog.approve(file, Pieces.uncut(file), number, APPROVAL);
    }

    @Operation
    public int revoke(@Param(name = "name") int name) {
        return catalog.revoke(name(name), OptionalInt.empty(), new Revocation(Instant.EPOCH, ""))
                .size();
    }

    @Operation
    public String files() {
        return Interleavings.shown(catalog.files());
    }

    @Operation
    public String found(@Param(name = "name") int name) {
        return catalog.find(name(name)).toString();
    }

    @Operation
    public boolean lists(@Param(name = "content") int content) {
        return catalog.lists(Interleavings.content(content));
    }

    @Operation
    public boolean wasRevoked(@Param(name = "content") int content) {
        return catalog.wasRevoked(Interleavings.content(content));
    }

    @Operation
    public int size() {
        return catalog.size();
    }

    @Operation
    public String clash(@Param(name = "name") int name) {
        return catalog.clash(name(name)).toString();
    }

    @Test
    void areOneAfterTheOther() {
        Interleavings.check(CatalogInterleavings.class);
    }
}

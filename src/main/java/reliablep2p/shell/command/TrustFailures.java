package reliablep2p.shell.command;

import java.util.stream.Collectors;
import reliablep2p.model.Member;
import reliablep2p.model.Printable;
import reliablep2p.model.Role;
import reliablep2p.node.FetchOutcome;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Times;

/** Fetches that were refused because of what the operator decided, or may have decided. */
final class TrustFailures {
    private TrustFailures() {}

    static CommandException of(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Revoked revoked) {
            String why = revoked.revocation().why();
            return new CommandException(
                    ExitCode.NOT_IN_CATALOG,
                    revoked.name() + " was revoked by the operator on "
                            + Times.here().exact(revoked.revocation().when())
                            + (why.isEmpty() ? "" : ": " + Printable.text(why)));
        }
        if (outcome instanceof FetchOutcome.NotTrusted refused) {
            return new CommandException(ExitCode.REFUSED, notTrusted(refused));
        }
        if (outcome instanceof FetchOutcome.CatalogExpired expired) {
            return new CommandException(
                    ExitCode.REFUSED,
                    "the catalog's signature ended on " + Times.here().exact(expired.expired())
                            + ", so nobody can tell whether "
                            + expired.file().name()
                            + " was revoked since; connect when the database peer is there. get goes on without it");
        }
        throw new IllegalArgumentException("not a failure: " + outcome.getClass());
    }

    private static String notTrusted(FetchOutcome.NotTrusted refused) {
        String begin = refused.source() + " is no trusted peer, so it was not asked; ";
        String name = refused.file().name().text();
        if (refused.trusted().isEmpty()) {
            return begin + "no trusted peer is known to have " + name;
        }
        return begin + "these are, and have " + name + ":\n"
                + refused.trusted().stream().map(TrustFailures::line).collect(Collectors.joining("\n"));
    }

    private static String line(Member member) {
        return "  " + member + (member.role() == Role.DATABASE ? ", the database peer" : "");
    }
}

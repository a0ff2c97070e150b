package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.model.Approval;
import reliablep2p.model.FileVersion;

/** What a person reads of a version of a file. */
final class VersionText {
    private VersionText() {}

    /** Its name and size; the number only where there is more than one. */
    static String named(FileVersion version) {
        String size = Quantities.size(version.file().size());
        return version.file().name() + " (" + (version.number() > 1 ? "version " + version.number() + ", " : "") + size
                + ")";
    }

    /** Who shared it, for a table. */
    static String from(FileVersion version, WhoIsWho who) {
        return version.approval()
                .sharer()
                .map(who::name)
                .orElse(version.approval().by() == Approval.By.DIRECTORY ? "database peer" : "");
    }

    /** Whether it is the one that {@code get} brings, for a table. */
    static String state(FileVersion version, List<FileVersion> all, Times times) {
        if (version.revocation().isPresent()) {
            return revoked(version, times);
        }
        int current = all.stream()
                .filter(FileVersion::isListed)
                .mapToInt(FileVersion::number)
                .max()
                .orElse(0);
        return version.number() == current ? "current" : "older";
    }

    private static String revoked(FileVersion version, Times times) {
        return version.revocation()
                .map(revocation -> "revoked " + times.day(revocation.when()) + WhoIsWho.words(": ", revocation.why()))
                .orElse("");
    }

    /** How and when it was approved. */
    static String approved(Approval approval, Times times) {
        String how = switch (approval.by()) {
            case DIRECTORY -> "by the operator, who put it into the database peer's directory";
            case OPERATOR -> "by the operator";
            case TRUSTED -> "at once, because a trusted peer shared it";
            case ALL -> "at once, as every file is in this network";
        };
        return times.exact(approval.when()) + ", " + how;
    }
}

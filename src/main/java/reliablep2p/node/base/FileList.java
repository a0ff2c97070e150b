package reliablep2p.node.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.ListedFile;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StoredFile;

/** Makes the list of the network's files; a person waits for it, with a hundred thousand files too. */
public final class FileList {
    private FileList() {}

    /** The files of the catalog with what this peer knows of them, sorted by name. */
    public static List<ListedFile> of(Knowledge knowledge) {
        List<TrustedFile> listed = knowledge.catalog().files();
        List<StoredFile> held = knowledge.held().files();
        Map<Sha256, Integer> holders = knowledge.holderCounts();
        int databases = (int) knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE)
                .count();
        List<ListedFile> list = new ArrayList<>(listed.size());
        int next = 0;
        // Both are sorted by name, so one walk through them finds what is here, without looking each name up.
        for (TrustedFile file : listed) {
            boolean here = next < held.size() && isSame(held.get(next).file(), file);
            while (!here && next < held.size() && isBefore(held.get(next).file(), file)) {
                next++;
                here = next < held.size() && isSame(held.get(next).file(), file);
            }
            int others = holders.isEmpty() ? 0 : holders.getOrDefault(file.sha256(), 0);
            list.add(new ListedFile(file, databases + (here ? 1 : 0) + others, here));
        }
        return list;
    }

    /** What equals tells, without what a record's equals takes until it is compiled: this mostly runs once. */
    private static boolean isSame(TrustedFile a, TrustedFile b) {
        return a.name().text().equals(b.name().text())
                && a.size() == b.size()
                && a.sha256().hex().equals(b.sha256().hex());
    }

    private static boolean isBefore(TrustedFile a, TrustedFile b) {
        return a.name().compareTo(b.name()) < 0;
    }
}

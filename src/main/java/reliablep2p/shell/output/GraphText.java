package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.node.FileHolders;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;

/**
 * Who has what, as a picture: a line a file, a column a peer, a mark where a peer holds a file. Where there are more peers
 * than columns fit, their names stand upright; where that is not enough, there are several pictures under each other.
 */
final class GraphText {
    private static final String HERE = "■";
    private static final String SEEN = "●";
    private static final String TOLD = "○";
    private static final String BACKUP = "◆";
    private static final String UNKNOWN = "·";

    /** What the marks mean, in the order of their strength. */
    static final List<String> LEGEND = List.of(
            HERE + " here, at this peer",
            SEEN + " seen: it sent or took the bytes",
            TOLD + " told by another peer",
            BACKUP + " backup of the database peer",
            UNKNOWN + " not known to have it");

    private static final int GAP = 2;
    private static final int NARROWEST_NAME = 8;

    private final List<FileHolders> files;
    private final List<Member> peers;
    private final List<String> headings;
    private final int width;
    private int nameWidth;
    private boolean upright;

    /**
     * The picture of these files.
     *
     * @param members of the network, each of which is a column
     * @param width of a line
     */
    GraphText(List<FileHolders> files, Collection<Member> members, int width) {
        this.files = files;
        this.peers = members.stream()
                .sorted(Comparator.comparing((Member member) -> member.role() == Role.DATABASE)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        this.headings = headings(peers);
        this.width = width;
        lay();
    }

    /** Ports where they tell the peers apart, else ids. */
    private static List<String> headings(List<Member> peers) {
        List<String> ports = peers.stream()
                .map(peer -> Integer.toString(peer.address().port()))
                .toList();
        return new TreeSet<>(ports).size() == ports.size()
                ? ports
                : peers.stream().map(peer -> peer.id().shortened()).toList();
    }

    private void lay() {
        int natural = files.stream()
                .mapToInt(line -> DisplayWidth.of(line.file().name().text()))
                .max()
                .orElse(0);
        long flat = (long) peers.size() * (longestHeading() + GAP);
        nameWidth = (int) Math.min(natural, Math.max(width * 2L / 5, width - flat));
        nameWidth = Math.max(Math.min(natural, NARROWEST_NAME), nameWidth);
        upright = nameWidth + flat > width;
        if (upright) {
            nameWidth = (int) Math.max(
                    Math.min(natural, NARROWEST_NAME),
                    Math.min(natural, Math.max(width * 2L / 5, width - 2L * peers.size())));
        }
    }

    private int longestHeading() {
        return headings.stream().mapToInt(String::length).max().orElse(0);
    }

    void print(UnaryOperator<String> heading, Consumer<String> lines) {
        int columns = Math.max(1, (width - nameWidth) / cell());
        List<Map<PeerId, String>> marks = files.stream().map(GraphText::marks).toList();
        for (int from = 0; from < peers.size(); from += columns) {
            int end = Math.min(peers.size(), from + columns);
            if (end - from < peers.size()) {
                lines.accept("");
                Wrapping.wrap("Peers " + (from + 1) + " to " + end + " of " + peers.size(), width)
                        .forEach(lines);
            }
            headingLines(from, end).forEach(line -> lines.accept(heading.apply(line)));
            for (int f = 0; f < files.size(); f++) {
                lines.accept(row(files.get(f), marks.get(f), from, end));
            }
        }
    }

    private int cell() {
        return upright ? GAP : longestHeading() + GAP;
    }

    private List<String> headingLines(int from, int end) {
        int height = upright ? longestHeading() : 1;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder(" ".repeat(nameWidth));
            for (String heading : headings.subList(from, end)) {
                String padded = DisplayWidth.padLeft(heading, longestHeading());
                line.append(DisplayWidth.padLeft(upright ? padded.substring(i, i + 1) : padded, cell()));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String row(FileHolders line, Map<PeerId, String> marks, int from, int end) {
        String name = DisplayWidth.shortenMiddle(line.file().name().text(), nameWidth);
        StringBuilder row = new StringBuilder(DisplayWidth.pad(name, nameWidth));
        int after = upright ? 0 : longestHeading() / 2;
        for (Member peer : peers.subList(from, end)) {
            String mark = marks.getOrDefault(peer.id(), UNKNOWN);
            row.append(" ".repeat(cell() - 1 - after)).append(mark).append(" ".repeat(after));
        }
        return row.toString().stripTrailing();
    }

    private static Map<PeerId, String> marks(FileHolders line) {
        Map<PeerId, String> marks = new HashMap<>();
        for (Holder holder : line.holders()) {
            marks.put(holder.id(), mark(holder.how()));
        }
        return marks;
    }

    private static String mark(Provenance how) {
        if (how instanceof Provenance.Here) {
            return HERE;
        }
        if (how instanceof Provenance.Backup) {
            return BACKUP;
        }
        return how instanceof Provenance.Seen ? SEEN : TOLD;
    }
}

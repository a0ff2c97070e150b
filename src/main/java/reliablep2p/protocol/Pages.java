package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/**
 * Splits lists that are longer than a frame over several messages ({@code docs/PROTOCOL.md}, "update_peers"), and
 * cuts maps to what one frame holds. Each entry is encoded once to learn its length, so the cost is linear.
 *
 * <p>A limit is that of a frame's payload in bytes; one of 1 KiB or more is always kept, since no entry is longer.
 */
public final class Pages {
    private Pages() {}

    /**
     * The messages that carry the whole peer list, all with the same number; one at least.
     *
     * @param number of the list's state
     */
    public static List<UpdatePeers> wholePeerList(long number, Collection<Member> members, int maxBytes) {
        List<PageFiller.Page<Member, PeerId>> pages =
                peerPages(members, List.of(), maxBytes).atLeastOne();
        List<UpdatePeers> updates = new ArrayList<>();
        for (PageFiller.Page<Member, PeerId> page : pages) {
            boolean more = updates.size() < pages.size() - 1;
            updates.add(new UpdatePeers(number, true, more, page.added(), List.of()));
        }
        return List.copyOf(updates);
    }

    /**
     * The messages that carry a change of the peer list, each a change of its own; none if nothing changed.
     *
     * @param firstNumber of the first message; the next ones count on from it
     */
    public static List<UpdatePeers> peerChanges(
            long firstNumber, Collection<Member> joined, Collection<PeerId> left, int maxBytes) {
        List<UpdatePeers> updates = new ArrayList<>();
        for (PageFiller.Page<Member, PeerId> page :
                peerPages(joined, left, maxBytes).pages()) {
            updates.add(new UpdatePeers(firstNumber + updates.size(), false, false, page.added(), page.removed()));
        }
        return List.copyOf(updates);
    }

    /**
     * The map of as many of the first claims as one frame holds.
     *
     * @param claims the most useful ones first; those without a holder are left out, holders over
     *     {@link MapAnswer#MAX_HOLDERS} too
     */
    public static MapAnswer fittingMap(List<MapAnswer.Claim> claims, int maxBytes) {
        int room = maxBytes - MessageCodec.encode(new MapAnswer(List.of())).length;
        MapWriter writer = new MapWriter();
        List<MapAnswer.Claim> fitting = new ArrayList<>();
        for (MapAnswer.Claim claim : claims) {
            if (claim.holders().isEmpty()) {
                continue;
            }
            MapAnswer.Claim capped = capped(claim);
            writer.add(capped);
            if (writer.bytes() > room || fitting.size() == MapAnswer.MAX_CLAIMS) {
                break;
            }
            fitting.add(capped);
        }
        return new MapAnswer(fitting);
    }

    private static MapAnswer.Claim capped(MapAnswer.Claim claim) {
        List<PeerId> holders = claim.holders();
        int count = Math.min(holders.size(), MapAnswer.MAX_HOLDERS);
        return new MapAnswer.Claim(claim.name(), claim.sha256(), holders.subList(0, count));
    }

    private static PageFiller<Member, PeerId> peerPages(
            Collection<Member> joined, Collection<PeerId> left, int maxBytes) {
        UpdatePeers longest = new UpdatePeers(Long.MAX_VALUE, false, false, List.of(), List.of());
        PageFiller<Member, PeerId> filler = new PageFiller<>(maxBytes - MessageCodec.encode(longest).length);
        left.forEach(id -> filler.remove(id, length(id.hex())));
        joined.forEach(member -> filler.add(member, length(MessageWriter.entry(member))));
        return filler;
    }

    /** What an object and its comma take in a list. */
    private static int length(JsonBuilder object) {
        return object.toBytes().length + 1;
    }

    /** What a text and its comma take in a list: a whole object less what is around its only text. */
    private static int length(String text) {
        return length(JsonBuilder.object().put("", text)) - "{\"\":}".length();
    }
}

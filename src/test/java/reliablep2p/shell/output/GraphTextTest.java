package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.node.FileHolders;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class GraphTextTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
    private static final Member CID = Sample.member(9003, Role.PEER);
    private static final List<FileHolders> FILES = List.of(
            new FileHolders(
                    Sample.HANGMAN,
                    List.of(
                            Holder.present(Sample.SELF, new Provenance.Here()),
                            Holder.present(Sample.OTHER, new Provenance.Seen(DAY)),
                            Holder.present(CID, new Provenance.Told(Sample.OTHER.id(), Optional.of(Sample.OTHER), DAY)),
                            Holder.present(Sample.DATABASE, new Provenance.Backup()))),
            new FileHolders(Sample.WIDE, List.of(Holder.present(Sample.DATABASE, new Provenance.Backup()))));
    private static final List<Member> MEMBERS = List.of(Sample.DATABASE, Sample.SELF, Sample.OTHER, CID);

    private static List<String> drawn(List<Member> members, int width) {
        List<String> lines = new ArrayList<>();
        new GraphText(FILES, members, width).print(UnaryOperator.identity(), lines::add);
        return lines;
    }

    @Test
    void drawsAColumnForEachPeerWithTheDatabasePeerLast() {
        assertThat(drawn(MEMBERS, 80))
                .containsExactly(
                        "                                9001  9002  9003  9000",
                        "hangman.java                     ■     ●     ○     ◆",
                        "日本語の長いファイル名です.txt   ·     ·     ·     ◆");
    }

    @Test
    void setsTheHeadingsUprightWhereThereIsLittleRoom() {
        assertThat(drawn(MEMBERS, 20))
                .containsExactly(
                        "             9 9 9 9",
                        "             0 0 0 0",
                        "             0 0 0 0",
                        "             1 2 3 0",
                        "hangman.java ■ ● ○ ◆",
                        "日本語….txt  · · · ◆");
    }

    @Test
    void drawsSeveralPicturesOfManyPeers() {
        List<Member> many = new ArrayList<>(MEMBERS);
        IntStream.range(0, 100).forEach(i -> many.add(Sample.member(10_000 + i, Role.PEER)));
        List<String> lines = drawn(many, 80);
        assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(80));
        assertThat(lines.stream().filter(line -> line.startsWith("Peers "))).hasSizeGreaterThan(1);
        assertThat(lines.stream().filter(line -> line.startsWith("hangman")).reduce("", String::concat))
                .containsOnlyOnce("■")
                .containsOnlyOnce("●")
                .containsOnlyOnce("○")
                .containsOnlyOnce("◆");
    }

    @Test
    void usesIdsWherePortsAreNotOnesOwn() {
        Member twin = new Member(
                CID.id(),
                new reliablep2p.model.Address("10.0.0.9", Sample.OTHER.address().port()),
                Role.PEER);
        assertThat(drawn(List.of(Sample.OTHER, twin), 80).get(0))
                .contains(Sample.OTHER.id().shortened(), CID.id().shortened());
    }

    @Test
    void fitsEveryWidth() {
        for (int width = 20; width <= 200; width++) {
            RecordingScreen screen = new RecordingScreen(width);
            Output.text(screen, new Style(false)).print(new Answer.Graph(FILES, MEMBERS, Filter.none(2)));
            int columns = width;
            assertThat(screen.answers())
                    .as("width %d", width)
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void givesAProgramTheSameObjectsAsTheTable() {
        RecordingScreen screen = new RecordingScreen(80);
        Output.json(screen).print(new Answer.Graph(FILES.subList(0, 1), MEMBERS, Filter.none(1)));
        Output.json(screen)
                .print(new Answer.Locations(
                        List.of(new reliablep2p.node.KnownHolders(
                                Sample.HANGMAN, List.of(Sample.SELF, Sample.OTHER, CID, Sample.DATABASE))),
                        Filter.none(1)));
        assertThat(screen.answers().get(0)).isEqualTo(screen.answers().get(1));
    }
}

package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.RogueServer;
import reliablep2p.trust.Identity;

/** Promise 5, its second part: nobody speaks for another, and nobody is dialled who is no member. */
class ImpostorsCampaign extends CampaignFixture {
    private static final String MELODY = "melody.mp3";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Member> victims = new ArrayList<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<String> wrongAnswers = new ArrayList<>();

    private void start(Campaign campaign, int files) throws Exception {
        publish(campaign, MELODY, 50_000);
        for (int i = 0; i < files; i++) {
            publish(campaign, "file" + i + ".bin", 1_000 + i);
        }
        prompts.add(new Prompt(database("-f", "-", "--keep-going")));
        victims.add(member(network.databasePort(), Role.DATABASE, db));
        for (int i = 0; i < 2; i++) {
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            peer.get(MELODY, PATIENCE);
            prompts.add(peer);
            victims.add(member(port, Role.PEER, network.filesOf(port)));
        }
    }

    private static Member member(int port, Role role, Path directory) throws Exception {
        byte[] pem = Files.readAllBytes(directory.resolve(".reliablep2p").resolve("identity.pem"));
        return new Member(Identity.parsePem(pem).id(), new Address("127.0.0.1", port), role);
    }

    @Test
    void whoSpeaksForAnotherIsNotHeard() throws Exception {
        try (Campaign campaign = Campaign.begin("impostors");
                RogueServer trap = RogueServer.tcp(peer -> peer.awaitEnd())) {
            int rounds = Math.max(Impostor.Act.values().length, Campaign.times(40, 2_000));
            start(campaign, rounds);
            for (int round = 0; round < rounds; round++) {
                play(campaign, round, trap.member());
                assertThat(trap.accepted())
                        .as("connections to nobody's address")
                        .isZero();
            }
            assertThat(wrongAnswers).as("seed " + campaign.seed()).isEmpty();
            assertThat(campaign.counted("maps of strangers")).isPositive();
            for (Prompt prompt : prompts) {
                for (Member victim : victims) {
                    assertThat(prompt.process().out().all())
                            .as("news that %s left", victim)
                            .noneMatch(line -> line.startsWith("{\"event\":\"left\"")
                                    && line.contains(victim.id().hex()));
                }
            }
        }
    }

    private void play(Campaign campaign, int round, Member trap) throws Exception {
        List<Impostor.Act> acts = List.of(Impostor.Act.values());
        Impostor.Act act = acts.get(round % acts.size());
        int victim = campaign.random().nextInt(victims.size());
        Member another = victims.get(1 + campaign.random().nextInt(victims.size() - 1));
        try (Impostor impostor = new Impostor(new Impostor.Scene(victims, trap))) {
            for (Prompt prompt : prompts) {
                awaitListed(prompt, impostor.member());
            }
            impostor.act(act, victim, another).forEach(answer -> wrongAnswers.add(act + ": " + answer));
            campaign.count(act.toString());
            for (int i = 1; i < prompts.size(); i++) {
                prompts.get(i)
                        .get("file" + round + ".bin", PATIENCE); // Who has it? An impostor says that a stranger does.
            }
            for (Prompt prompt : prompts) {
                checkPeers(prompt, impostor.member());
            }
            // The one whose port somebody else has named is still to be found there.
            Prompt asker = prompts.get(another.equals(victims.get(1)) ? 2 : 1);
            assertThat(asker.ask(
                            "secure-get " + MELODY + " " + another.address().port(), Prompt.FETCHED_OR_NOT, PATIENCE))
                    .as(act.toString())
                    .doesNotContain("\"event\":\"error\"");
            campaign.count("maps of strangers", impostor.lies());
        }
        for (Prompt prompt : prompts) {
            prompt.awaitWhole(victims.size(), PATIENCE);
        }
    }

    private static void awaitListed(Prompt prompt, Member member) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> prompt.all("peers", "peer").stream()
                        .anyMatch(line -> line.contains(member.id().hex())));
    }

    /** All victims are listed where they are, once; and nobody else but the impostor, which has left at most. */
    private void checkPeers(Prompt prompt, Member impostor) throws Exception {
        List<String> listed = prompt.all("peers", "peer");
        for (Member victim : victims) {
            assertThat(listed)
                    .filteredOn(line -> line.contains(victim.id().hex()))
                    .as("%s in %s", victim, listed)
                    .singleElement()
                    .asString()
                    .contains("\"host\":\"127.0.0.1\",\"port\":"
                            + victim.address().port() + ",")
                    .contains("\"role\":\"" + (victim.role() == Role.DATABASE ? "database" : "peer") + "\"");
        }
        assertThat(listed)
                .filteredOn(line -> victims.stream()
                        .noneMatch(victim -> line.contains(victim.id().hex())))
                .as("others than victims")
                .allMatch(line -> line.contains(impostor.id().hex()));
    }
}

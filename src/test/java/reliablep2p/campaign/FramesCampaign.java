package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.node.RogueMember;

/**
 * Frames that nobody meant, for a running database peer and a running peer: from a member and from a stranger over TLS,
 * and from anybody before it. Promise 4: nobody dies of them, and nothing of them stays behind. Promise 5: a stranger is told
 * errors only; whatever a member is told can be read.
 */
class FramesCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** So many that the base is one: what is loaded at the first use is there. */
    private static final int WARM = 4_000;

    private static final String NO = "{\"type\":\"error\",\"code\":\"not_listed\",\"message\":\"no\"}";

    @Test
    void survivesFramesThatNobodyMeant() throws Exception {
        try (Campaign campaign = Campaign.begin("frames")) {
            publish(campaign, "melody.mp3", 30_000);
            JarProcess database = database();
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            List<JarProcess> victims = List.of(database, peer.process());
            // Whoever takes an offer of the member's seriously asks it for the bytes.
            try (RogueMember member = new RogueMember(network.databasePort(), (asker, request) -> asker.sendFrame(NO));
                    FrameSenders senders =
                            new FrameSenders(campaign, member.identity(), List.of(network.databasePort(), port))) {
                senders.send(WARM);
                List<Footprint> base = List.of(Footprint.of(database), Footprint.of(peer.process()));
                long begun = System.nanoTime();
                senders.send(Campaign.times(100_000, 1_000_000));
                campaign.count(
                        "seconds of sending",
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds());
                assertThat(senders.faults()).as("seed " + campaign.seed()).isEmpty();
                assertThat(campaign.counted("answers, STRANGER")).isPositive();
                assertThat(campaign.counted("answers, MEMBER")).isPositive();
                for (int i = 0; i < victims.size(); i++) {
                    assertThat(victims.get(i).isAlive())
                            .as(victims.get(i)::toString)
                            .isTrue();
                    base.get(i).awaitBack(victims.get(i), PATIENCE);
                }
            }
            timeGet(port, peer, "melody.mp3", PATIENCE);
            for (JarProcess victim : victims) {
                assertThat(victim.err().all())
                        .as("nothing is thrown at the person")
                        .isEmpty();
            }
        }
    }
}

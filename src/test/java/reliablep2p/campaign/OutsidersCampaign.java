package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.net.ListeningHost;
import reliablep2p.net.RoguePeer;
import reliablep2p.protocol.AdmittedAnswer;
import reliablep2p.trust.Identity;

/** Promise 5, its first part: nobody who was not admitted gets a byte, where joining is by invitation. */
class OutsidersCampaign extends CampaignFixture {
    /** On such an address a database peer wants invitations; everything here is dialled on the loopback all the same. */
    private static final String EVERYWHERE = "0.0.0.0";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String MELODY = "melody.mp3";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern WORD = Pattern.compile("\"invitation\":\"([^\"]+)\"");
    private static final int IDENTITIES = 8;
    /** A stranger's request is answered after two seconds, in case that it is a newcomer's. */
    private static final int AT_A_TIME = 24;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Prompt database;
    private Prompt holder;
    private int holderPort;

    @Test
    void whoWasNotAdmittedIsToldErrorsOnly() throws Exception {
        assumeTrue(
                new ListeningHost(EVERYWHERE).forOthers().isPresent(), "this machine has no address but the loopback");
        try (Campaign campaign = Campaign.begin("outsiders")) {
            byte[] bytes = publish(campaign, MELODY, 300_000);
            database = new Prompt(database("--host", EVERYWHERE, "-f", "-", "--keep-going"));
            holderPort = JarNetwork.freePort();
            holder = peerOf(network, network.databasePort(), holderPort);
            Invitation holders = invitation();
            assertThat(holder.ask("connect " + holders.word(), "connected|error", PATIENCE))
                    .contains("\"event\":\"connected\"");
            holder.get(MELODY, PATIENCE);
            Invitation open = invitation();
            Identity expelled = Identity.generate();
            SignedText admission = expelledAfter(invitation(), expelled);
            String members = members();
            Outsider.Known known = new Outsider.Known(
                    MELODY, Sha256.of(bytes).hex(), holders.secret().hex(), admission, identityOf(holderPort));
            askAll(campaign, known, expelled);
            assertThat(told).as("told to outsiders, seed " + campaign.seed()).isEmpty();
            for (Outsider.Kind kind : Outsider.Kind.values()) {
                assertThat(campaign.counted((kind.isHeard() ? "answers to " : "unheard ") + kind))
                        .as(kind.toString())
                        .isPositive();
            }
            assertThat(members()).as("who was let in").isEqualTo(members);
            holder.awaitWhole(2, PATIENCE);
            // The invitation that nobody has shown is still good, so that what was refused was not the way of asking.
            assertThat(admittedBy(open, Identity.generate())).isNotNull();
        }
    }

    /** For one; the address in it is that of the loopback. */
    private Invitation invitation() throws Exception {
        Matcher word = WORD.matcher(database.ask("invite", "invitation|error", PATIENCE));
        assertThat(word.find()).isTrue();
        Invitation made = Invitation.parse(word.group(1));
        return new Invitation(new Address(LOOPBACK, network.databasePort()), made.database(), made.secret());
    }

    /** Joins with an invitation, and goes when it has what the network has signed for it. */
    private SignedText admittedBy(Invitation invitation, Identity identity) throws IOException {
        try (RoguePeer peer = RoguePeer.tls(network.databasePort(), identity)) {
            peer.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":1024,\"invitation\":\""
                    + invitation.secret().hex() + "\"}");
            AtomicReference<SignedText> admission = new AtomicReference<>();
            Answers.read(peer.input(), answer -> {
                if (answer instanceof AdmittedAnswer admitted) {
                    admission.set(admitted.admission());
                    peer.hangUp();
                }
            });
            return admission.get();
        }
    }

    private SignedText expelledAfter(Invitation invitation, Identity identity) throws Exception {
        SignedText admission = admittedBy(invitation, identity);
        assertThat(database.ask("expel " + identity.id().hex(), "expelled|error", PATIENCE))
                .contains("\"event\":\"expelled\"");
        return admission;
    }

    private Identity identityOf(int port) throws Exception {
        return Identity.parsePem(
                Files.readAllBytes(network.filesOf(port).resolve(".reliablep2p").resolve("identity.pem")));
    }

    /** Everybody whom the database peer knows. */
    private String members() throws Exception {
        return String.join("\n", database.all("members", "member"));
    }

    private void askAll(Campaign campaign, Outsider.Known known, Identity expelled) throws Exception {
        List<Identity> identities = new ArrayList<>(
                Stream.generate(Identity::generate).limit(IDENTITIES).toList());
        identities.add(expelled);
        int kinds = Outsider.Kind.values().length;
        // Each kind at least once for each victim.
        int rounds = Math.max(2 * kinds, Campaign.times(500, 20_000));
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                int victim = i / kinds % 2 == 0 ? network.databasePort() : holderPort;
                Outsider.Kind kind = Outsider.kind(i);
                Identity identity = identities.get(campaign.random().nextInt(identities.size()));
                Outsider outsider =
                        new Outsider(known, new Random(campaign.random().nextLong()));
                all.add(threads.submit(() -> ask(campaign, outsider, victim, kind, identity)));
            }
            for (Future<?> one : all) {
                one.get(2, TimeUnit.HOURS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void ask(Campaign campaign, Outsider outsider, int victim, Outsider.Kind kind, Identity identity) {
        campaign.count("connections");
        try {
            Answers answers = outsider.ask(victim, kind, identity);
            campaign.count("errors", answers.errors());
            if (kind.isHeard()) {
                campaign.count("answers to " + kind, answers.all().size());
            } else if (answers.size() == 0) {
                campaign.count("unheard " + kind);
            }
            if (!answers.tellNothing() || (!kind.isHeard() && answers.size() > 0)) {
                told.add(kind + " at " + victim + ": " + answers.all());
            }
        } catch (IOException e) {
            campaign.count("connections ended early");
            if (!kind.isHeard()) {
                campaign.count("unheard " + kind);
            } else if (!(e instanceof SocketException)) {
                told.add(kind + " at " + victim + ": " + e);
            }
        }
    }
}

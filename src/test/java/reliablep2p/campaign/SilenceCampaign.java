package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.net.Cable;

/**
 * Nothing moves, and nobody says so: on the way to the database peer, or because a process stands still. Promise 3: each
 * command ends with an answer. Promise 6: the network is whole again within 10 seconds of its end, and nobody types.
 */
class SilenceCampaign extends CampaignFixture {
    private static final Duration WHOLE = Duration.ofSeconds(10);
    /** A command that meets a way on which nothing moves ends within this, see docs/RELIABILITY.md. */
    private static final Duration ANSWERED = Duration.ofSeconds(45);

    @Test
    void everyCommandEndsWhenNothingMoves() throws Exception {
        try (Campaign campaign = Campaign.begin("silent way");
                Cable cable = new Cable(network.databasePort())) {
            publish(campaign, "large.bin", 12_000_000);
            database();
            int port = JarNetwork.freePort();
            Prompt peer = joined(cable.address().port(), port);
            publish(campaign, directory, "offered.bin", 2_000); // A peer that shares a file keeps a copy.
            List<String> commands =
                    List.of("get large.bin", "share " + directory.resolve("offered.bin"), "list", "peers", "connect");
            for (int round = 0; round < Campaign.times(1, 20); round++) {
                for (Cable.Way way : Cable.Way.values()) {
                    Files.deleteIfExists(network.filesOf(port).resolve("large.bin"));
                    cable.trickle(4_000_000);
                    peer.process().type("get large.bin\n");
                    peer.await("progress", JarProcess.PATIENCE);
                    cable.silence(way);
                    campaign.count("silences");
                    String cut = peer.await(Prompt.FETCHED_OR_NOT, ANSWERED);
                    assertThat(cut).as("mid-file, " + way).contains("\"event\":\"error\"");
                    for (String command : commands) {
                        long begun = System.nanoTime();
                        peer.ask(command, "fetched|present|error|shared|file|peer|connected|got", ANSWERED);
                        long millis = (System.nanoTime() - begun) / 1_000_000;
                        campaign.most("ms at most, " + command.substring(0, 4), millis);
                    }
                    cable.heal();
                    campaign.most(
                            "ms to be whole at most", peer.awaitWhole(2, WHOLE).toMillis());
                    peer.get("large.bin", ANSWERED);
                    check(campaign, network.filesOf(port), List.of("large.bin"));
                }
            }
        }
    }

    /** Which process stands still. */
    private enum Stopped {
        DATABASE,
        HOLDER,
        ASKER
    }

    @Test
    void eachRoleStandsStillForAMinute() throws Exception {
        // The three wait side by side: a minute is long.
        ExecutorService side = Executors.newFixedThreadPool(Stopped.values().length);
        try (Campaign campaign = Campaign.begin("standing still")) {
            for (int round = 0; round < Campaign.times(1, 10); round++) {
                List<Future<?>> all = new ArrayList<>();
                for (Stopped role : Stopped.values()) {
                    Path home = Files.createDirectory(directory.resolve(role.name() + round));
                    byte[] held = campaign.bytes(500_000);
                    byte[] other = campaign.bytes(3_000_000);
                    all.add(side.submit(() -> {
                        standStill(campaign, role, home, held, other);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get(4, TimeUnit.MINUTES);
                }
                campaign.count("processes stopped", all.size());
            }
        } finally {
            side.shutdownNow();
        }
    }

    private static void standStill(Campaign campaign, Stopped role, Path home, byte[] held, byte[] other)
            throws Exception {
        JarNetwork own = new JarNetwork(home);
        try {
            Files.createDirectory(own.db());
            Files.write(own.db().resolve("held.bin"), held);
            Files.write(own.db().resolve("other.bin"), other);
            JarProcess database = databaseOf(own);
            int holderPort = JarNetwork.freePort();
            int askerPort = JarNetwork.freePort();
            Prompt holder = peerOf(own, own.databasePort(), holderPort);
            Prompt asker = peerOf(own, own.databasePort(), askerPort);
            holder.connect();
            holder.get("held.bin", JarProcess.PATIENCE);
            asker.connect();
            JarProcess stopped = switch (role) {
                case DATABASE -> database;
                case HOLDER -> holder.process();
                case ASKER -> asker.process();
            };
            if (role == Stopped.ASKER) {
                stopped.type("get other.bin\n");
            }
            stopped.stop();
            long begun = System.nanoTime();
            switch (role) {
                case DATABASE -> {
                    asker.get("held.bin", ANSWERED);
                    asker.ask("get other.bin", Prompt.FETCHED_OR_NOT, ANSWERED);
                    asker.ask("list", "file|error", ANSWERED);
                }
                case HOLDER -> {
                    asker.get("held.bin", ANSWERED);
                    asker.get("other.bin", ANSWERED);
                }
                case ASKER -> holder.get("other.bin", ANSWERED);
            }
            Duration rest = Duration.ofSeconds(60).minusNanos(System.nanoTime() - begun);
            assertThat(stopped.endsWithin(rest)).isFalse();
            stopped.proceed();
            for (Prompt peer : List.of(asker, holder)) {
                campaign.most(
                        "ms to be whole at most", peer.awaitWhole(3, WHOLE).toMillis());
            }
            if (role == Stopped.ASKER) {
                // What was typed a minute ago ends by itself, one way or the other.
                asker.process().out().awaitAnywhere("\\{\"event\":\"(?:" + Prompt.FETCHED_OR_NOT + ")\".*");
            }
            asker.get("other.bin", ANSWERED);
            asker.get("held.bin", ANSWERED);
            assertThat(own.filesOf(askerPort).resolve("held.bin")).hasBinaryContent(held);
            assertThat(own.filesOf(askerPort).resolve("other.bin")).hasBinaryContent(other);
        } finally {
            own.close();
        }
    }
}

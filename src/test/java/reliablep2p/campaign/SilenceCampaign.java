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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.net.Cable;
import reliablep2p.storage.BitRot;

/**
 * Nothing moves, and nobody says so: on the way to the database peer, or because a process stands still. Promise 3: each
 * command ends with an answer. Promise 6: the network is whole again within 10 seconds of its end, and nobody types.
 */
class SilenceCampaign extends CampaignFixture {
    private static final Duration WHOLE = Duration.ofSeconds(10);
    /** What the deadlines of docs/RELIABILITY.md are made of: silence that is waited for, once. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration AT_ONCE = Duration.ZERO;
    /** What copies everything takes as long as a disk does, and waits for no member. */
    private static final Duration AT_THE_DISKS_PACE = Duration.ofSeconds(8);

    /** What a machine may take besides that has other things to do as well. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(2);

    /**
     * A command, and what it may take.
     *
     * @param typed the whole line
     * @param within see docs/RELIABILITY.md
     * @param events what may end it
     */
    private record Deadline(String typed, Duration within, String events) {
        /** Types it, and wants its end in time. */
        String meet(Campaign campaign, Prompt prompt) throws Exception {
            long begun = System.nanoTime();
            String answer = prompt.ask(typed, events, within.plus(ALLOWANCE));
            long millis = (System.nanoTime() - begun) / 1_000_000;
            campaign.most("ms at most of " + typed.split(" ", 2)[0], millis);
            assertThat(millis)
                    .as(typed + " ended with " + answer)
                    .isLessThan(within.plus(ALLOWANCE).toMillis());
            campaign.count("commands");
            return answer;
        }
    }

    /** What a peer is asked while nothing moves between it and the database peer, which has all files. */
    private static List<Deadline> ofAPeer(Path offered, int database) {
        return List.of(
                new Deadline("get large.bin", SILENCE, Prompt.FETCHED_OR_NOT),
                new Deadline("secure-get large.bin " + database, SILENCE, Prompt.FETCHED_OR_NOT),
                new Deadline("share " + offered, SILENCE.plus(SILENCE), "shared|error"),
                new Deadline("list", AT_ONCE, "file"),
                new Deadline("peers", AT_ONCE, "peer"),
                new Deadline("status", AT_ONCE, "status"),
                new Deadline("address-book", AT_ONCE, "holders"),
                new Deadline("seeding", AT_ONCE, "seeding"),
                new Deadline("info small.bin", AT_ONCE, "info"),
                new Deadline("limit", AT_ONCE, "limits"),
                new Deadline("connect", SILENCE.plus(SILENCE), "connected|error"),
                new Deadline("disconnect", Duration.ofSeconds(5), "disconnected"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void everyCommandEndsWhenNothingMoves() throws Exception {
        ExecutorService side = Executors.newFixedThreadPool(Cable.Way.values().length);
        try (Campaign campaign = Campaign.begin("silent way")) {
            for (int round = 0; round < Campaign.times(1, 20); round++) {
                List<Future<?>> all = new ArrayList<>();
                for (Cable.Way way : Cable.Way.values()) {
                    Path home = Files.createDirectory(directory.resolve(way.name() + round));
                    byte[] large = campaign.bytes(12_000_000);
                    all.add(side.submit(() -> {
                        askInSilence(campaign, way, home, large);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get(4, TimeUnit.MINUTES);
                }
            }
            assertThat(campaign.counted("commands")).isPositive();
        } finally {
            side.shutdownNow();
        }
    }

    private static void askInSilence(Campaign campaign, Cable.Way way, Path home, byte[] large) throws Exception {
        JarNetwork own = new JarNetwork(home);
        try (Cable cable = new Cable(own.databasePort())) {
            Files.createDirectory(own.db());
            Files.write(own.db().resolve("large.bin"), large);
            Files.write(own.db().resolve("small.bin"), new byte[1_000]);
            Path offered = Files.write(home.resolve("offered.bin"), new byte[2_000]); // Who shares a file keeps a copy.
            databaseOf(own);
            int port = JarNetwork.freePort();
            Prompt peer = peerOf(own, cable.address().port(), port);
            peer.connect();
            peer.get("small.bin", SILENCE);
            cable.trickle(4_000_000);
            peer.process().type("get large.bin\n");
            peer.await("progress", JarProcess.PATIENCE);
            cable.silence(way);
            campaign.count("silences");
            String cut = peer.await(Prompt.FETCHED_OR_NOT, SILENCE.plus(ALLOWANCE));
            assertThat(cut).as("mid-file, " + way).contains("\"event\":\"error\"");
            List<Deadline> all = ofAPeer(offered, cable.address().port());
            for (Deadline deadline : all.subList(0, all.size() - 1)) {
                deadline.meet(campaign, peer);
            }
            cable.heal();
            campaign.most("ms to be whole at most", peer.awaitWhole(2, WHOLE).toMillis());
            peer.get("large.bin", SILENCE);
            assertThat(own.filesOf(port).resolve("large.bin")).hasBinaryContent(large);
            cable.silence(way);
            all.get(all.size() - 1).meet(campaign, peer);
            peer.process().exitCode();
        } finally {
            own.close();
        }
    }

    /** What the operator of a database peer types while a member stands still. */
    private static List<Deadline> ofTheDatabasePeer(int member, Path backup) {
        return List.of(
                new Deadline("approve offered.bin", AT_ONCE, "approved"),
                new Deadline("trust " + member, AT_ONCE, "trust_given"),
                new Deadline("untrust " + member, AT_ONCE, "trust_taken"),
                new Deadline("revoke small.bin", AT_ONCE, "revoked"),
                new Deadline("list", AT_ONCE, "file"),
                new Deadline("members", AT_ONCE, "member"),
                new Deadline("status", AT_ONCE, "status"),
                new Deadline("catalog verify", AT_ONCE, "catalog_check"),
                new Deadline("backup " + backup, AT_THE_DISKS_PACE, "backed_up"),
                new Deadline("scrub", SILENCE, "scrubbed"),
                new Deadline("expel " + "0123456789abcdef".repeat(4), AT_ONCE, "expelled"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void everyCommandOfTheOperatorEndsWhenAMemberIsSilent() throws Exception {
        try (Campaign campaign = Campaign.begin("silent member")) {
            publish(campaign, "large.bin", 3_000_000);
            publish(campaign, "small.bin", 1_000);
            Path offered = directory.resolve("offered.bin");
            publish(campaign, directory, "offered.bin", 2_000);
            Prompt database = new Prompt(database("--approve", "none", "-f", "-", "--keep-going"));
            int port = JarNetwork.freePort();
            Prompt member = joined(port);
            member.get("large.bin", JarProcess.PATIENCE);
            assertThat(member.ask("share " + offered, "shared|error", JarProcess.PATIENCE))
                    .contains("\"state\":\"waiting\"");
            member.process().stop();
            BitRot.flip(db.resolve("large.bin"), 7); // Only the silent member could give it back.
            for (Deadline deadline : ofTheDatabasePeer(port, directory.resolve("backup"))) {
                deadline.meet(campaign, database);
            }
            member.process().proceed();
            assertThat(campaign.counted("commands")).isPositive();
        }
    }

    /** Which process stands still. */
    private enum Stopped {
        DATABASE,
        HOLDER,
        ASKER
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
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
                    asker.get("held.bin", SILENCE.plus(ALLOWANCE));
                    new Deadline("get other.bin", SILENCE, "error").meet(campaign, asker);
                    new Deadline("list", AT_ONCE, "file").meet(campaign, asker);
                }
                case HOLDER -> {
                    asker.get("held.bin", SILENCE.plus(SILENCE)); // It may be the first one that is asked.
                    asker.get("other.bin", SILENCE.plus(SILENCE));
                }
                case ASKER -> holder.get("other.bin", SILENCE);
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
            asker.get("other.bin", SILENCE);
            asker.get("held.bin", SILENCE);
            assertThat(own.filesOf(askerPort).resolve("held.bin")).hasBinaryContent(held);
            assertThat(own.filesOf(askerPort).resolve("other.bin")).hasBinaryContent(other);
        } finally {
            own.close();
        }
    }
}

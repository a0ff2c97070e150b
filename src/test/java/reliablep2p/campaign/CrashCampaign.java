package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.app.Tool;
import reliablep2p.campaign.FaultPoint.Fault;

/**
 * A crash, a failing disk or a full one at each system call that changes a file: of one receive, one approval and one
 * first start. Needs strace.
 */
class CrashCampaign extends CampaignFixture {
    private static final int KILLED = 128 + 9;
    /** How often a point is tried that other threads may reach first, or under another name. */
    private static final int TRIES = 4;

    private Path template;
    private Path trace;
    private int port;

    @BeforeEach
    void tryStrace() throws Exception {
        Tool.run(directory, "strace", "--version");
        Tool traced = Tool.run(directory, "strace", "-f", "-qq", "-e", "trace=fsync", "true");
        assumeTrue(traced.exitCode() == 0, "strace can't trace here: " + traced.printed());
        template = directory.resolve("template");
        trace = directory.resolve("trace");
        port = JarNetwork.freePort();
    }

    /** What is done again and again, from the same beginning, and what must be so afterwards. */
    private abstract static class Work {
        /** The directory that it changes. */
        abstract Path changes();

        /** Does it. */
        abstract JarProcess start(List<String> by) throws Exception;

        /** What an answer has promised. */
        abstract void check(JarProcess process) throws Exception;

        /** Does it again, now that nothing goes wrong any more. */
        abstract void goOn() throws Exception;
    }

    private void campaign(Campaign campaign, Work work) throws Exception {
        Tool.run(directory, "cp", "-a", work.changes().toString(), template.toString());
        work.start(FaultPoint.tracing(trace)).endsWith(0);
        Set<FaultPoint> all = FaultPoint.in(Trace.read(trace), work.changes());
        campaign.count("points", all.size());
        if (Campaign.isLong()) {
            for (Fault fault : Fault.values()) {
                for (FaultPoint point : some(campaign, all, Campaign.times(all.size()))) {
                    strike(campaign, work, point, fault);
                }
            }
        } else {
            strikeEachOnce(campaign, work, all);
        }
        long struck = campaign.counted("points struck");
        assertThat(struck).isPositive();
        // A thread may come by another way the next time; but not most of them.
        assertThat(campaign.counted("points hit") * 10)
                .as("tenths of the points that were hit, seed " + campaign.seed())
                .isGreaterThanOrEqualTo(struck * 9);
    }

    /** One fault each: at all calls that force or move something, and at some of the others. */
    private void strikeEachOnce(Campaign campaign, Work work, Set<FaultPoint> all) throws Exception {
        Fault[] faults = Fault.values();
        List<FaultPoint> decisive =
                all.stream().filter(FaultPoint::isForceOrMove).toList();
        int next = campaign.random().nextInt(faults.length);
        for (FaultPoint point : some(campaign, decisive, Campaign.times(decisive.size()))) {
            strike(campaign, work, point, faults[next++ % faults.length]);
        }
        List<FaultPoint> others =
                all.stream().filter(point -> !point.isForceOrMove()).toList();
        for (FaultPoint point : some(campaign, others, Campaign.times(6))) {
            strike(campaign, work, point, faults[next++ % faults.length]);
        }
    }

    private static List<FaultPoint> some(Campaign campaign, Collection<FaultPoint> all, int most) {
        List<FaultPoint> points = new ArrayList<>(all);
        Collections.shuffle(points, campaign.random());
        return points.subList(0, Math.min(most, points.size()));
    }

    private void strike(Campaign campaign, Work work, FaultPoint point, Fault fault) throws Exception {
        campaign.count("points struck");
        for (int tries = 0; tries < TRIES; tries++) {
            if (strikes(campaign, work, point, fault)) {
                campaign.count("points hit");
                campaign.count(fault.name().toLowerCase(Locale.ROOT));
                return;
            }
        }
        campaign.count("points missed");
        System.out.println("missed: " + fault + " at " + point);
    }

    /** Whether it was hit; whatever was, nothing may be lost. */
    private boolean strikes(Campaign campaign, Work work, FaultPoint point, Fault fault) throws Exception {
        Tool.run(directory, "rm", "-rf", work.changes().toString());
        Tool.run(directory, "cp", "-a", template.toString(), work.changes().toString());
        JarProcess process = work.start(point.with(fault, trace));
        assertThat(process.endsWithin(Duration.ofSeconds(60)))
                .as(() -> "end after " + fault + " at " + point + "; " + process)
                .isTrue();
        String situation = fault + " at " + point + ", seed " + campaign.seed() + "; " + process;
        Trace written = Trace.read(trace);
        assertThat(written.forcedAgain()).as("forced again: " + situation).isEmpty();
        assertThat(expected.corrupt(work.changes())).as("corrupt: " + situation).isEmpty();
        boolean hit = point.wasHit(fault, written, work.changes());
        try {
            if (hit && fault == Fault.KILL) {
                assertThat(process.exitCode()).isEqualTo(KILLED);
            }
            if (written.calls().stream().noneMatch(Trace.Call::lostAnAnswer)) {
                work.check(process);
            }
            work.goOn();
        } catch (AssertionError e) {
            throw new AssertionError(situation, e);
        }
        network.forgetEnded();
        return hit;
    }

    @Test
    void crashesAtEachStepOfAReceive() throws Exception {
        try (Campaign campaign = Campaign.begin("crash receive")) {
            publish(campaign, "big.bin", 2_500_000);
            for (int i = 0; i < (Campaign.isLong() ? 40 : 4); i++) {
                publish(campaign, "small" + i + ".bin", campaign.random().nextInt(9_000));
            }
            network.startDatabase(QUICK_START, "--no-samples");
            Path files = network.filesOf(port);
            network.start(QUICK_START, port, "--json", "-c", "connect").endsWith(0);
            campaign(campaign, new Work() {
                @Override
                Path changes() {
                    return files;
                }

                @Override
                JarProcess start(List<String> by) throws Exception {
                    return network.startBy(by, QUICK_START, port, "--json", "-c", "connect; get --all");
                }

                @Override
                void check(JarProcess process) throws Exception {
                    List<String> fetched = Expected.named(process, "fetched");
                    assertThat(Expected.missing(files, fetched)).isEmpty();
                    if (process.exitCode() != KILLED) {
                        // What it could not make sure of must not be there: the next get would say that it is.
                        assertThat(Expected.visible(files)).isSubsetOf(fetched);
                    }
                }

                @Override
                void goOn() throws Exception {
                    network.start(QUICK_START, port, "--json", "-c", "connect; get --all")
                            .endsWith(0);
                    assertThat(Expected.visible(files)).containsExactlyElementsOf(expected.names());
                    assertThat(expected.corrupt(files)).isEmpty();
                }
            });
        }
    }

    @Test
    void crashesAtEachStepOfAnApproval() throws Exception {
        try (Campaign campaign = Campaign.begin("crash approve")) {
            publish(campaign, "first.bin", 1_000);
            Path own = Files.createDirectory(directory.resolve("own"));
            publish(campaign, own, "offer.bin", 200_000);
            JarProcess database = network.startDatabase(QUICK_START, "--no-samples", "--approve", "none");
            network.start(QUICK_START, port, "-c", "connect; share " + own.resolve("offer.bin"))
                    .endsWith(0);
            database.terminate();
            database.endsWith(0);
            campaign(campaign, new Work() {
                private List<String> approved = List.of();

                @Override
                Path changes() {
                    return db;
                }

                @Override
                JarProcess start(List<String> by) throws Exception {
                    return network.startBy(
                            by,
                            QUICK_START,
                            network.databasePort(),
                            "--json",
                            "--approve",
                            "none",
                            "-c",
                            "approve offer.bin");
                }

                @Override
                void check(JarProcess process) throws Exception {
                    approved = Expected.named(process, "approved");
                    assertThat(Expected.missing(db, List.of("first.bin"))).isEmpty();
                    // What the disk would not name is named by the next start.
                    assertThat(expected.lost(db, approved)).isEmpty();
                }

                @Override
                void goOn() throws Exception {
                    JarProcess after = approving("list; status; approve offer.bin; list; catalog verify");
                    after.exitCode();
                    List<String> listed = beforeStatus(after);
                    assertThat(listed)
                            .as("listed after the start; " + after)
                            .contains("first.bin")
                            .containsAll(approved);
                    assertThat(Expected.named(after, "file"))
                            .as(after::toString)
                            .containsOnly("first.bin", "offer.bin");
                    assertThat(expected.corrupt(db)).isEmpty();
                    assertThat(Expected.missing(db, List.of("first.bin", "offer.bin")))
                            .isEmpty();
                    if (Campaign.isLong() || campaign.random().nextInt(4) == 0) {
                        network.startPlain(QUICK_START, List.of("doctor", db.toString()))
                                .endsWith(0);
                    }
                }
            });
        }
    }

    /** The names that a process has listed before it said how it stands. */
    private static List<String> beforeStatus(JarProcess process) {
        List<String> lines = process.out().all();
        int status = 0;
        while (!lines.get(status).startsWith("{\"event\":\"status\"")) {
            status++;
        }
        return Expected.namedIn(lines.subList(0, status), "file");
    }

    private JarProcess approving(String commands) throws Exception {
        return network.start(
                QUICK_START, network.databasePort(), "--json", "--approve", "none", "--keep-going", "-c", commands);
    }

    @Test
    void crashesAtEachStepOfAFirstStart() throws Exception {
        try (Campaign campaign = Campaign.begin("crash start")) {
            for (int i = 0; i < 3; i++) {
                publish(campaign, "file" + i + ".bin", 10_000);
            }
            campaign(campaign, new Work() {
                @Override
                Path changes() {
                    return db;
                }

                @Override
                JarProcess start(List<String> by) throws Exception {
                    return network.startBy(
                            by, QUICK_START, network.databasePort(), "--json", "--no-samples", "-c", "list");
                }

                @Override
                void check(JarProcess process) {
                    assertThat(Expected.missing(db, expected.names())).isEmpty();
                }

                @Override
                void goOn() throws Exception {
                    JarProcess after = network.start(
                            QUICK_START,
                            network.databasePort(),
                            "--json",
                            "--no-samples",
                            "-c",
                            "list; catalog verify");
                    after.endsWith(0);
                    assertThat(Expected.named(after, "file")).containsExactlyInAnyOrderElementsOf(expected.names());
                }
            });
        }
    }
}

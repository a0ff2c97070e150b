package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
        Set<FaultPoint> all = FaultPoint.in(trace, work.changes());
        campaign.count("points", all.size());
        for (Fault fault : Fault.values()) {
            List<FaultPoint> points = new ArrayList<>(all);
            Collections.shuffle(points, campaign.random());
            if (fault == Fault.EIO) {
                // What a disk says last counts most: these first.
                points.sort(Comparator.comparing(point -> !point.call().contains("sync")));
            }
            int most = Campaign.times(fault == Fault.ENOSPC ? 3 : 8, points.size());
            for (FaultPoint point : points.subList(0, Math.min(most, points.size()))) {
                strike(campaign, work, point, fault);
            }
        }
        // A call of some thread may come at another number the next time; but not most of them.
        assertThat(campaign.counted("not reached")).isLessThan(campaign.counted("strikes") / 2);
    }

    private void strike(Campaign campaign, Work work, FaultPoint point, Fault fault) throws Exception {
        Tool.run(directory, "rm", "-rf", work.changes().toString());
        Tool.run(directory, "cp", "-a", template.toString(), work.changes().toString());
        JarProcess process = work.start(point.with(fault, trace));
        assertThat(process.endsWithin(Duration.ofSeconds(60)))
                .as(() -> "end after " + fault + " at " + point + "; " + process)
                .isTrue();
        String situation = fault + " at " + point + ", seed " + campaign.seed() + "; " + process;
        campaign.count("strikes");
        boolean happened = fault == Fault.KILL ? process.exitCode() == KILLED : FaultPoint.hasHappened(trace);
        campaign.count(happened ? fault.name().toLowerCase(Locale.ROOT) : "not reached");
        assertThat(FaultPoint.forcedAgain(trace))
                .as("forced again: " + situation)
                .isEmpty();
        assertThat(expected.corrupt(work.changes())).as("corrupt: " + situation).isEmpty();
        try {
            work.check(process);
            work.goOn();
        } catch (AssertionError e) {
            throw new AssertionError(situation, e);
        }
        network.forgetEnded();
    }

    @Test
    void crashesAtEachStepOfAReceive() throws Exception {
        try (Campaign campaign = Campaign.begin("crash receive")) {
            publish(campaign, "big.bin", 2_500_000);
            for (int i = 0; i < 40; i++) {
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
                    List<String> approved = Expected.named(process, "approved");
                    assertThat(Expected.missing(db, List.of("first.bin"))).isEmpty();
                    assertThat(Expected.missing(db, approved)).isEmpty();
                    if (!approved.isEmpty()) {
                        JarProcess after = network.start(
                                QUICK_START, network.databasePort(), "--json", "--approve", "none", "-c", "list");
                        after.endsWith(0);
                        assertThat(Expected.named(after, "file")).containsAll(approved);
                    }
                }

                @Override
                void goOn() throws Exception {
                    JarProcess after = network.start(
                            QUICK_START,
                            network.databasePort(),
                            "--json",
                            "--approve",
                            "none",
                            "--keep-going",
                            "-c",
                            "approve offer.bin; list; catalog verify");
                    after.exitCode();
                    assertThat(Expected.named(after, "file"))
                            .as(after::toString)
                            .containsExactlyInAnyOrder("first.bin", "offer.bin");
                    assertThat(expected.corrupt(db)).isEmpty();
                    assertThat(Expected.missing(db, List.of("first.bin", "offer.bin")))
                            .isEmpty();
                    assertThat(network.startPlain(QUICK_START, List.of("doctor", db.toString()))
                                    .endsWith(0)
                                    .out()
                                    .all())
                            .isNotEmpty();
                }
            });
        }
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

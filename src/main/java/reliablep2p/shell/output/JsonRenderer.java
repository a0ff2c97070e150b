package reliablep2p.shell.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.BackupReport;
import reliablep2p.node.Connected;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.Finding;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.SeededFile;

/** Answers and events for a program: one object a line on standard output, with exact numbers and stable names. */
final class JsonRenderer implements Renderer {
    private final Screen screen;

    JsonRenderer(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void ready(Answer.Ready answer) {
        Member self = answer.self();
        print(address(event("ready").put("role", self.role().word()), self.address())
                .put("id", self.id().hex())
                .put("files", answer.files())
                .put("samples", answer.samples()));
    }

    @Override
    public void joined(Answer.Joined answer) {
        Connected outcome = answer.outcome();
        print(event("connected")
                .put("peers", outcome.peers())
                .put("files", outcome.files())
                .put("database", outcome.database().hex())
                .put("first_time", outcome.firstTime())
                .put("already", outcome.already())
                .put("database_away", outcome.databaseAway()));
        outcome.expired().ifPresent(when -> catalog().expired(new CatalogAnswer.Expired(when)));
    }

    @Override
    public void disconnected(Answer.Disconnected answer) {
        print(event("disconnected")
                .put(
                        "told",
                        answer.farewell().told().stream().map(JsonRenderer::of).toList())
                .put(
                        "missed",
                        answer.farewell().missed().stream()
                                .map(JsonRenderer::of)
                                .toList()));
    }

    @Override
    public void stopped(Answer.Stopped answer) {
        print(event("stopped"));
    }

    @Override
    public void files(Answer.Files answer) {
        for (ListedFile file : answer.files()) {
            print(file(event("file"), file.file())
                    .put("holders", file.holders())
                    .put("held", file.held()));
        }
    }

    @Override
    public void transfers(Answer.OfTransfers answer) {
        new TransferJson(this::print).print(answer.answer());
    }

    @Override
    public boolean tellsProgress() {
        return true;
    }

    @Override
    public void progress(Answer.Progress answer) {
        ProgressRow.Receiving row = answer.row();
        JsonBuilder json = file(event("progress"), row.file())
                .put("received", row.received())
                .put("rate", Math.round(row.rate()))
                .put("pieces", row.count())
                .put("verified", row.pieces().size())
                .put(
                        "sources",
                        row.sources().stream()
                                .map(source -> JsonBuilder.object()
                                        .put("address", source.address())
                                        .put("bytes", source.bytes())
                                        .put("rate", Math.round(source.rate())))
                                .toList());
        if (row.rate() > 0) {
            json.put("seconds_left", Math.max(0, row.file().size() - row.received()) / row.rate());
        }
        print(json);
    }

    @Override
    public void fetched(Answer.Fetched answer) {
        FetchOutcome.Fetched outcome = answer.outcome();
        JsonBuilder json = file(event("fetched"), outcome.file())
                .put("from", of(outcome.from()))
                .put("asked", outcome.asked())
                .put("seconds", Quantities.seconds(outcome.took()))
                .put("resumed", outcome.resumed())
                .put(
                        "sources",
                        outcome.shares().stream()
                                .map(share -> of(share.peer()).put("bytes", share.bytes()))
                                .toList());
        outcome.replaced().ifPresent(path -> json.put("replaced", path.toString()));
        print(secure(json, answer.source()));
    }

    @Override
    public void present(Answer.Present answer) {
        print(secure(file(event("present"), answer.file()), answer.source()));
    }

    private static JsonBuilder secure(JsonBuilder json, Vouched source) {
        if (!source.isSecure()) {
            return json;
        }
        json.put("secure", true).put("trusted", source.isTrusted());
        if (source instanceof Vouched.Trusted trusted) {
            json.put("role_note", trusted.note());
        }
        return json.put("note", source.remark());
    }

    @Override
    public void fetchEnded(Answer.FetchEnded answer) {
        FetchEnd end = answer.end();
        if (end instanceof FetchEnd.Got got) {
            fetched(new Answer.Fetched(got.outcome(), new Vouched.Unnamed()));
        } else if (end instanceof FetchEnd.Here here && here.checked()) {
            present(new Answer.Present(here.file(), new Vouched.Unnamed()));
        } else if (end instanceof FetchEnd.NotGot failed) {
            print(SeveralJson.of(failed));
        }
    }

    @Override
    public void fetchedSeveral(Answer.FetchedSeveral answer) {
        print(SeveralJson.of(answer));
    }

    @Override
    public void locations(Answer.Locations answer) {
        answer.lines().forEach(line -> holders(line.file(), line.holders()));
    }

    @Override
    public void graph(Answer.Graph answer) {
        answer.lines()
                .forEach(line -> holders(
                        line.file(),
                        line.holders().stream()
                                .flatMap(holder -> holder.member().stream())
                                .toList()));
    }

    private void holders(TrustedFile file, List<Member> holders) {
        print(event("holders")
                .put("name", file.name().text())
                .put("holders", holders.stream().map(JsonRenderer::of).toList()));
    }

    @Override
    public void info(Answer.Info answer) {
        print(DetailsJson.of(answer.details(), answer.who()));
    }

    @Override
    public void seeding(Answer.Seeding answer) {
        for (SeededFile file : answer.files()) {
            JsonBuilder json = file(event("seeding"), file.file()).put("served", file.served());
            file.revocation().ifPresent(revocation -> CatalogJson.revoked(json, revocation));
            print(json);
        }
    }

    @Override
    public void members(Answer.Members answer) {
        for (Member member : answer.members()) {
            JsonBuilder json = peer(event("peer"), member)
                    .put("self", member.id().equals(answer.self().id()))
                    .put("trusted", answer.who().role(member.id()).isPresent());
            answer.who().role(member.id()).ifPresent(role -> json.put("note", role.note()));
            print(json);
        }
    }

    @Override
    public void status(Answer.Status answer) {
        NodeStatus status = answer.status();
        JsonBuilder json = peer(event("status"), status.self())
                .put("directory", status.directory().toString())
                .put("uptime_seconds", Quantities.seconds(status.uptime()))
                .put("connection", status.connection().name().toLowerCase(Locale.ROOT))
                .put("database", address(JsonBuilder.object(), status.database()))
                .put("members", status.members())
                .put("files", status.files())
                .put("held", status.held())
                .put("bytes_down", status.bytesDown())
                .put("bytes_up", status.bytesUp())
                .put("lookups", status.lookups())
                .put("asked", status.asked())
                .put("window", status.learning().window())
                .put("asked_first", status.learning().first())
                .put("asked_last", status.learning().last())
                .put("scrubbed_files", status.scrub().files())
                .put("scrubbed_bytes", status.scrub().bytes())
                .put("scrub_running", status.scrub().running())
                .put("damaged", status.scrub().damaged())
                .put("repaired", status.scrub().repaired())
                .put("waiting", status.scrub().waiting());
        if (!status.scrub().state().isEmpty()) {
            json.putStrings(
                    "damaged_state",
                    status.scrub().state().stream().map(Path::toString).toList());
        }
        status.scrub().ended().ifPresent(when -> json.put("scrubbed", Times.json(when)));
        answer.catalog().signed().ifPresent(signed -> json.put("catalog_signed", Times.json(signed)));
        answer.catalog().expires().ifPresent(expires -> json.put("catalog_expires", Times.json(expires)));
        print(json.put("catalog_expired", answer.catalog().expired()));
    }

    @Override
    public void scrubbed(Answer.Scrubbed answer) {
        ScrubReport report = answer.report();
        for (ScrubReport.Fault fault : report.faults()) {
            JsonBuilder json = file(event("fault"), fault.file())
                    .put("kind", fault.kind().name().toLowerCase(Locale.ROOT))
                    .put("repaired", fault.repaired());
            fault.aside().ifPresent(path -> json.put("aside", path.toString()));
            print(json);
        }
        print(event("scrubbed")
                .put("files", report.files())
                .put("bytes", report.bytes())
                .put("faults", report.faults().size())
                .put("whole", report.isWhole())
                .put("seconds", Quantities.seconds(report.took())));
    }

    @Override
    public void backedUp(Answer.BackedUp answer) {
        BackupReport report = answer.report();
        print(event("backed_up")
                .put("directory", report.directory().toString())
                .put("files", report.files())
                .put("bytes", report.bytes())
                .put("entries", report.entries())
                .put(
                        "left",
                        report.left().stream()
                                .map(file -> file(JsonBuilder.object(), file))
                                .toList())
                .put("seconds", Quantities.seconds(report.took())));
    }

    @Override
    public void examined(Answer.Examined answer) {
        String directory = answer.directory().toString();
        for (Finding finding : answer.findings()) {
            print(event("finding")
                    .put("directory", directory)
                    .put("level", finding.level().word())
                    .put("subject", finding.subject())
                    .put("message", finding.message())
                    .put("advice", finding.advice()));
        }
        print(event("examined")
                .put("directory", directory)
                .put("warnings", answer.count(Finding.Level.WARNING))
                .put("faults", answer.count(Finding.Level.FAULT)));
    }

    @Override
    public CatalogRenderer catalog() {
        return new CatalogJson(this::print);
    }

    @Override
    public PeersRenderer peers() {
        return new PeersJson(this::print);
    }

    @Override
    public void events(Answer.Events answer) {
        print(event("events").put("on", answer.on()));
    }

    @Override
    public void settings(Answer.Settings answer) {
        SettingsJson.of(answer).forEach(this::print);
    }

    @Override
    public void help(Answer.Help answer) {
        print(event("help").put("text", answer.text()));
    }

    @Override
    public void failed(Answer.Failed answer) {
        print(error(answer));
    }

    static JsonBuilder error(Answer.Failed failure) {
        return event("error").put("code", failure.code().number()).put("message", failure.message());
    }

    @Override
    public void news(List<NodeEvent> events) {
        events.forEach(event -> print(EventJson.of(event)));
    }

    private void print(JsonBuilder json) {
        screen.answer(json.toString());
    }

    static JsonBuilder event(String name) {
        return JsonBuilder.object().put("event", name);
    }

    static JsonBuilder of(Member member) {
        return peer(JsonBuilder.object(), member);
    }

    static JsonBuilder peer(JsonBuilder json, Member member) {
        return address(json, member.address())
                .put("id", member.id().hex())
                .put("role", member.role().word());
    }

    static JsonBuilder file(JsonBuilder json, TrustedFile file) {
        return json.put("name", file.name().text())
                .put("size", file.size())
                .put("sha256", file.sha256().hex());
    }

    static JsonBuilder address(JsonBuilder json, Address address) {
        return json.put("host", address.host()).put("port", address.port());
    }
}

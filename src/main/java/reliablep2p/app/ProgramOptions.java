package reliablep2p.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.ExitCode;

/** The options of the program, as picocli fills them. */
@Command(
        name = "reliablep2p",
        description = "Share files with peers, all verified. Equal ports make the database peer.",
        synopsisHeading = "Usage: ",
        customSynopsis = "reliablep2p --port N --db-port M [OPTIONS], or reliablep2p COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 82,
        footer = {
            "Commands: demo (a network in one process), doctor, config, completion, man",
            "Options are also taken from RELIABLEP2P_* and ~/.config/reliablep2p/config.",
            "Examples: reliablep2p --port 9000 --db-port 9000  the database peer, sharing db/",
            "          reliablep2p --port 9001 --db-port 9000 -c 'connect; get hangman.java'",
            "Exit codes: 0 done, 1 failed, 2 wrong usage; man has all, and more options."
        })
final class ProgramOptions implements Task {
    private static final String THIS_HOST = "127.0.0.1";

    /** What stands where an option is not set and its field is empty; ports are asked for. */
    static final Map<String, String> WHEN_UNSET = Map.of("db-host", THIS_HOST, "dir", ".");

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "Port to listen on; asked for if missing.")
    private @Nullable Integer port;

    @Option(
            names = "--db-port",
            paramLabel = "M",
            converter = PortConverter.class,
            description = "Port of the database peer; asked for if missing.")
    private @Nullable Integer databasePort;

    @Option(
            names = "--host",
            paramLabel = "H",
            converter = HostConverter.class,
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = THIS_HOST;

    @Option(
            names = "--db-host",
            paramLabel = "H",
            converter = HostConverter.class,
            description = "Address of the database peer (default: 127.0.0.1).")
    private @Nullable String databaseHost;

    @Option(
            names = "--dir",
            paramLabel = "D",
            converter = DirectoryConverter.class,
            description = "Where db/ and port_N/ are (default: here).")
    private Path directory = Path.of("");

    @Option(names = "--no-samples", description = "Leave a new db/ empty.")
    private boolean noSamples;

    @Mixin
    private OfferOptions offers = new OfferOptions();

    @Mixin
    private TransferOptions transfers = new TransferOptions();

    @Mixin
    private SessionOptions session = new SessionOptions();

    @Override
    public ExitCode run(Call call) throws SettingsException {
        return Program.run(session, call.settings(), new RoleStarter(this));
    }

    OfferOptions offers() {
        return offers;
    }

    TransferOptions transfers() {
        return transfers;
    }

    SessionOptions session() {
        return session;
    }

    @Nullable
    Integer port() {
        return port;
    }

    @Nullable
    Integer databasePort() {
        return databasePort;
    }

    String host() {
        return host;
    }

    /** Where the database peer is: what was typed, or this host. */
    String databaseHost() {
        return databaseHost == null ? THIS_HOST : databaseHost;
    }

    /** Equal ports make the database peer, unless it was said to be on another host. */
    boolean isDatabase(int port, int databasePort) {
        return port == databasePort && (databaseHost == null || databaseHost.equals(host));
    }

    Path directory() {
        return directory;
    }

    boolean samples() {
        return !noSamples;
    }

    /** Reads a port. */
    static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Address.parsePort(text);
            } catch (InvalidValueException e) {
                throw new TypeConversionException("'" + text + "' will not do: " + e.getMessage());
            }
        }
    }

    /** Reads a host. */
    static final class HostConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return Address.checkedHost(text);
            } catch (InvalidValueException e) {
                throw new TypeConversionException("'" + text + "' will not do: " + e.getMessage());
            }
        }
    }

    /** Reads a path. */
    static final class DirectoryConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is not a path in this locale");
            }
        }
    }
}

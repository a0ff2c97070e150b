package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process can do whose locale knows no letters but ASCII, as in many containers. */
class AsciiLocaleTest {
    private static final Map<String, String> ASCII = Map.of("LC_ALL", "C");
    private static final Map<String, String> UTF_8 = Map.of("LC_ALL", "C.UTF-8");

    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void setUp() throws Exception {
        path = parent.resolve("db");
        PeerDirectory.open(path).close();
        Unix.fileNamed(path, "caf\\303\\251.txt");
    }

    @Test
    void refusesToReceiveAFileThatItCannotName() throws Exception {
        assertThat(run(ASCII, "receive"))
                .matches("caf.{1,3}\\.txt can't be written, because this locale's characters are only those of "
                        + "ANSI_X3.4-1968. Start the program with LC_ALL=C.UTF-8.");
    }

    @Test
    void skipsAFileThatItCannotName() throws Exception {
        assertThat(run(ASCII, "scan"))
                .matches("\\{} \\[SkippedEntry\\[name=caf.*\\.txt, "
                        + "reason=its name is no text in this system's encoding]]");
    }

    @Test
    void holdsNoneOfThatName() throws Exception {
        assertThat(run(ASCII, "verify")).isEqualTo("Optional.empty");
        assertThat(run(ASCII, "open")).contains("NoSuchFileException");
    }

    /** What is listed and missing for certain would be revoked. */
    @Test
    void doesNotKnowAFileToBeGoneThatItCannotName() throws Exception {
        assertThat(run(ASCII, "look")).isEqualTo("true true");
        assertThat(run(UTF_8, "look")).isEqualTo("true true");
    }

    @Test
    void doesAllOfThatWithTheLocaleThatItAsksFor() throws Exception {
        assertThat(run(UTF_8, "receive")).isEqualTo("begun");
        assertThat(run(UTF_8, "scan"))
                .startsWith("{")
                .contains(".txt=StoredFile")
                .endsWith("[]");
        assertThat(run(UTF_8, "verify")).startsWith("Optional[StoredFile");
    }

    private String run(Map<String, String> locale, String action) throws Exception {
        try (ChildJvm child = ChildJvm.start(NameUser.class, locale, path.toString(), action)) {
            return String.join("\n", child.lines());
        }
    }
}

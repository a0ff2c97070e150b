package reliablep2p.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reliablep2p.model.FileName;
import reliablep2p.node.Samples;

/** The sample library in the jar: {@code samples.txt} lists what {@code samples/} holds, a name a line. */
final class ClassPathSamples implements Samples {
    private static final String LIST = "samples.txt";

    private final List<FileName> names;

    private ClassPathSamples(List<FileName> names) {
        this.names = names;
    }

    /** Reads the list. */
    static ClassPathSamples load() throws IOException {
        List<FileName> names = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource(LIST), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    names.add(new FileName(line.strip()));
                }
            }
        }
        return new ClassPathSamples(List.copyOf(names));
    }

    @Override
    public List<FileName> names() {
        return names;
    }

    @Override
    public InputStream open(FileName name) throws IOException {
        return resource("samples/" + name.text());
    }

    private static InputStream resource(String path) throws IOException {
        InputStream in = ClassPathSamples.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException(path + " is missing from the jar");
        }
        return in;
    }
}

package reliablep2p.shell.command;

import java.text.Normalizer;
import java.util.List;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.node.NotConnectedException;

/**
 * A name that somebody typed where a file of the network is wanted.
 *
 * @param node whose catalog is meant
 * @param text what was typed
 */
record TypedName(NodeOperations node, String text) {
    /** The name. A text that can't be one is in no catalog, and never gets near a disk. */
    FileName parse() throws CommandException, NotConnectedException {
        try {
            // Some keyboards and systems type an accent as a character of its own.
            return FileName.parse(Normalizer.normalize(text, Normalizer.Form.NFC));
        } catch (InvalidValueException e) {
            throw notInCatalog();
        }
    }

    /** That no file of the network has that name, with the name that was perhaps meant. */
    CommandException notInCatalog() throws NotConnectedException {
        List<String> names =
                node.list().stream().map(file -> file.file().name().text()).toList();
        return Failures.notInCatalog(
                text,
                Nearest.to(text, names)
                        .map(name -> "did you mean " + name + "?")
                        .orElse(""));
    }

    /** That no file of the network has that name, or the file that has it no such version. */
    CommandException notInCatalog(OptionalInt version) throws CommandException, NotConnectedException {
        if (version.isEmpty() || node.versions(parse()).isEmpty()) {
            return notInCatalog();
        }
        return Failures.notInCatalog(
                text + "@" + version.getAsInt(), "versions " + parse() + " shows which versions there are");
    }
}

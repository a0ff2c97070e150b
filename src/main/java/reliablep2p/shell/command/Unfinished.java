package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import reliablep2p.model.Printable;
import reliablep2p.node.Download;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.storage.StorageException;

/** The downloads that a command is about. */
record Unfinished(PeerOperations peer) {
    /** Their names, for the tabulator key. */
    List<String> names(Predicate<Download> which) {
        try {
            return peer.downloads().stream()
                    .filter(which)
                    .map(download -> download.file().name().text())
                    .toList();
        } catch (StorageException e) {
            return List.of(); // Nobody wants to read of a disk in the middle of a word; the command itself will tell.
        }
    }

    /**
     * Those that these words mean, names or patterns, each once.
     *
     * @param words all that fit, if there are none
     * @param none what to say if nothing fits a word
     */
    List<Download> of(List<String> words, Predicate<Download> which, String none)
            throws CommandException, StorageException {
        List<Download> all = peer.downloads().stream().filter(which).toList();
        List<Download> chosen = new ArrayList<>();
        for (String word : words.isEmpty() ? List.of("*") : words) {
            NamePattern pattern = new NamePattern(NamePattern.composed(word));
            List<Download> fitting = all.stream()
                    .filter(download -> pattern.test(download.file().name()))
                    .toList();
            if (fitting.isEmpty()) {
                throw new CommandException(
                        ExitCode.FAILED, (words.isEmpty() ? "" : Printable.text(word) + ": ") + none);
            }
            fitting.stream().filter(download -> !chosen.contains(download)).forEach(chosen::add);
        }
        return chosen;
    }
}

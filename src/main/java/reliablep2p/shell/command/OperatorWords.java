package reliablep2p.shell.command;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Printable;
import reliablep2p.model.Revocation;
import reliablep2p.shell.output.ExitCode;

/** What the operator types beside names of peers: reasons, notes, times, names of files. */
final class OperatorWords {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

    private OperatorWords() {}

    /** Words that follow each other, as one text. */
    static String text(List<String> words) throws CommandException {
        String text = String.join(" ", words).strip();
        if (text.length() > Revocation.MAX_WHY) {
            throw CommandException.usage("a reason or note has at most " + Revocation.MAX_WHY
                    + " characters; this one has " + text.length());
        }
        return text;
    }

    /** A time as {@code 30m}, {@code 12h} or {@code 7d}. */
    static Duration time(String typed) throws CommandException {
        Matcher time = TIME.matcher(typed);
        if (!time.matches()) {
            throw CommandException.usage(
                    Printable.text(typed) + " is no time: a number with m, h or d (minutes, hours, days), as 12h");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /**
     * The name of a file that may not be in the catalog.
     *
     * @throws CommandException if it breaks the rules of names, so that there can't be such a file
     */
    static FileName name(String typed) throws CommandException {
        try {
            return FileName.parse(Normalizer.normalize(typed, Normalizer.Form.NFC));
        } catch (InvalidValueException e) {
            throw new CommandException(
                    ExitCode.FAILED, Printable.text(typed) + " is no file of the network: " + e.getMessage());
        }
    }
}

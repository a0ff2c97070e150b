package reliablep2p.settings;

import java.util.Optional;

/**
 * What one setting is.
 *
 * @param name as the file has it: the option's without its dashes
 * @param value as one would write it, with any character that was written; nothing if there is no value yet
 */
public record Setting(String name, Optional<String> value, Source source) {}

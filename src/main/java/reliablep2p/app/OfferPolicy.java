package reliablep2p.app;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import reliablep2p.node.OfferSettings;

/** What the database peer approves by itself. */
enum OfferPolicy {
    /** Everything that is offered. */
    ALL,
    /** What a trusted peer offers. */
    TRUSTED,
    /** Nothing: the operator decides each time. */
    NONE;

    /** What it means to the database peer. */
    OfferSettings.Policy policy() {
        return switch (this) {
            case ALL -> OfferSettings.Policy.ALL;
            case TRUSTED -> OfferSettings.Policy.TRUSTED;
            case NONE -> OfferSettings.Policy.NONE;
        };
    }

    /** The word that is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a policy. */
    static final class Converter implements ITypeConverter<OfferPolicy> {
        @Override
        public OfferPolicy convert(String text) {
            for (OfferPolicy policy : values()) {
                if (policy.toString().equals(text)) {
                    return policy;
                }
            }
            throw new TypeConversionException("'" + text + "' will not do: there are all, trusted and none");
        }
    }
}

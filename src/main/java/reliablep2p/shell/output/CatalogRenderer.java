package reliablep2p.shell.output;

/** Turns answers about files and the journal into lines; one method for each kind of answer. */
public interface CatalogRenderer {
    /** Renders {@link CatalogAnswer.Versions}. */
    void versions(CatalogAnswer.Versions answer);

    /** Renders {@link CatalogAnswer.Pending}. */
    void pending(CatalogAnswer.Pending answer);

    /** Renders {@link CatalogAnswer.Journal}. */
    void journal(CatalogAnswer.Journal answer);

    /** Renders {@link CatalogAnswer.Checked}. */
    void checked(CatalogAnswer.Checked answer);

    /** Renders {@link CatalogAnswer.Expired}. */
    void expired(CatalogAnswer.Expired answer);

    /** Renders {@link CatalogAnswer.Shared}. */
    void shared(CatalogAnswer.Shared answer);

    /** Renders {@link CatalogAnswer.SharedSeveral}. */
    void sharedSeveral(CatalogAnswer.SharedSeveral answer);

    /** Renders {@link CatalogAnswer.Approved}. */
    void approved(CatalogAnswer.Approved answer);

    /** Renders {@link CatalogAnswer.Rejected}. */
    void rejected(CatalogAnswer.Rejected answer);

    /** Renders {@link CatalogAnswer.Revoked}. */
    void revoked(CatalogAnswer.Revoked answer);
}

package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.node.NodeEvent;

/** Turns answers and events into lines; one method for each kind of answer, so that the compiler finds what is missing. */
public interface Renderer {
    /** Renders {@link Answer.Ready}. */
    void ready(Answer.Ready answer);

    /** Renders {@link Answer.Joined}. */
    void joined(Answer.Joined answer);

    /** Renders {@link Answer.Disconnected}. */
    void disconnected(Answer.Disconnected answer);

    /** Renders {@link Answer.Stopped}. */
    void stopped(Answer.Stopped answer);

    /** Renders {@link Answer.Files}. */
    void files(Answer.Files answer);

    /** Whether {@link #progress} is of use: a person sees it in another way. */
    boolean tellsProgress();

    /** Renders {@link Answer.Progress}. */
    void progress(Answer.Progress answer);

    /** Renders {@link Answer.OfTransfers}. */
    void transfers(Answer.OfTransfers answer);

    /** Renders {@link Answer.Fetched}. */
    void fetched(Answer.Fetched answer);

    /** Renders {@link Answer.Present}. */
    void present(Answer.Present answer);

    /** Renders {@link Answer.FetchEnded}. */
    void fetchEnded(Answer.FetchEnded answer);

    /** Renders {@link Answer.FetchedSeveral}. */
    void fetchedSeveral(Answer.FetchedSeveral answer);

    /** Renders {@link Answer.Locations}. */
    void locations(Answer.Locations answer);

    /** Renders {@link Answer.Graph}. */
    void graph(Answer.Graph answer);

    /** Renders {@link Answer.Info}. */
    void info(Answer.Info answer);

    /** Renders {@link Answer.Seeding}. */
    void seeding(Answer.Seeding answer);

    /** Renders {@link Answer.Members}. */
    void members(Answer.Members answer);

    /** Renders {@link Answer.Status}. */
    void status(Answer.Status answer);

    /** Renders {@link Answer.Scrubbed}. */
    void scrubbed(Answer.Scrubbed answer);

    /** Renders {@link Answer.BackedUp}. */
    void backedUp(Answer.BackedUp answer);

    /** Renders {@link Answer.Examined}. */
    void examined(Answer.Examined answer);

    /** Renders {@link Answer.OfCatalog}. */
    CatalogRenderer catalog();

    /** Renders {@link Answer.OfPeers}. */
    PeersRenderer peers();

    /** Renders {@link Answer.Events}. */
    void events(Answer.Events answer);

    /** Renders {@link Answer.Settings}. */
    void settings(Answer.Settings answer);

    /** Renders {@link Answer.Help}. */
    void help(Answer.Help answer);

    /** Renders {@link Answer.Failed}. */
    void failed(Answer.Failed answer);

    /** Renders what happened by itself, in this order. */
    void news(List<NodeEvent> events);
}

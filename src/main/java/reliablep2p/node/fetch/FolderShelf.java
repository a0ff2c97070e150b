package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.Destination;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Published;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The shared folder, and the list of what is in it, kept in step. A file is wanted as long as the catalog lists it; an
 * older version gets a name of its own, because the plain one is the newest version's.
 */
public final class FolderShelf implements Shelf {
    private final PeerDirectory directory;
    private final SharedFolder folder;
    private final Knowledge knowledge;

    /** Makes it. */
    public FolderShelf(PeerDirectory directory, SharedFolder folder, Knowledge knowledge) {
        this.directory = directory;
        this.folder = folder;
        this.knowledge = knowledge;
    }

    @Override
    public boolean wants(TrustedFile file) {
        return knowledge.catalog().find(file.name(), file.sha256()).isPresent();
    }

    @Override
    public boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        TrustedFile named = new TrustedFile(name(file), file.size(), file.sha256());
        Optional<StoredFile> here = folder.verify(named, cancellation::isCancelled);
        here.ifPresentOrElse(
                knowledge.held()::add,
                () -> knowledge
                        .held()
                        .find(named.name())
                        .filter(held -> held.file().equals(named))
                        .ifPresent(gone -> knowledge.held().remove(named.name())));
        return here.isPresent();
    }

    @Override
    public PartFile begin(TrustedFile file, PartFile.Piecewise pieces, Optional<PeerId> only, Cancellation cancellation)
            throws StorageException {
        return PartFile.begin(directory, file, pieces, destination(file), only, cancellation::isCancelled);
    }

    @Override
    public Published publish(TrustedFile file, PartFile part) throws IOException, StorageException {
        Published published = part.publish(destination(file)); // It may be an older version by now.
        placed(published);
        return published;
    }

    @Override
    public FileGroup group() {
        return new FileGroup(directory);
    }

    @Override
    public Destination destination(TrustedFile file) {
        return new Destination.Shared(name(file));
    }

    @Override
    public void placed(Published published) {
        folder.remember(published.file());
        knowledge.held().add(published.file());
    }

    /** {@code song.mp3} for the version that the name means now, and otherwise for example {@code song@1.mp3}. */
    private FileName name(TrustedFile file) {
        Optional<TrustedFile> current = knowledge.catalog().find(file.name());
        if (current.isEmpty() || current.get().equals(file)) {
            return file.name();
        }
        int number = knowledge.catalog().versions(file.name()).stream()
                .filter(version -> version.file().equals(file))
                .mapToInt(FileVersion::number)
                .max()
                .orElse(0);
        String text = file.name().text();
        int dot = text.lastIndexOf('.');
        String stem = dot > 0 ? text.substring(0, dot) : text;
        String end = dot > 0 ? text.substring(dot) : "";
        String mark = "@" + number;
        try {
            return FileName.parse(stem + mark + end);
        } catch (InvalidValueException tooLong) {
            return new FileName(file.sha256().hex() + mark);
        }
    }
}

package reliablep2p.storage;

import reliablep2p.model.FileName;

/** What the owner of a shared folder knows of the files that should be in it. Asked by the thread that scans. */
public interface ExpectedFiles {
    /** Nothing is expected. */
    ExpectedFiles NONE = new ExpectedFiles() {
        @Override
        public boolean isExpected(FileName name) {
            return false;
        }

        @Override
        public boolean isSuspect(StoredFile file) {
            return false;
        }
    };

    /** Whether a file of this name should be here: then it is remembered while it is gone, too. */
    boolean isExpected(FileName name);

    /**
     * Whether a file is rather an expected one that was damaged than another one; asked of files of which nothing is
     * remembered that tells that somebody wrote to them.
     */
    boolean isSuspect(StoredFile file);
}

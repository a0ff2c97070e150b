package reliablep2p.shell.output;

/**
 * The line below the transfers that tells how all of them together stand.
 *
 * @param files how many are wanted
 * @param here how many of them are here by now
 * @param failed how many will not come
 * @param received bytes that are here
 * @param size bytes of all the wanted files
 * @param left bytes that are still to come
 * @param rate bytes a second; 0 if not known yet
 */
record TotalLine(int files, int here, int failed, long received, long size, long left, double rate) {
    /** The line, in at most this width. */
    String text(int width) {
        String count = here + " of " + files;
        String few = here + " of " + Quantities.count(files, "file") + (failed > 0 ? ", " + failed + " failed" : "");
        String bytes = ", " + Quantities.part(received, size);
        String share = " (" + Quantities.percent(received, size) + "%)";
        String speed = rate > 0 ? ", " + Quantities.size((long) rate) + "/s" : "";
        String time = Quantities.timeLeft(left, rate);
        String soon = time.isEmpty() ? "" : ", " + time + " left";
        String[] choices = {
            few + bytes + share + speed + soon,
            few + bytes + speed + soon,
            few + bytes + soon,
            few + soon,
            count + soon,
            few,
            count
        };
        int choice = 0;
        while (choice < choices.length - 1 && DisplayWidth.of(choices[choice]) > width) {
            choice++;
        }
        return DisplayWidth.shorten(choices[choice], width);
    }
}

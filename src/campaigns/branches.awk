# Of JaCoCo's table: how many branches of each package were taken (of one class, if it is the only one that was watched),
# and of which classes not all.
NR > 1 {
    missed[$2] += $6
    taken[$2] += $7
    classes[$2]++
    last[$2] = $3
    if ($6 > 0) print "  not all: " $2 "." $3 ", " $7 " of " $6 + $7
}
END {
    for (name in taken) {
        all = missed[name] + taken[name]
        watched = classes[name] == 1 ? name "." last[name] : name
        printf "%s: %d of %d branches taken (%.1f %%)\n", watched, taken[name], all, 100 * taken[name] / all
    }
}

package io.targetnode.capture;

import io.targetnode.kernel.KernelRelease;
import java.util.Optional;

/**
 * The boot that is read: of those in the text, the last one of the wanted release, else the last one. The boot of a crash kernel
 * (kdump) is read only if there is no other.
 *
 * @param boots the number of boots that begin in the text up to this one; for the result of {@link #in}, in the whole text
 * @param firstLine its first line
 * @param endLine the line after its last one
 * @param rank how well it fits; of several boots with the highest rank, the last one is chosen
 */
record ChosenBoot(int boots, int firstLine, int endLine, Rank rank) {

    /** The option with which a crash kernel is started. */
    static final String CRASH_KERNEL = "elfcorehdr=";

    /** The command line is among the first lines of a boot. */
    private static final int COMMAND_LINE_WITHIN = 200;

    private static final ChosenBoot WITHOUT_BANNER = new ChosenBoot(0, 0, Integer.MAX_VALUE, Rank.WITHOUT_BANNER);

    /** How well a boot fits, ascending. */
    enum Rank {
        WITHOUT_BANNER,
        OF_CRASH_KERNEL,
        ANY,
        WANTED
    }

    /** @throws CaptureException if no line belongs to a boot */
    static ChosenBoot in(Lines lines, Optional<KernelRelease> wanted) {
        ChosenBoot best = WITHOUT_BANNER;
        ChosenBoot current = WITHOUT_BANNER;
        boolean isBootLog = false;
        int booting = -1;
        for (Line line : lines) {
            // Most lines need no closer look: only banners separate boots.
            if (isBootLog
                    && !BootMessage.Kind.BANNER.isIn(line.text())
                    && !BootMessage.Kind.BOOTING_CPU.isIn(line.text())
                    && !current.startsWithCrashKernel(line)) {
                continue;
            }
            Optional<BootMessage> message = BootMessage.of(line.text());
            isBootLog |= message.filter(known -> known.kind().provesBootLog()).isPresent();
            if (is(message, BootMessage.Kind.BANNER)) {
                // The line before the first one on arm64.
                int first = booting == line.number() - 1 ? booting : line.number();
                best = current.until(first).orBetter(best);
                String banner = BootMessage.Kind.BANNER.restOf(message.get().text());
                Rank rank = wanted.filter(release -> isOf(banner, release)).isPresent() ? Rank.WANTED : Rank.ANY;
                current = new ChosenBoot(current.boots + 1, first, Integer.MAX_VALUE, rank);
            } else if (is(message, BootMessage.Kind.BOOTING_CPU)) {
                booting = line.number();
            } else if (current.startsWithCrashKernel(line)) {
                current = new ChosenBoot(current.boots, current.firstLine, current.endLine, Rank.OF_CRASH_KERNEL);
            }
        }
        if (!isBootLog) {
            throw new CaptureException(
                    BootLog.SOURCE,
                    "no line of a Linux boot was found: the log begins later, or is of another program; upload the output of 'journalctl -k -b 0', or the boot's first lines of 'dmesg'");
        }
        ChosenBoot chosen = current.orBetter(best);
        return new ChosenBoot(current.boots, chosen.firstLine, chosen.endLine, chosen.rank);
    }

    /** For messages: {@code the last one}. */
    String describe() {
        if (endLine == Integer.MAX_VALUE) {
            return "the last one";
        }
        return rank == Rank.WANTED ? "the one of the declared kernel" : "the last one that is not of a crash kernel";
    }

    private ChosenBoot until(int end) {
        return new ChosenBoot(boots, firstLine, end, rank);
    }

    private ChosenBoot orBetter(ChosenBoot earlier) {
        return earlier.rank.compareTo(rank) > 0 ? earlier : this;
    }

    private boolean startsWithCrashKernel(Line line) {
        return boots > 0
                && line.number() < firstLine + COMMAND_LINE_WITHIN
                && line.text().contains(CRASH_KERNEL);
    }

    private static boolean is(Optional<BootMessage> message, BootMessage.Kind kind) {
        return message.filter(known -> known.kind() == kind).isPresent();
    }

    private static boolean isOf(String banner, KernelRelease release) {
        return banner.equals(release.text()) || banner.startsWith(release.text() + " ");
    }
}

package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log in which the lines of several machines alternate: of the guests of a test, or of the hosts of a central syslog. Words before
 * the banner of a boot, like {@code guest-1 | } or the name of the host, distinguish the machines. Logs that follow each other are
 * not mixed.
 */
final class MixedLog {

    /** The maximum number of machines that are distinguished. */
    static final int MAX_MACHINES = 64;

    private static final Pattern BANNER = Pattern.compile("(?:^|[\\]|>:;]) {0,4}+(?=Linux version \\d)");
    private static final Pattern TAG = Pattern.compile(" kernel(?:\\[[^\\]]{0,20}+])?+: ");
    private static final String BANNER_BEGINS = "Linux version ";
    private static final int MAX_PREFIX = 200;

    /** Shorter lines contain no message. Tags on many of them would multiply the length of a text. */
    private static final int SHORTEST_MESSAGE = 10;

    private static final Pattern STAMP = Pattern.compile("\\[ {0,8}+\\d{1,8}+\\.\\d{6}]");
    private static final Pattern PREFIX_END =
            Pattern.compile(STAMP.pattern() + "|" + TAG.pattern() + "|Linux version \\d");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT?+"
            + "|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}+\\d{1,2}+\\b"
            + "|\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9}+)?+(?:Z|[+-]\\d\\d:?\\d\\d)?+");
    private static final Pattern WORD = Pattern.compile("\\w[\\w.-]{0,199}+(?:\\[\\d{1,10}+])?+");

    private final Lines lines;

    /** The number of the line with the first banner of each machine. */
    private final List<Integer> firstBanners = new ArrayList<>();

    /** The machine of each word that stands before the banner of only one machine. */
    private final Map<String, Integer> machineOfWord = new HashMap<>();

    /** The machine whose banner has no such word. */
    private Optional<Integer> unnamed = Optional.empty();

    private MixedLog(Lines lines) {
        this.lines = lines;
        List<Set<String>> machines = new ArrayList<>();
        for (Line banner : banners(lines)) {
            Set<String> words = words(banner.text());
            if (!machines.contains(words) && machines.size() < MAX_MACHINES) {
                machines.add(words);
                firstBanners.add(banner.number());
            }
        }
        for (int machine = machines.size() - 1; machine >= 0; machine--) {
            Set<String> own = new HashSet<>(machines.get(machine));
            for (Set<String> other : machines) {
                if (!other.equals(machines.get(machine))) {
                    own.removeAll(other);
                }
            }
            if (own.isEmpty()) {
                unnamed = Optional.of(machine);
            }
            for (String word : own) {
                machineOfWord.put(word, machine);
            }
        }
    }

    /** Empty if the text is a log of one machine, or if the logs of several follow each other. */
    static Optional<MixedLog> in(Lines lines) {
        MixedLog log = new MixedLog(lines);
        return log.machines() > 1 && log.alternates() ? Optional.of(log) : Optional.empty();
    }

    int machines() {
        return firstBanners.size();
    }

    /** The number of the line with the first banner of a machine. */
    int firstBanner(int machine) {
        return firstBanners.get(machine);
    }

    /** A tag in the form of syslog for the machine that printed a line; empty if the machine is not known, or the line is short. */
    Optional<String> tag(String line) {
        return line.length() < SHORTEST_MESSAGE
                ? Optional.empty()
                : machineOf(line).map(machine -> tag(machine + 1));
    }

    static String tag(int machine) {
        return "machine-%d kernel: ".formatted(machine);
    }

    /** The lines of one machine. The others are empty, so that lines keep their numbers. */
    byte[] linesOf(int machine) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (machineOf(line.text()).filter(own -> own == machine).isPresent()) {
                text.append(line.text());
            }
            text.append('\n');
        }
        return LinePrefix.remove(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a machine logs messages of its boot after another one began to boot. */
    private boolean alternates() {
        Set<Integer> begun = new TreeSet<>();
        int latest = -1;
        for (Line line : lines) {
            Optional<Integer> machine = machineOf(line.text());
            if (machine.isEmpty()) {
                continue;
            }
            if (isBanner(line.text())) {
                latest = machine.get();
                begun.add(latest);
            } else if (machine.get() != latest && begun.contains(machine.get()) && isOfBoot(line.text())) {
                return true;
            }
        }
        return false;
    }

    /** If any banner has the kernel's tag before it, only such banners count: other programs quoted the others. */
    private static List<Line> banners(Lines lines) {
        List<Line> all = new ArrayList<>();
        lines.forEachNonEmpty(line -> {
            if (isBanner(line.text())) {
                all.add(line);
            }
        });
        List<Line> tagged =
                all.stream().filter(line -> TAG.matcher(line.text()).find()).toList();
        return tagged.isEmpty() ? all : tagged;
    }

    private static boolean isBanner(String line) {
        return line.contains(BANNER_BEGINS) && BANNER.matcher(line).find();
    }

    private static boolean isOfBoot(String line) {
        Matcher stamp = STAMP.matcher(line);
        return stamp.find()
                ? BootMessage.of(line.substring(stamp.start()))
                        .filter(message -> message.kind().provesBootLog())
                        .isPresent()
                : LinePrefix.anchors(line).findFirst().isPresent();
    }

    private Optional<Integer> machineOf(String line) {
        return words(line).stream()
                .filter(machineOfWord::containsKey)
                .findFirst()
                .map(machineOfWord::get)
                .or(() -> unnamed);
    }

    /** The words before the time stamp or the message of a line, without the time of day. */
    private static Set<String> words(String line) {
        Matcher end = PREFIX_END.matcher(line);
        String prefix = line.substring(0, Math.min(end.find() ? end.start() : line.length(), MAX_PREFIX));
        Set<String> words = new TreeSet<>();
        WORD.matcher(TIME.matcher(prefix).replaceAll("")).results().forEach(word -> words.add(word.group()));
        return words;
    }
}

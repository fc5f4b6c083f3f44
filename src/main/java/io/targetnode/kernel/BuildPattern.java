package io.targetnode.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a distribution's builds: {@code 5.14.0-N*.el9*} with the builds {@code 204-436}.
 *
 * @param text the pattern: N is the build, * is any text, a word in angle brackets stands for one of several
 * @param literals texts that every name contains; searching for them rejects most other releases faster than the regular expression
 * @param names the pattern as a regular expression, with the build as its group
 * @param builds the builds; empty if the pattern has no N
 */
record BuildPattern(String text, List<String> literals, Pattern names, Optional<Builds> builds) {

    private static final Pattern PART = Pattern.compile("(N)|(\\*)|<(\\w+)>|[^N*<]+");
    private static final String BUILD = "(\\d{1,9}(?:\\.\\d{1,9})*+)";
    private static final String LATER = "later";

    /**
     * A range of builds, with its ends.
     *
     * @param first as text
     * @param last as text; empty if all later builds belong to the range
     */
    record Builds(String first, String last) {

        private static final int NUMBERS = 4;
        private static final int LARGEST = 0xffff;

        /** @throws IllegalArgumentException if the text is not two builds with a hyphen between them */
        static Builds of(String range) {
            String[] bounds = range.split("-", -1);
            if (bounds.length != 2) {
                throw new IllegalArgumentException("not a range of builds: " + range);
            }
            return new Builds(bounds[0], bounds[1]);
        }

        /** Compares from the left; a build that extends the last one, such as 203.1 after 203, belongs to the range. */
        boolean contain(String build) {
            return Long.compareUnsigned(key(build, 0), key(first, 0)) >= 0
                    && (last.isEmpty() || Long.compareUnsigned(key(build, 0), key(last, LARGEST)) <= 0);
        }

        /** Four numbers of 16 bits. */
        private static long key(String build, int missing) {
            String[] numbers = build.split("\\.");
            long key = 0;
            for (int i = 0; i < NUMBERS; i++) {
                key = key << Short.SIZE
                        | (i < numbers.length ? Math.min(Integer.parseInt(numbers[i]), LARGEST) : missing);
            }
            return key;
        }
    }

    /**
     * Reads a pattern.
     *
     * @param builds as {@code 204-436}, or {@code 571-} for all later ones; empty for a pattern without N
     * @param words the alternatives of each word, with blanks between them
     * @throws IllegalArgumentException if a word is unknown, or either N or the builds are missing
     */
    static BuildPattern of(String text, String builds, Map<String, String> words) {
        StringBuilder names = new StringBuilder();
        List<String> literals = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            names.append(regexOf(part, words, literals));
        }
        if (text.contains("N") == builds.isEmpty()) {
            throw new IllegalArgumentException("N and the builds belong together: " + text);
        }
        return new BuildPattern(
                text,
                List.copyOf(literals),
                Pattern.compile(names.toString()),
                Optional.of(builds).filter(range -> !range.isEmpty()).map(Builds::of));
    }

    boolean matches(String release) {
        for (String literal : literals) {
            if (!release.contains(literal)) {
                return false;
            }
        }
        Matcher matcher = names.matcher(release);
        return matcher.matches()
                && builds.filter(range -> !range.contain(matcher.group(1))).isEmpty();
    }

    /** The first name, with what the pattern leaves open. */
    String first() {
        return builds.map(range -> text.replace("N", range.first())).orElse(text);
    }

    /** The last name, with what the pattern leaves open. */
    String last() {
        return builds.map(range -> range.last().isEmpty() ? LATER : text.replace("N", range.last()))
                .orElse(text);
    }

    private static String regexOf(Matcher part, Map<String, String> words, List<String> literals) {
        if (part.group(1) != null) {
            return BUILD;
        }
        if (part.group(2) != null) {
            return ".*";
        }
        if (part.group(3) != null) {
            return anyOf(words, part.group(3));
        }
        literals.add(part.group());
        return Pattern.quote(part.group());
    }

    private static String anyOf(Map<String, String> words, String word) {
        String alternatives = words.get(word);
        if (alternatives == null) {
            throw new IllegalArgumentException("unknown word " + word);
        }
        return "(?:" + Pattern.quote(alternatives).replace(" ", "\\E|\\Q") + ")";
    }
}

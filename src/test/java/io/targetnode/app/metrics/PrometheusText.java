package io.targetnode.app.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict parser of Prometheus' text format 0.0.4: refuses what a lenient scraper would accept. */
final class PrometheusText {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Map<String, Double> series = new LinkedHashMap<>();
    private String family = "";

    private PrometheusText() {}

    /** The value of each series, by its name and labels in the order of the alphabet. */
    static Map<String, Double> parse(String text) {
        require(text.endsWith("\n"), "the last line does not end", text.substring(Math.max(0, text.length() - 100)));
        PrometheusText parser = new PrometheusText();
        text.lines().forEach(parser::line);
        parser.checkHistograms();
        return parser.series;
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            comment(line);
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "no sample", line);
        String name = sample.group(1);
        require(belongs(name), "not below the type of its family", line);
        String key = name + labels(sample.group(2) == null ? "" : sample.group(2), line);
        require(series.put(key, value(sample.group(3))) == null, "a second sample of a series", line);
    }

    private void comment(String line) {
        Matcher comment = COMMENT.matcher(line);
        require(comment.matches(), "neither HELP nor TYPE", line);
        String name = comment.group(2);
        if (comment.group(1).equals("HELP")) {
            require(helped.add(name) && !types.containsKey(name), "HELP is repeated or late", line);
            return;
        }
        require(TYPES.contains(comment.group(3)), "no known type", line);
        require(types.put(name, comment.group(3)) == null, "a family in two pieces", line);
        family = name;
    }

    private boolean belongs(String name) {
        return switch (types.getOrDefault(family, "")) {
            case "histogram" -> List.of("_bucket", "_sum", "_count").contains(suffix(name));
            case "summary" -> List.of("", "_sum", "_count").contains(suffix(name));
            case "counter" -> name.equals(family) && name.endsWith("_total");
            default -> name.equals(family);
        };
    }

    private String suffix(String name) {
        return name.startsWith(family) ? name.substring(family.length()) : "another family";
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            require(label.find(end) && label.start() == end, "a malformed label", line);
            require(labels.put(label.group(1), label.group(2)) == null, "a label twice", line);
            end = label.end();
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The buckets of a histogram ascend, and the last one has all values. */
    private void checkHistograms() {
        Map<String, List<Double>> buckets = new LinkedHashMap<>();
        series.forEach((key, value) -> {
            if (key.contains("_bucket{")) {
                buckets.computeIfAbsent(
                                key.replaceAll("(, )?le=[^,}]*", "").replace("{, ", "{"), none -> new ArrayList<>())
                        .add(value);
                require(key.contains("le="), "a bucket without a bound", key);
            }
        });
        buckets.forEach((key, values) -> {
            require(values.stream().sorted().toList().equals(values), "buckets that do not ascend", key);
            Double count = series.get(key.replace("_bucket{", "_count{"));
            require(values.get(values.size() - 1).equals(count), "a last bucket without all values", key);
        });
    }

    private static void require(boolean holds, String fault, String line) {
        if (!holds) {
            throw new IllegalArgumentException(fault + ": " + line);
        }
    }
}

package io.targetnode.api.parameter;

/**
 * A node in a query.
 *
 * @param value -1 for NUMA_NO_NODE, else 0, 1, 2, …
 */
public record NodeNumber(int value) {

    private static final String RULE = "a node is -1 or a number: 0, 1, 2, …";

    /** @throws IllegalArgumentException if the text is not a node */
    public static NodeNumber parse(String text) {
        if (!text.matches("-1|[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(RULE);
        }
        return new NodeNumber(Integer.parseInt(text));
    }
}

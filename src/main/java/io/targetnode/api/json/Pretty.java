package io.targetnode.api.json;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The query parameter {@code pretty} of every call: JSON answers are indented. Usually written without a value: {@code ?pretty}. */
public final class Pretty {

    public static final String NAME = "pretty";

    private static final Pattern REQUESTED = Pattern.compile("(.*&)?pretty(=(true)?)?(&.*)?");

    private Pretty() {}

    /** Whether the query has the parameter. It is read from the query itself, because Tomcat would also read a form. */
    public static boolean isRequested(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && query.contains(NAME) && REQUESTED.matcher(query).matches();
    }

    /** Whether the parameter may have this value. */
    public static boolean isValue(String text) {
        return text.isEmpty() || text.equals("true") || text.equals("false");
    }
}

package io.targetnode.api.view;

import java.io.IOException;
import java.util.function.Function;

/** Writes the content of a view in one format. */
@FunctionalInterface
public interface ViewFormat<T> {

    void write(T content, ViewWriter out) throws IOException;

    /** Writes lines as they are computed. */
    @FunctionalInterface
    interface Lines<T> {
        void write(T content, Appendable out) throws IOException;
    }

    /** @param answer the record that is written as JSON */
    static <T> ViewFormat<T> json(Function<T, ?> answer) {
        return (content, out) -> out.json(answer.apply(content));
    }

    /** As {@link #json}, but sent with a Content-Length. */
    static <T> ViewFormat<T> smallJson(Function<T, ?> answer) {
        return (content, out) -> out.smallJson(answer.apply(content));
    }

    /** A text that may be large. */
    static <T> ViewFormat<T> lines(Lines<T> lines) {
        return (content, out) -> lines.write(content, out.text());
    }

    /** A small text. */
    static <T> ViewFormat<T> text(Function<T, String> text) {
        return (content, out) -> out.text().append(text.apply(content));
    }
}

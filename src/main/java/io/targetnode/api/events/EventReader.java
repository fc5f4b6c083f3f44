package io.targetnode.api.events;

import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.ChangeHistory.Cursor;
import io.targetnode.topology.service.ChangeHistory.Page;
import java.util.stream.Collectors;

/** What one client is told next. All that is kept of a client is how far it is. */
final class EventReader {

    private final ChangeHistory history;
    private final EventText text;
    private final long end;
    private Cursor cursor;
    private String greeting;
    private boolean atEnd;

    /**
     * @param cursor how far the client is
     * @param greeting what it is told first
     * @param end number of the last change that it is told
     */
    EventReader(ChangeHistory history, EventText text, Cursor cursor, String greeting, long end) {
        this.history = history;
        this.text = text;
        this.cursor = cursor;
        this.greeting = greeting;
        this.end = end;
    }

    /** The next lines; empty if there are none at the moment. */
    String next() {
        if (!greeting.isEmpty()) {
            String first = greeting;
            greeting = "";
            return first;
        }
        try {
            return lines(history.next(cursor));
        } catch (StoreUnavailableException e) {
            // The cursor stays: it is asked again with the next write, or in a second.
            return "";
        }
    }

    /** Whether nothing will follow. */
    boolean isAtEnd() {
        return atEnd;
    }

    private String lines(Page page) {
        cursor = page.next();
        if (page.reset()) {
            return EventText.RESET;
        }
        atEnd = page.changes().size() < ChangeHistory.PAGE && cursor.after() >= end;
        return page.changes().stream().map(text::of).collect(Collectors.joining());
    }
}

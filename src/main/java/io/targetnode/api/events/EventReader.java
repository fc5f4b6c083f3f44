package io.targetnode.api.events;

import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.ChangeHistory.Cursor;
import io.targetnode.topology.service.ChangeHistory.Page;
import java.util.stream.Collectors;

/** The events that one client receives next. The only state of a client is its position. */
final class EventReader {

    private final ChangeHistory history;
    private final EventText text;
    private final long end;
    private Cursor cursor;
    private String greeting;
    private boolean atEnd;

    /**
     * @param cursor the client's position
     * @param greeting the lines before the first event
     * @param end number of the last change to send
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
            // The cursor stays, so that the next wake reads the same page.
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

package io.targetnode.api.events;

import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.ChangeHistory.Cursor;
import io.targetnode.topology.service.ChangeHistory.Page;
import java.time.Duration;
import java.util.stream.Collectors;

/** Produces the lines for one client. No events are stored per client, only its position in the history. */
final class EventReader {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

    private final ChangeHistory history;
    private final EventText text;
    private final long end;
    private Cursor cursor;
    private String firstLines;
    private boolean atEnd;
    private long writtenNanos = System.nanoTime();
    private volatile boolean probed;

    /**
     * @param cursor the position of the client
     * @param firstLines the lines before the first event
     * @param end number of the last change to deliver
     */
    EventReader(ChangeHistory history, EventText text, Cursor cursor, String firstLines, long end) {
        this.history = history;
        this.text = text;
        this.cursor = cursor;
        this.firstLines = firstLines;
        this.end = end;
    }

    /** The next lines, or a heartbeat if one is due; empty if there is nothing to write at the moment. */
    String next() {
        String lines = events();
        if (lines.isEmpty() && isHeartbeatDue()) {
            lines = EventText.HEARTBEAT;
        }
        if (!lines.isEmpty()) {
            writtenNanos = System.nanoTime();
        }
        return lines;
    }

    /** Makes a heartbeat due. Any thread may call this method. Only one thread at a time may call the others. */
    void probe() {
        probed = true;
    }

    /** Whether no more lines follow. */
    boolean isAtEnd() {
        return atEnd;
    }

    private String events() {
        if (!firstLines.isEmpty()) {
            String first = firstLines;
            firstLines = "";
            return first;
        }
        try {
            return text(history.next(cursor));
        } catch (StoreUnavailableException e) {
            // The cursor is unchanged. The stream tries again with the next write or tick.
            return "";
        }
    }

    private String text(Page page) {
        cursor = page.next();
        if (page.reset()) {
            return EventText.RESET;
        }
        atEnd = page.changes().size() < ChangeHistory.PAGE && cursor.after() >= end;
        return page.changes().stream().map(text::of).collect(Collectors.joining());
    }

    private boolean isHeartbeatDue() {
        boolean due = probed || System.nanoTime() - writtenNanos > HEARTBEAT_NANOS;
        probed = false;
        return due;
    }
}

package io.targetnode.analysis.regions;

import java.util.List;

/**
 * Why the kernel adds no memory.
 *
 * @param reason the reason, in a sentence without a full stop
 * @param log the messages that the kernel prints, in order, without the name of the device
 */
public record Refusal(String reason, List<String> log) {

    public Refusal {
        log = List.copyOf(log);
    }
}

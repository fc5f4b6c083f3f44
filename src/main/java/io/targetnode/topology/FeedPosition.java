package io.targetnode.topology;

/**
 * How far the feed goes.
 *
 * @param head number of the last write; 0 if there was none
 * @param forgotten deletions up to this number may have been forgotten: who has read less has to begin anew
 */
public record FeedPosition(long head, long forgotten) {}

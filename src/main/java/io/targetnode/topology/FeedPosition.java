package io.targetnode.topology;

/**
 * The bounds of the feed.
 *
 * @param head the number of the last write; 0 before the first write
 * @param purged deletions up to this number may have been purged; a reader that has read less must reset
 */
public record FeedPosition(long head, long purged) {}

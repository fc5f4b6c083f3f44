package io.targetnode.api.wire;

import java.time.Duration;

/**
 * How long a body may be that is read whole, and how long it may take to arrive.
 *
 * @param bytes the limit
 * @param patience from the first byte to the last
 */
public record UploadLimit(int bytes, Duration patience) {}

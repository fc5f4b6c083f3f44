package io.targetnode.analysis.nodes;

/**
 * {@code struct access_coordinate}: the performance of memory, as unsigned 32-bit numbers. 0 is an unknown value.
 *
 * @param readLatency in ns
 * @param writeLatency in ns
 * @param readBandwidth in MB/s
 * @param writeBandwidth in MB/s
 */
record Performance(int readLatency, int writeLatency, int readBandwidth, int writeBandwidth) {

    static final Performance UNKNOWN = new Performance(0, 0, 0, 0);

    private static final int TEN_PERCENT = 10;

    private static final int ACCESS_LATENCY = 0;
    private static final int READ_LATENCY = 1;
    private static final int WRITE_LATENCY = 2;
    private static final int ACCESS_BANDWIDTH = 3;
    private static final int READ_BANDWIDTH = 4;
    private static final int WRITE_BANDWIDTH = 5;

    /** {@code hmat_update_target_access()}: with another value of a data type of the HMAT; other types change nothing. */
    Performance with(int dataType, int value) {
        return switch (dataType) {
            case ACCESS_LATENCY -> new Performance(value, value, readBandwidth, writeBandwidth);
            case READ_LATENCY -> new Performance(value, writeLatency, readBandwidth, writeBandwidth);
            case WRITE_LATENCY -> new Performance(readLatency, value, readBandwidth, writeBandwidth);
            case ACCESS_BANDWIDTH -> new Performance(readLatency, writeLatency, value, value);
            case READ_BANDWIDTH -> new Performance(readLatency, writeLatency, value, writeBandwidth);
            case WRITE_BANDWIDTH -> new Performance(readLatency, writeLatency, readBandwidth, value);
            default -> this;
        };
    }

    /** Whether there are a latency and a bandwidth. The kernel adds 32-bit numbers. */
    boolean isKnown() {
        return readLatency + writeLatency != 0 && readBandwidth + writeBandwidth != 0;
    }

    /** {@code mt_perf_to_adistance()}: long arithmetic, truncated after each division and in the end to 32 bits. */
    int abstractDistance(Performance reference) {
        return (int) (Tier.DRAM_DISTANCE
                * sum(readLatency, writeLatency)
                / sum(reference.readLatency, reference.writeLatency)
                * sum(reference.readBandwidth, reference.writeBandwidth)
                / sum(readBandwidth, writeBandwidth));
    }

    /** {@code mt_set_default_dram_perf()}: whether each value is within 10 % of the reference. */
    boolean isLike(Performance reference) {
        return isLike(readLatency, reference.readLatency)
                && isLike(writeLatency, reference.writeLatency)
                && isLike(readBandwidth, reference.readBandwidth)
                && isLike(writeBandwidth, reference.writeBandwidth);
    }

    private static boolean isLike(int value, int reference) {
        return Integer.compareUnsigned(Math.abs(value - reference) * TEN_PERCENT, reference) <= 0;
    }

    private static long sum(int a, int b) {
        return Integer.toUnsignedLong(a + b);
    }

    @Override
    public String toString() {
        return "latency %s/%s ns, bandwidth %s/%s MB/s"
                .formatted(
                        Integer.toUnsignedString(readLatency),
                        Integer.toUnsignedString(writeLatency),
                        Integer.toUnsignedString(readBandwidth),
                        Integer.toUnsignedString(writeBandwidth));
    }
}

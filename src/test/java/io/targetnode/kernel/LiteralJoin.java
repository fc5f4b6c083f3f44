package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.List;
import java.util.Optional;

/** kernel-rules 2.8 B, sentence by sentence. The oracle for {@link NodeJoin}. */
final class LiteralJoin {

    final List<Block> blocks;
    final KernelLog log = new KernelLog(10_000);

    /** @param blocks modifiable; joined in place */
    LiteralJoin(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** The line with which the configuration is rejected, if it is. */
    Optional<String> join() {
        for (int i = 0; i < blocks.size(); i++) {
            for (int j = i + 1; j < blocks.size(); j++) {
                Block x = blocks.get(i);
                Block y = blocks.get(j);
                if (x.overlaps(y)) {
                    if (x.node() != y.node()) {
                        return Optional.of(log.overlaps(x, y));
                    }
                    log.overlapsWithItself(x, y);
                }
                if (x.node() != y.node()) {
                    continue;
                }
                long start = Address.min(x.start(), y.start());
                long end = Address.max(x.end(), y.end());
                if (blocks.stream().anyMatch(other -> other.node() != x.node() && other.overlaps(start, end))) {
                    continue;
                }
                String before = KernelLog.mem(x);
                x.moveTo(start, end);
                log.joined(before, y, x);
                blocks.remove(j);
                j--;
            }
        }
        return Optional.empty();
    }
}

package io.targetnode.kernel;

import io.targetnode.kernel.Behaviour.Sort;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The two heapsorts of kernel-rules 5.3, step by step. The oracle for {@link KernelSort}. */
final class LiteralSort {

    private LiteralSort() {}

    static List<Block> sort(List<Block> blocks, Comparator<Block> order, Sort version) {
        List<Block> p = Arrays.asList(blocks.toArray(Block[]::new));
        if (p.size() < 2) {
            return p;
        }
        return version == Sort.OLD ? old(p, order) : newer(p, order);
    }

    private static List<Block> old(List<Block> p, Comparator<Block> order) {
        int a = p.size() / 2;
        int m = p.size();
        while (true) {
            if (a > 0) {
                a--;
            } else {
                m--;
                if (m == 0) {
                    return p;
                }
                Collections.swap(p, 0, m);
            }
            sift(p, order, a, m, 0);
        }
    }

    private static List<Block> newer(List<Block> p, Comparator<Block> order) {
        int a = p.size() / 2;
        int m = p.size();
        int sh = 0;
        while (true) {
            if (a > 0) {
                a -= 1 << sh;
            } else if (m > 3) {
                m--;
                Collections.swap(p, 0, m);
                sh = order.compare(p.get(1), p.get(2)) <= 0 ? 1 : 0;
                a = 1 << sh;
                m--;
                Collections.swap(p, a, m);
            } else {
                break;
            }
            sift(p, order, a, m, 1);
        }
        m--;
        Collections.swap(p, 0, m);
        if (m == 2 && order.compare(p.get(0), p.get(1)) > 0) {
            Collections.swap(p, 0, 1);
        }
        return p;
    }

    private static void sift(List<Block> p, Comparator<Block> order, int a, int m, int leftFrom) {
        int b = a;
        while (2 * b + 2 < m) {
            int compared = Integer.signum(order.compare(p.get(2 * b + 1), p.get(2 * b + 2)));
            b = compared >= leftFrom ? 2 * b + 1 : 2 * b + 2;
        }
        if (2 * b + 2 == m) {
            b = 2 * b + 1;
        }
        while (b != a && order.compare(p.get(a), p.get(b)) >= 0) {
            b = (b - 1) / 2;
        }
        int c = b;
        while (b != a) {
            b = (b - 1) / 2;
            Collections.swap(p, b, c);
        }
    }
}

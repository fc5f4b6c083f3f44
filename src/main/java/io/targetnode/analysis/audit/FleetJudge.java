package io.targetnode.analysis.audit;

import io.targetnode.kernel.KernelTable;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.service.Judge;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Optional;

/** Judges machines with the behaviour tables and the replay of this version. */
public final class FleetJudge implements Judge {

    /** To be increased when the code changes so that a machine gets another judgement, or a judgement more components. */
    private static final int RULES = 2;

    private static final int HEXADECIMAL = 16;

    private static final int DIGITS = 16;

    private static final long VERSION =
            Long.parseUnsignedLong(Sha256.of(RULES + "\n" + KernelTable.text()).substring(0, DIGITS), HEXADECIMAL);

    @Override
    public long version() {
        return VERSION;
    }

    @Override
    public StoredJudgement judge(ReplayedTopology replayed) {
        Machine machine = replayed.topology().upload().machine();
        KernelView view = replayed.under(Optional.empty(), Optional.empty());
        Judgement judgement = Judgement.of(view);
        return new StoredJudgement(
                judgement.verdict().apiName(),
                judgement.affectedBytes(),
                LayoutFingerprint.of(machine.inputs()),
                view.choice().kernel().text(),
                machine.kernel().isEmpty(),
                view.choice().lookupKnown(),
                machine.isExact());
    }
}

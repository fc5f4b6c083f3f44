package io.targetnode.store;

import io.targetnode.analysis.verification.Verification;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelTable;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Replays a decoded upload under every behaviour, verifies it, and renders it. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** Any exception is a bug. */
    static void of(Upload upload) {
        for (Behaviour behaviour : KernelTable.BEHAVIOURS) {
            BootReplay.of(upload.machine().inputs(), behaviour);
        }
        KernelView view = Replayed.of(upload).under(Optional.empty(), Optional.empty());
        Verification.of(view);
        TopologyResource resource = TopologyResource.of(view);
        // Encodes to bytes, as the service does: an unpaired surrogate fails only there.
        JSON.writeValueAsBytes(resource);
    }
}

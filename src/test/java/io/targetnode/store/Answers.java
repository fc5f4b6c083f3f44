package io.targetnode.store;

import io.targetnode.api.view.TopologyResource;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelTable;
import io.targetnode.topology.Booted;
import io.targetnode.topology.Upload;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What is done with an upload that was read: it is replayed under every behaviour, and shown. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** Any exception is a bug. */
    static void of(Upload upload) {
        for (Behaviour behaviour : KernelTable.BEHAVIOURS) {
            BootReplay.of(upload.machine().inputs(), behaviour);
        }
        TopologyResource resource = TopologyResource.of(Booted.of(upload).under(Optional.empty(), Optional.empty()));
        // To bytes, as the service sends it: half a surrogate pair fails only there.
        JSON.writeValueAsBytes(resource);
    }
}

package io.targetnode.api.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.RevisionTag;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    /** The hash code of an enum constant differs from process to process; its text does not. */
    @Test
    void replicasTagTheSameVariantAlike() {
        RevisionTag revision = new RevisionTag("1-0123456789ab-x");
        Optional<LookupRule> rule = Optional.of(LookupRule.PREFER_ONLINE);
        assertThat(EntityTags.of(revision, rule)).isEqualTo(EntityTags.of(revision, rule.toString()));
        assertThat(EntityTags.of(revision, rule)).isNotEqualTo(EntityTags.of(revision, Optional.empty()));
    }
}

package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LookupRuleTest {

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 2", "1, -1, 1, 1", "-1, 2, 2, 2", "-1, -1, -1, -1"})
    void theStubAnswersNode0WhateverTheListsHold(int meminfo, int reserved, int online, int fixed) {
        assertThat(LookupRule.PREFER_ONLINE.choose(meminfo, reserved)).isEqualTo(online);
        assertThat(LookupRule.PREFER_RESERVED.choose(meminfo, reserved)).isEqualTo(fixed);
        assertThat(LookupRule.STUB.choose(meminfo, reserved)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "3"})
    void theStubsAlsoAnswerForAHotAdd(int node) {
        assertThat(LookupRule.STUB.chooseHotAdd(node)).isZero();
        assertThat(LookupRule.PREFER_ONLINE.chooseHotAdd(node)).isEqualTo(node);
        assertThat(LookupRule.PREFER_RESERVED.chooseHotAdd(node)).isEqualTo(node);
    }

    @Test
    void onlyTheStubSearchesNoList() {
        assertThat(LookupRule.STUB.searchesLists()).isFalse();
        assertThat(LookupRule.PREFER_ONLINE.searchesLists()).isTrue();
        assertThat(LookupRule.PREFER_RESERVED.searchesLists()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleIsComparedWithAnotherThatSearchesLists(LookupRule rule) {
        assertThat(rule.other()).isNotEqualTo(rule).isNotEqualTo(LookupRule.STUB);
        assertThat(rule.describe()).doesNotEndWith(".");
    }

    @Test
    void releasesAreTheSameByNumbersOrByText() {
        KernelRelease hidden = KernelRelease.parse("6.5.0-41-generic");
        KernelRelease known = hidden.withVersionOf(KernelRelease.parse("6.5.13"));
        assertThat(known.isSameAs(hidden)).isTrue();
        assertThat(known.isSameAs(KernelRelease.parse("6.5.13"))).isTrue();
        assertThat(known.isSameAs(KernelRelease.parse("6.5.12"))).isFalse();
        assertThat(hidden.isSameAs(KernelRelease.parse("6.5.0-40-generic"))).isFalse();
        assertThat(hidden.isSameAs(KernelRelease.parse("6.5"))).isFalse();
        assertThat(KernelRelease.parse("6.5").isSameAs(hidden)).isFalse();
        assertThat(KernelRelease.parse("6.5").isSameAs(KernelRelease.parse("6.5.0")))
                .isTrue();
    }
}

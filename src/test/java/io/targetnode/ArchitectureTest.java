package io.targetnode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house. A room that is not built yet breaks none of them. */
@AnalyzeClasses(packages = "io.targetnode", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Data flows one way: a room knows the rooms before it, and none behind it. */
    @ArchTest
    static final ArchRule aRoomKnowsOnlyTheRoomsBeforeIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("memory")
            .definedBy("io.targetnode.memory..")
            .layer("acpi")
            .definedBy("io.targetnode.acpi..")
            .layer("kernel")
            .definedBy("io.targetnode.kernel..")
            .layer("resolve")
            .definedBy("io.targetnode.resolve..")
            .layer("capture")
            .definedBy("io.targetnode.capture..")
            .layer("topology")
            .definedBy("io.targetnode.topology..")
            .layer("analysis")
            .definedBy("io.targetnode.analysis..")
            .layer("store")
            .definedBy("io.targetnode.store..")
            .layer("api")
            .definedBy("io.targetnode.api..")
            .layer("app")
            .definedBy("io.targetnode.app..")
            .whereLayer("memory")
            .mayNotAccessAnyLayer()
            .whereLayer("acpi")
            .mayOnlyAccessLayers("memory")
            .whereLayer("kernel")
            .mayOnlyAccessLayers("memory", "acpi")
            .whereLayer("resolve")
            .mayOnlyAccessLayers("memory", "acpi", "kernel")
            .whereLayer("capture")
            .mayOnlyAccessLayers("memory", "acpi", "kernel", "resolve")
            .whereLayer("topology")
            .mayOnlyAccessLayers("memory", "acpi", "kernel", "resolve", "capture")
            .whereLayer("analysis")
            .mayOnlyAccessLayers("memory", "acpi", "kernel", "resolve", "capture", "topology")
            .whereLayer("api")
            .mayOnlyAccessLayers("memory", "acpi", "kernel", "resolve", "capture", "topology", "analysis");

    @ArchTest
    static final ArchRule theStoreImplementsWhatTheTopologyAsksForAndOnlyTheAppKnowsIt = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.targetnode..")
            .withOptionalLayers(true)
            .layer("core")
            .definedBy(
                    "io.targetnode.memory..",
                    "io.targetnode.acpi..",
                    "io.targetnode.kernel..",
                    "io.targetnode.resolve..",
                    "io.targetnode.capture..",
                    "io.targetnode.topology..")
            .layer("store")
            .definedBy("io.targetnode.store..")
            .layer("app")
            .definedBy("io.targetnode.app..")
            .whereLayer("store")
            .mayOnlyAccessLayers("core")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("app");

    @ArchTest
    static final ArchRule theCoreKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.targetnode.memory..",
                    "io.targetnode.acpi..",
                    "io.targetnode.kernel..",
                    "io.targetnode.resolve..",
                    "io.targetnode.capture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "com.fasterxml.jackson..", "tools.jackson..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theApiTouchesNoSql = noClasses()
            .that()
            .resideInAPackage("io.targetnode.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("io.targetnode.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    /** Rooms within a room are rooms, too, and what stands beside them is one more. */
    @ArchTest
    static final ArchRule roomsWithinRoomsHaveNoCycles =
            slices().matching("io.targetnode.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule aNameSaysWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}

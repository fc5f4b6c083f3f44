package io.targetnode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages, what each may depend on, and how classes are named. CONTRIBUTING.md says what each package knows. */
@AnalyzeClasses(packages = "io.targetnode", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] REPLAY_AND_RESOLVER = {
        "io.targetnode.memory..", "io.targetnode.acpi..", "io.targetnode.kernel..", "io.targetnode.resolve.."
    };

    private static final String[] CORE = {
        "io.targetnode.memory..",
        "io.targetnode.acpi..",
        "io.targetnode.kernel..",
        "io.targetnode.resolve..",
        "io.targetnode.capture..",
        "io.targetnode.topology..",
        "io.targetnode.analysis.."
    };

    /** Data flows one way: a package knows only packages that are listed before it. */
    @ArchTest
    static final ArchRule aPackageKnowsOnlyThePackagesBeforeIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
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
    static final ArchRule theStoreKnowsNoQuestionsAndNoHttpAndOnlyTheAppKnowsIt = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.targetnode..")
            .layer("topology and below")
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
            .mayOnlyAccessLayers("topology and below")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("app");

    @ArchTest
    static final ArchRule theCoreKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule theReplayAndTheResolverKnowNoJson = noClasses()
            .that()
            .resideInAnyPackage(REPLAY_AND_RESOLVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..");

    @ArchTest
    static final ArchRule theCoreReadsJsonOnlyWithTheStreamingParser = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson.databind..");

    @ArchTest
    static final ArchRule memoryNeedsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.targetnode.memory..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "io.targetnode.memory..");

    @ArchTest
    static final ArchRule sqlStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackages("io.targetnode.store..", "io.targetnode.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule onlyAccessKnowsSpringSecurity = noClasses()
            .that()
            .resideOutsideOfPackage("io.targetnode.app.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule topLevelPackagesHaveNoCycles =
            slices().matching("io.targetnode.(*)..").should().beFreeOfCycles();

    /** Each nested package is a slice, and so are the classes directly in a package that has nested ones. */
    @ArchTest
    static final ArchRule nestedPackagesHaveNoCycles =
            slices().matching("io.targetnode.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule aClassNameSaysWhatTheClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");
}

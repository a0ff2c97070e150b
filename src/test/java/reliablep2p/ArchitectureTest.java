package reliablep2p;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages point downwards only, and each library lives where its reason is. */
class ArchitectureTest {
    private static final String ROOT = "reliablep2p";

    /** Who may import a package of the program; every package not named is used by none. */
    private static final Map<String, List<String>> USERS = Map.of(
            "app", List.of(),
            "shell", List.of("app"),
            "node", List.of("app", "shell"),
            "net", List.of("app", "shell", "node"),
            "trust", List.of("node"),
            "storage", List.of("app", "shell", "node"),
            "protocol", List.of("node", "net"),
            "settings", List.of("app", "shell"),
            "json", List.of("shell", "node", "protocol", "storage", "trust"));

    private static final Map<String, List<String>> HOMES = Map.of(
            "com.google.gson..", List.of("json"),
            "java.net..", List.of("net"),
            "javax.net..", List.of("net"),
            "org.bouncycastle..", List.of("trust"),
            "org.jline..", List.of("shell"),
            "picocli..", List.of("app", "shell"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void arrowsBetweenPackagesPointDownwards() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : USERS.keySet()) {
            layers = layers.layer(name).definedBy(ROOT + "." + name + "..");
        }
        for (Map.Entry<String, List<String>> user : USERS.entrySet()) {
            layers = user.getValue().isEmpty()
                    ? layers.whereLayer(user.getKey()).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(user.getKey())
                            .mayOnlyBeAccessedByLayers(user.getValue().toArray(String[]::new));
        }
        layers.check(CLASSES);
    }

    @Test
    void modelKnowsTheJdkOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(ROOT + ".model..", "java..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyButTheShellAndTheStartPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".shell..", ROOT + ".app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> eachLibraryLivesAtHome() {
        return HOMES.entrySet().stream()
                .map(home -> DynamicTest.dynamicTest(home.getKey(), () -> {
                    String[] packages = home.getValue().stream()
                            .map(name -> ROOT + "." + name + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(packages)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(home.getKey())
                            .check(CLASSES);
                }));
    }

    /** It examines directories of peers that don't run, and must not depend on a network or be taken for a peer by one. */
    @Test
    void theDoctorOpensNoSocket() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".node.doctor..")
                .or()
                .haveSimpleName("DoctorOptions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".net..",
                        ROOT + ".protocol..",
                        ROOT + ".node.base..",
                        ROOT + ".node.database..",
                        ROOT + ".node.fetch..",
                        ROOT + ".node.peer..",
                        ROOT + ".node.serve..")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> undescribed = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(undescribed).isEmpty();
        }
    }
}

package io.github.animegan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The arrows between packages: see the package-infos for what each is for. */
@AnalyzeClasses(packages = ArchitectureRulesTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureRulesTest {
    static final String ROOT = "io.github.animegan";

    @ArchTest
    static final ArchRule tensor = only("tensor").mayUse();

    @ArchTest
    static final ArchRule model = only("model").mayUse("tensor");

    @ArchTest
    static final ArchRule image = only("image").mayUse("image.color", "image.filter", "model", "tensor");

    @ArchTest
    static final ArchRule imageColor = only("image.color").mayUse();

    @ArchTest
    static final ArchRule imageFilter = only("image.filter").mayUse();

    @ArchTest
    static final ArchRule file = only("file").mayUse();

    @ArchTest
    static final ArchRule imageIo = only("image.io").mayUse("file", "image", "image.color");

    @ArchTest
    static final ArchRule imageQuality = only("image.quality").mayUse("image", "model", "tensor");

    @ArchTest
    static final ArchRule engineKernel = only("engine.kernel").mayUse("tensor");

    @ArchTest
    static final ArchRule plainKernels = only("engine.kernel.plain").mayUse("engine.kernel", "tensor");

    @ArchTest
    static final ArchRule vectorKernels =
            only("engine.kernel.vector").mayUse("engine.kernel", "engine.kernel.plain", "tensor");

    @ArchTest
    static final ArchRule nd4jKernels =
            only("engine.kernel.nd4j").mayUse("engine.kernel", "engine.kernel.plain", "tensor");

    @ArchTest
    static final ArchRule engine = only("engine").mayUse("engine.kernel", "model", "tensor");

    @ArchTest
    static final ArchRule cache = only("cache").mayUse();

    @ArchTest
    static final ArchRule nd4jIsTouchedInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".engine.kernel.nd4j", ROOT + ".nd4j")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule vectorApiIsTouchedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".engine.kernel.vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule commonsImagingIsTouchedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".image.io")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons..");

    @ArchTest
    static final ArchRule awtIsForPicturesAndTheFacade = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT, ROOT + ".image", ROOT + ".image.color", ROOT + ".image.io", ROOT + ".image.quality")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyPrintsOrExits = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    private static Arrows only(String name) {
        return new Arrows(name);
    }

    /** What a package may depend on besides itself and what is not ours. */
    private record Arrows(String name) {
        ArchRule mayUse(String... others) {
            String[] allowed =
                    Arrays.stream(others).map(other -> ROOT + "." + other).toArray(String[]::new);
            DescribedPredicate<JavaClass> fine = JavaClass.Predicates.resideOutsideOfPackage(ROOT + "..")
                    .or(JavaClass.Predicates.resideInAPackage(ROOT + "." + name))
                    .or(JavaClass.Predicates.resideInAnyPackage(allowed));
            return classes()
                    .that()
                    .resideInAPackage(ROOT + "." + name)
                    .should()
                    .onlyDependOnClassesThat(fine.as("are its own or of %s".formatted(Arrays.toString(others))))
                    .allowEmptyShould(true);
        }
    }
}

package io.github.animegan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.animegan.engine.kernel.nd4j.Nd4jKernelsProvider;
import io.github.animegan.engine.kernel.plain.PlainKernelsProvider;
import io.github.animegan.engine.kernel.vector.VectorKernelsProvider;
import io.github.animegan.rules.RoomRules;
import io.github.animegan.rules.WithoutAwt;
import java.util.Arrays;

/** The arrows between packages: see the package-infos for what each is for. */
@AnalyzeClasses(packages = ArchitectureRulesTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureRulesTest {
    static final String ROOT = "io.github.animegan";

    @ArchTest
    static final ArchRule tensor = only("tensor").mayUse();

    @ArchTest
    static final ArchRule network = only("network").mayUse("tensor");

    @ArchTest
    static final ArchRule model = only("model").mayUse("network", "tensor");

    @ArchTest
    static final ArchRule memory = only("memory").mayUse();

    @ArchTest
    static final ArchRule pipeline = only("pipeline")
            .mayUse(
                    "cache",
                    "engine",
                    "engine.kernel",
                    "engine.plan",
                    "engine.run",
                    "file",
                    "heap",
                    "image",
                    "image.io",
                    "image.filter",
                    "image.resample",
                    "image.step",
                    "memory",
                    "model",
                    "network",
                    "tensor");

    @ArchTest
    static final ArchRule math = only("math").mayUse();

    @ArchTest
    static final ArchRule file = only("file").mayUse();

    @ArchTest
    static final ArchRule heap = only("heap").mayUse();

    @ArchTest
    static final ArchRule imageColor = only("image.color").mayUse();

    @ArchTest
    static final ArchRule image = only("image").mayUse("image.color", "math", "model", "tensor");

    @ArchTest
    static final ArchRule imageFilter = only("image.filter").mayUse("image", "math");

    @ArchTest
    static final ArchRule imageResample = only("image.resample").mayUse("image");

    @ArchTest
    static final ArchRule imageStepText = only("image.step.text").mayUse();

    @ArchTest
    static final ArchRule imageStep =
            only("image.step").mayUse("image", "image.filter", "image.resample", "image.step.text");

    @ArchTest
    static final ArchRule imageQuality = only("image.quality").mayUse("image");

    @ArchTest
    static final ArchRule imageIoCodec = only("image.io.codec").mayUse("image", "image.color", "math");

    @ArchTest
    static final ArchRule imageIoFormats =
            only("image.io.(bmp|gif|jpeg|png|webp)").mayUse("image", "image.color", "image.io.codec", "math");

    @ArchTest
    static final ArchRule imageIoExternal = only("image.io.external").mayUse("image.io.codec");

    /** Strips and tiles may be JPEG files. */
    @ArchTest
    static final ArchRule imageIoTiff =
            only("image.io.tiff").mayUse("image", "image.color", "image.io.codec", "image.io.jpeg", "math");

    @ArchTest
    static final ArchRule imageIo = only("image.io")
            .mayUse(
                    "file",
                    "heap",
                    "image",
                    "image.color",
                    "image.io.bmp",
                    "image.io.codec",
                    "image.io.external",
                    "image.io.gif",
                    "image.io.jpeg",
                    "image.io.png",
                    "image.io.tiff",
                    "image.io.webp",
                    "math");

    @ArchTest
    static final ArchRule engineKernel = only("engine.kernel").mayUse("tensor");

    @ArchTest
    static final ArchRule plainKernels = only("engine.kernel.plain").mayUse("engine.kernel", "tensor");

    @ArchTest
    static final ArchRule vectorKernels = only("engine.kernel.vector")
            .mayUse("engine.kernel", "engine.kernel.plain", "engine.kernel.vector.product", "tensor");

    @ArchTest
    static final ArchRule nd4jKernels =
            only("engine.kernel.nd4j").mayUse("engine.kernel", "engine.kernel.plain", "tensor");

    @ArchTest
    static final ArchRule engineProgram = only("engine.program").mayUse("engine.kernel", "network", "tensor");

    @ArchTest
    static final ArchRule enginePlan = only("engine.plan").mayUse("engine.kernel", "engine.program", "math", "network");

    @ArchTest
    static final ArchRule engineRun =
            only("engine.run").mayUse("engine.kernel", "engine.plan", "engine.program", "network");

    @ArchTest
    static final ArchRule engine =
            only("engine").mayUse("engine.kernel", "engine.plan", "engine.program", "engine.run", "network", "tensor");

    @ArchTest
    static final ArchRule cache = only("cache").mayUse("file");

    @ArchTest
    static final ArchRule face = only("face").mayUse("engine", "image", "image.step", "model", "network", "tensor");

    @ArchTest
    static final ArchRule faceMtcnn =
            only("face.mtcnn").mayUse("engine", "face", "image", "image.resample", "model", "network", "tensor");

    @ArchTest
    static final ArchRule report = only("report").mayUse("face", "image", "image.quality", "image.resample");

    @ArchTest
    static final ArchRule videoFrame = only("video.frame").mayUse();

    @ArchTest
    static final ArchRule videoFfmpeg = only("video.ffmpeg").mayUse("file", "video.frame");

    @ArchTest
    static final ArchRule videoMotion = only("video.motion").mayUse("video.frame");

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
            .resideOutsideOfPackage(ROOT + ".engine.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule commonsImagingIsTouchedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".image.io.tiff")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons..");

    @ArchTest
    static final ArchRule awtIsForPicturesAndTheFacade = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT,
                    ROOT + ".face..",
                    ROOT + ".image",
                    ROOT + ".image.color",
                    ROOT + ".image.io..",
                    ROOT + ".image.quality",
                    ROOT + ".image.resample",
                    ROOT + ".image.step",
                    ROOT + ".pipeline",
                    ROOT + ".report",
                    ROOT + ".video")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..");

    @ArchTest
    static void pixelsNeedNoAwt(JavaClasses classes) {
        WithoutAwt.require(
                classes,
                PixelStylizer.class,
                PlainKernelsProvider.class,
                VectorKernelsProvider.class,
                Nd4jKernelsProvider.class);
    }

    @ArchTest
    static final ArchTests rooms = ArchTests.in(RoomRules.class);

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

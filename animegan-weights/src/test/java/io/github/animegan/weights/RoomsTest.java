package io.github.animegan.weights;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.github.animegan.rules.RoomRules;
import io.github.animegan.rules.WithoutAwt;
import io.github.animegan.weights.onnx.OnnxModel;
import io.github.animegan.weights.style.CatalogStyleProvider;

@AnalyzeClasses(packagesOf = RoomsTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchTests rooms = ArchTests.in(RoomRules.class);

    /** What they need of core is looked at there: see the rule of the same name. */
    @ArchTest
    static void checkpointsAndStylesNeedNoAwt(JavaClasses classes) {
        WithoutAwt.require(classes, Checkpoints.class, OnnxModel.class, CatalogStyleProvider.class);
    }
}

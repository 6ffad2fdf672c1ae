package io.github.animegan.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of jars that Maven has packaged: styles and backends are found in it, too. */
class NestedJarIT {
    @Test
    void theJarAloneDoesIt(@TempDir Path temporary) throws IOException {
        byte[] photo = TestPhotos.png(200, 150, 1);
        Path jar = Path.of("target/animegan-spring-boot-app.jar").toAbsolutePath();
        try (ApplicationProcess process =
                        ApplicationProcess.start(temporary.resolve("log"), List.of("-jar", jar.toString()));
                AnimeGan gan = AnimeGan.create("mori")) {
            byte[] picture =
                    process.awaitStart(1).post("/stylize?style=mori", photo).body();
            assertThat(picture).isEqualTo(gan.stylize(photo, PhotoWriter.png()));
            assertThat(process.log()).contains("backend vector").doesNotContain("devtools");
        }
    }
}

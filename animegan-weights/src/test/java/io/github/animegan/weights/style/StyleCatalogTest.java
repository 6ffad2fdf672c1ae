package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Upsampling;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.style.StyleSource.BuiltIn;
import io.github.animegan.weights.style.StyleSource.Fetchable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleCatalogTest {
    private static final URI SERVER = URI.create("https://example.org");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "celeba_distill, 3b7ea61b02254980831cc3bc77af30666dbc999c",
        "face_paint_512_v1, 19c1a1da4d9580186109a2b055d91044e5127de6",
        "face_paint_512_v2, d75102f8f201ddaf8dbe6b913b1a97585b55f838",
        "paprika, 58086c9db9fc7a9e5c2876ca31b8079599352643"
    })
    void officialStylesArePinned(String name, String gitBlob) {
        CatalogEntry entry = StyleCatalog.standard().get(name);

        assertThat(entry.source()).isInstanceOf(Fetchable.class);
        Fetchable source = (Fetchable) entry.source();
        assertThat(source.gitBlob()).isEqualTo(gitBlob);
        assertThat(source.url())
                .hasScheme("https")
                .hasHost("github.com")
                .hasPath("/bryandlee/animegan2-pytorch/raw/25d7b017267208dfaf34026aa3425e518372aa2f/weights/" + name
                        + ".pt");
        assertThat(entry.upsampling()).contains(Upsampling.ALIGN_CORNERS);
        assertThat(entry.licence().commercialUse()).isFalse();
        assertThat(entry.licence().terms()).contains("Not for commercial use");
    }

    @ParameterizedTest
    @CsvSource({
        "pnet.pt, b41187335aa7bb5e53316ed05deed497d07ce185",
        "rnet.pt, e7dddc4f275ee01f74dbb1fd3a1185cbba32c09d",
        "onet.pt, 367bdbe6e3e9aea53873b0515bfb554d7aca6182"
    })
    void detectorOfFacesIsPinned(String file, String gitBlob) {
        DetectorEntry entry = StyleCatalog.standard().findDetector("mtcnn").orElseThrow();
        Fetchable source = entry.files().stream()
                .filter(each -> each.name().equals(file))
                .findFirst()
                .orElseThrow()
                .source();

        assertThat(source.gitBlob()).isEqualTo(gitBlob);
        assertThat(source.url())
                .hasPath("/timesler/facenet-pytorch/raw/"
                        + entry.provenance().commit().orElseThrow() + "/data/" + file);
        assertThat(entry.licence().name()).startsWith("MIT");
    }

    @Test
    void builtInStylesAreTheFilesBesideTheCatalogue() throws Exception {
        StyleCatalog catalog = StyleCatalog.standard();
        List<String> listed = catalog.builtIn().stream()
                .map(entry -> ((BuiltIn) entry.source()).file())
                .toList();

        assertThat(checkpointsBesideTheCatalogue())
                .as("run animegan-weights/training/catalogue.py after changing styles")
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    /** Its test on files that are there: what the catalogue repeats of them is what they say, and they load and run. */
    @Test
    void builtInStylesAreAsTheirFilesSay() throws Exception {
        StyleCatalog catalog = StyleCatalog.standard();
        assertThat(catalog.builtIn()).extracting(CatalogEntry::name).containsExactly("sora", "mori", "yuu", "sumi");
        for (CatalogEntry entry : catalog.builtIn()) {
            byte[] content = catalog.checkpoint((BuiltIn) entry.source()); // verifies its SHA-256
            Path copy = Files.write(folder.resolve(entry.name() + ".safetensors"), content);
            Checkpoint checkpoint = Checkpoints.open(copy);

            assertThat(checkpoint.metadata())
                    .as(entry.name())
                    .containsEntry("name", entry.name())
                    .containsEntry("title", entry.title())
                    .containsEntry("architecture", entry.architecture())
                    .containsEntry("licence", entry.licence().name())
                    .containsEntry("provenance", entry.provenance().source());
            assertThat(Architectures.of(checkpoint.tensors()).title()).isEqualTo(entry.architecture());
        }
    }

    private static List<String> checkpointsBesideTheCatalogue() throws Exception {
        Path catalog = Path.of(Objects.requireNonNull(
                        StyleCatalog.class.getResource("/io/github/animegan/weights/styles/catalog.json"))
                .toURI());
        try (Stream<Path> files = Files.list(catalog.resolveSibling("."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".safetensors"))
                    .toList();
        }
    }

    @Test
    void architecturesAreOnesThatThereAre() {
        List<String> known =
                Architectures.all().stream().map(Architecture::title).toList();

        assertThat(StyleCatalog.standard().entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(known).contains(entry.architecture()));
    }

    @Test
    void gitBlob_isGitsOwn() throws IOException {
        byte[] content = "hello\n".getBytes(StandardCharsets.UTF_8);

        // git hash-object --stdin <<< hello
        assertThat(GitBlob.of(content)).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(GitBlob.of(Files.write(folder.resolve("hello"), content)))
                .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
    }

    @Test
    void ownCatalogueIsRead() throws IOException {
        byte[] content = {1, 2, 3};
        StyleCatalog catalog = TestStyles.catalog(folder, content, content, SERVER);

        assertThat(catalog.entries()).extracting(CatalogEntry::name).containsExactly("tiny", "remote");
        assertThat(catalog.get("tiny").upsampling()).contains(Upsampling.HALF_PIXEL);
        assertThat(catalog.get("remote").provenance().commit()).contains(TestStyles.COMMIT);
        assertThat(catalog.thumbnail(catalog.get("tiny"))).isEmpty();
        assertThatThrownBy(() -> catalog.get("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no style is called 'other'; there are tiny, remote");
    }

    @Test
    void thumbnailIsAFileBesideTheCatalogue() throws IOException {
        byte[] content = {1, 2, 3};
        String json = TestStyles.json(content, content, SERVER)
                .replace("\"title\": \"Tiny\"", "\"title\": \"Tiny\", \"thumbnail\": \"tiny.jpg\"");
        Files.writeString(folder.resolve("catalog.json"), json);
        Files.write(folder.resolve("tiny.jpg"), new byte[] {7, 8});
        StyleCatalog catalog = StyleCatalog.read(folder);

        assertThat(catalog.thumbnail(catalog.get("tiny"))).hasValue(new byte[] {7, 8});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"remote\" | \"name\": \"../../x\" | styles 2, name: expected text like",
                "\"name\": \"remote\" | \"name\": \"tiny\" | styles 2, name: expected a name of its own, found 'tiny'",
                "\"file\": \"tiny.safetensors\" | \"file\": \"../up\" | styles 1, builtIn, file: expected text like",
                "\"licence\": \"Theirs\" | \"licence\": \"?\" | styles 2, licence: expected the name of one of the licences",
                "\"upsampling\": \"align_corners\" | \"upsampling\": \"cubic\" | styles 2, upsampling: expected align_corners, half_pixel or",
                "\"title\": \"Tiny\" | \"title\": 7 | styles 1, title: expected text, found something else",
                "\"title\": \"Tiny\", | '' | styles 1, title: expected text, found missing",
                "https://example.org/somebody | file:///etc | styles 2, fetch, url: expected text like",
                "\"maxBytes\": 1048576 | \"maxBytes\": -1 | styles 2, fetch, maxBytes: expected a whole number above 0",
                "\"commercialUse\": true | \"commercialUse\": null | expected text, a whole number, true, false",
                "\"styles\" | \"licences\" | Duplicate field 'licences'",
            })
    void malformedCatalogueIsRefused(String from, String to, String problem) throws IOException {
        byte[] content = {1, 2, 3};
        String json = TestStyles.json(content, content, SERVER);
        assertThat(json).contains(from);
        Files.writeString(folder.resolve("catalog.json"), json.replace(from, to));

        assertThatThrownBy(() -> StyleCatalog.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("catalog.json")
                .hasMessageContaining(problem);
    }
}

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Checks a release that was deployed into a folder: what Maven Central demands of every artifact, what this project promises beyond
 * that, and that a second build gave the same bytes. Prints the artifacts; exits with 1 and a list if something is wrong.
 *
 * <p>Usage: {@code java ReleaseCheck.java FOLDER VERSION SECOND_BUILD}
 */
final class ReleaseCheck {

    /** Artifacts and the folders of their modules. */
    private static final List<String[]> ARTIFACTS = List.of(
            new String[] {"animegan-core", "animegan-core"},
            new String[] {"animegan-weights", "animegan-weights"},
            new String[] {"animegan-bom", "animegan-core/bom"});

    private final Path group;
    private final String version;
    private final Path second;
    private final List<String> problems = new ArrayList<>();

    private ReleaseCheck(Path folder, String version, Path second) {
        this.group = folder.resolve("io/github/animegan");
        this.version = version;
        this.second = second;
    }

    public static void main(String[] args) throws Exception {
        ReleaseCheck check = new ReleaseCheck(Path.of(args[0]), args[1], Path.of(args[2]));
        try (Stream<Path> deployed = Files.list(check.group)) {
            check.expect(deployed.count() == ARTIFACTS.size(), check.group + " holds other artifacts than " + ARTIFACTS.size());
        }
        for (String[] artifact : ARTIFACTS) {
            check.artifact(artifact[0], artifact[1]);
        }
        check.problems.forEach(problem -> System.err.println("wrong: " + problem));
        if (!check.problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println("== every artifact is complete, signed, licensed and the same in both builds");
    }

    private void artifact(String name, String module) throws Exception {
        Path folder = group.resolve(name).resolve(version);
        String base = name + "-" + version;
        List<String> endings = new ArrayList<>(List.of(".pom", "-cyclonedx.json", "-cyclonedx.xml"));
        Document pom = xml(folder.resolve(base + ".pom"));
        if (!text(pom, "/project/packaging").equals("pom")) {
            endings.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
        }
        for (String ending : endings) {
            Path file = folder.resolve(base + ending);
            if (!Files.isRegularFile(file)) {
                problems.add(file + " is missing");
                continue;
            }
            System.out.printf("%9d  %s%n", Files.size(file), file.getFileName());
            checksum(file, "MD5", ".md5");
            checksum(file, "SHA-1", ".sha1");
            signature(file);
            same(file, second.resolve(module));
            if (ending.endsWith(".jar")) {
                jar(file, ending.equals(".jar"));
            }
            if (ending.equals("-javadoc.jar")) {
                javadoc(file, folder.resolve(base + ".jar"));
            }
        }
        pom(name, pom);
        sbom(folder.resolve(base + "-cyclonedx.xml"), pom);
    }

    /** The rules of Central for a POM, and that it stands alone. */
    private void pom(String name, Document pom) throws Exception {
        for (String element : List.of(
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url")) {
            expect(!text(pom, "/project/" + element).isBlank(), name + "'s POM has no " + element);
        }
        expect(text(pom, "/project/version").equals(version), name + "'s POM is of version " + text(pom, "/project/version"));
        expect(text(pom, "/project/parent/artifactId").isEmpty(), name + "'s POM needs its parent");
        String all = Files.readString(group.resolve(name).resolve(version).resolve(name + "-" + version + ".pom"), UTF_8);
        expect(!all.contains("SNAPSHOT"), name + "'s POM names a snapshot");
        expect(!all.replace("${project.version}", "").contains("${"), name + "'s POM has an unresolved property");
        expect(!all.contains("<scope>test</scope>"), name + "'s POM lists dependencies of tests");
    }

    private void jar(Path file, boolean main) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            boolean legal = jar.getEntry("META-INF/LICENSE") != null && jar.getEntry("META-INF/NOTICE") != null;
            expect(legal, file.getFileName() + " has no META-INF/LICENSE and META-INF/NOTICE");
            if (main) {
                Manifest manifest = jar.getManifest();
                String stated = manifest.getMainAttributes().getValue("Implementation-Version");
                expect(version.equals(stated), file.getFileName() + " says it is version " + stated);
                boolean module = jar.getEntry("module-info.class") != null
                        || jar.getEntry("META-INF/versions/17/module-info.class") != null
                        || jar.getEntry("META-INF/versions/9/module-info.class") != null;
                expect(module, file.getFileName() + " has no module-info.class");
            }
        }
    }

    /** Javadoc shows the packages that the module exports to everybody, and no others. */
    private void javadoc(Path file, Path main) throws IOException {
        Set<String> exported = new TreeSet<>();
        try (JarFile jar = new JarFile(main.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            ModuleDescriptor.read(jar.getInputStream(jar.getEntry("module-info.class"))).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .forEach(exported::add);
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            String listed = new String(jar.getInputStream(jar.getEntry("element-list")).readAllBytes(), UTF_8);
            Set<String> shown = new TreeSet<>(listed.lines().toList());
            expect(shown.equals(exported), file.getFileName() + " shows " + shown + ", but its module exports " + exported);
        }
    }

    /** The bill of materials lists each dependency that a consumer gets. */
    private void sbom(Path file, Document pom) throws Exception {
        Document sbom = xml(file);
        expect(sbom.getDocumentElement().getTagName().equals("bom"), file.getFileName() + " is no CycloneDX file");
        double dependencies = (Double) xpath().evaluate(
                "count(/project/dependencies/dependency[not(optional)])", pom, javax.xml.xpath.XPathConstants.NUMBER);
        for (int i = 1; i <= dependencies; i++) {
            String artifact = text(pom, "/project/dependencies/dependency[not(optional)][" + i + "]/artifactId");
            String found = text(sbom, "/*/*[local-name()='components']/*[*[local-name()='name']='" + artifact + "']/*[local-name()='version']");
            expect(!found.isEmpty(), file.getFileName() + " does not list " + artifact);
        }
    }

    private void checksum(Path file, String algorithm, String ending) throws Exception {
        Path stored = file.resolveSibling(file.getFileName() + ending);
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        expect(Files.exists(stored) && Files.readString(stored).strip().equals(digest), stored + " is missing or wrong");
    }

    private void signature(Path file) throws Exception {
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        boolean good = Files.exists(signature)
                && new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        expect(good, signature + " is missing or wrong");
    }

    private void same(Path file, Path module) throws IOException {
        String name = file.getFileName().toString();
        Path other = module.resolve("target").resolve(name);
        if (name.endsWith(".pom")) {
            other = module.resolve(".flattened-pom.xml");
        } else if (name.contains("-cyclonedx.")) {
            other = module.resolve("target/bom" + name.substring(name.lastIndexOf('.')));
        }
        boolean same = Files.exists(other) && Files.mismatch(file, other) == -1;
        expect(same, name + " differs between two builds, or " + other + " is missing");
    }

    private void expect(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static String text(Document document, String path) throws Exception {
        return xpath().evaluate(path, document).strip();
    }

    private static XPath xpath() {
        return XPathFactory.newInstance().newXPath();
    }

    private static Document xml(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }
}

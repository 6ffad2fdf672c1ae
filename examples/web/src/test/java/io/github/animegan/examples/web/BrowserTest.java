package io.github.animegan.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.quality.Psnr;
import io.github.animegan.image.step.Postprocessors;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, as a person would use it. Screenshots are left in {@code target/screenshots}. */
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String DONE = "#stage[data-state=done]";
    private static final double PATIENCE = Client.PATIENCE.toMillis();
    /** Set where a browser must be there, so that its absence is not passed over. */
    private static final boolean NEEDED = System.getenv("ANIMEGAN_NEEDS_BROWSER") != null;

    private static WebServer server;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path nothingFetched) throws IOException {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = program("node", "nodejs");
        if (!NEEDED) {
            assumeTrue(chromium.isPresent() && node.isPresent(), "needs Chromium and Node.js on the PATH");
        }
        System.setProperty("animegan.cache", nothingFetched.toString());
        server = WebServer.start(ServerConfig.of("--port", "0", "--rate", "0"));
        new Client(server.address()).awaitReady();
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setTimeout(PATIENCE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void end() {
        System.clearProperty("animegan.cache");
        for (AutoCloseable part : Arrays.asList(browser, playwright, server)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Optional<Path> program(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Page open(int width, int height, boolean phone, String address) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setLocale("en-US")
                .setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onPageError(error -> {
            throw new AssertionError(error);
        });
        page.navigate(address);
        page.waitForSelector("body[data-ready]");
        return page;
    }

    @Test
    void onADesktop() throws IOException {
        try (Page page = open(1280, 900, false, server.address())) {
            screenshot(page, "desktop-empty");
            checkAccessible(page);
            useIt(page, "desktop", 11);
        }
    }

    @Test
    void onAPhone() throws IOException {
        try (Page page = open(360, 740, true, server.address())) {
            screenshot(page, "phone-empty");
            useIt(page, "phone", 12);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        }
    }

    private static void useIt(Page page, String name, long seed) throws IOException {
        byte[] photo = TestPhotos.jpeg(1500, 1100, seed);
        page.evaluate("() => { window.bars = new Set();"
                + " const look = () => { if (!document.getElementById('progress').hidden) bars.add(document.getElementById('bar').value);"
                + " requestAnimationFrame(look); }; look(); }");
        drop(page, photo);
        page.waitForSelector(DONE);
        assertThat((Integer) page.evaluate("bars.size"))
                .as("the progress moved")
                .isGreaterThanOrEqualTo(2);
        page.waitForTimeout(1200); // The line has been drawn to the middle.
        screenshot(page, name + "-done");

        Locator compare = page.locator("#compare");
        byte[] middle = compare.screenshot();
        page.locator("#split").press("Home");
        byte[] left = compare.screenshot();
        assertThat(left).as("the line moved").isNotEqualTo(middle);
        page.locator("#strength").press("Home");
        byte[] photoAlone = compare.screenshot();
        assertThat(photoAlone).as("the strength changed").isNotEqualTo(left);

        byte[] expected = Library.picture(photo, "sora", 2048);
        page.locator("#strength").evaluate("range => { range.value = 50; range.dispatchEvent(new Event('input')); }");
        checkBlend(download(page), expected, photo);
        page.locator("#strength").press("End");
        assertThat(download(page)).as("the library's own picture").isEqualTo(expected);
        checkAccessible(page);
    }

    private static void checkBlend(byte[] blended, byte[] expected, byte[] photo) throws IOException {
        PhotoReader reader = PhotoReader.create();
        BufferedImage half =
                Postprocessors.strength(0.5).apply(reader.read(expected, "picture"), reader.read(photo, "photo"));
        assertThat(Psnr.of(reader.read(blended, "blend"), half)).isGreaterThan(40);
    }

    private static byte[] download(Page page) throws IOException {
        Download download = page.waitForDownload(() -> page.click("[data-format=png]"));
        assertThat(download.suggestedFilename()).isEqualTo("photo-sora.png");
        return Files.readAllBytes(download.path());
    }

    /** As the browser does when a file is dropped. */
    private static void drop(Page page, byte[] photo) {
        page.evaluate(
                "base64 => { const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0)); const data = new DataTransfer();"
                        + " data.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));"
                        + " document.getElementById('drop').dispatchEvent("
                        + "new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })); }",
                Base64.getEncoder().encodeToString(photo));
    }

    private static void checkAccessible(Page page) throws IOException {
        try (InputStream axe = BrowserTest.class.getResourceAsStream("/axe/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object violations = page.evaluate("async () => (await axe.run()).violations"
                + ".filter(violation => ['serious', 'critical'].includes(violation.impact))"
                + ".map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))");
        assertThat((List<?>) violations).isEmpty();
    }

    @Test
    void whatIsTooLargeOrNoPictureIsSaidInWords() {
        try (Page page = open(900, 700, false, server.address())) {
            page.setInputFiles("#files", new FilePayload("huge.jpg", "image/jpeg", new byte[21 << 20]));
            page.waitForSelector("#stage[data-state=failed]");
            assertThat(page.textContent("#error"))
                    .isEqualTo("huge.jpg is larger than 20 MB, which is the most that is taken here.");

            page.setInputFiles(
                    "#files", new FilePayload("notes.jpg", "image/jpeg", "only text".getBytes(StandardCharsets.UTF_8)));
            page.waitForCondition(() -> page.textContent("#error").startsWith("notes.jpg is not a picture"));
        }
    }

    @Test
    void itSpeaksThreeLanguagesDayAndNight() throws IOException {
        try (Page page = open(820, 1180, false, server.address())) {
            page.click("#samples button:first-child");
            page.waitForSelector(DONE);
            page.selectOption("#language", "zh");
            assertThat(page.textContent(".lead")).isEqualTo("把照片拖到这里");
            page.click("#theme");
            page.waitForTimeout(1200);
            checkAccessible(page);
            page.selectOption("#language", "ja");
            assertThat(page.textContent(".lead")).isEqualTo("写真をここにドロップ");
            screenshot(page, "tablet-dark");
            page.reload();
            page.waitForSelector("body[data-ready]");
            assertThat(page.evaluate("document.documentElement.lang + document.documentElement.dataset.theme"))
                    .isEqualTo("jadark");
        }
    }

    @Test
    void aServerThatIsGoneIsToldAndTakenUpAgain() throws IOException {
        String address;
        Page page;
        try (WebServer first = WebServer.start(ServerConfig.of("--port", "0", "--drain", "0"))) {
            address = first.address();
            new Client(address).awaitReady();
            page = open(900, 700, false, address);
        }
        page.setInputFiles("#files", new FilePayload("photo.png", "image/png", TestPhotos.png(200, 150, 13)));
        page.waitForSelector("#offline:not([hidden])");
        assertThat(page.textContent("#offline")).contains("does not answer");

        String port = Integer.toString(new Client(address).port());
        try (WebServer second = WebServer.start(ServerConfig.of("--port", port, "--drain", "0"))) {
            page.waitForSelector(DONE);
            assertThat(page.isVisible("#offline")).isFalse();
            assertThat(second.address()).isEqualTo(address);
            page.close();
        }
    }

    @Test
    void facesAreASwitchWhereWeightsAre(@TempDir Path folder) throws IOException {
        Path weights = TestFaces.redDots(folder);
        byte[] photo = TestFaces.photo(400, 300, 14);
        try (Page without = open(900, 700, false, server.address())) {
            assertThat(without.isVisible("#faces")).isFalse();
        }
        try (WebServer faces = WebServer.start(
                        ServerConfig.of("--port", "0", "--drain", "0", "--face-weights", weights.toString()));
                FaceDetector detector = TestFaces.detector(weights)) {
            new Client(faces.address()).awaitReady();
            Page page = open(1280, 900, false, faces.address());
            assertThat(page.isVisible("#faces")).isTrue();
            page.setInputFiles("#files", new FilePayload("photo.png", "image/png", photo));
            page.waitForSelector(DONE);
            assertThat(download(page)).isEqualTo(Library.picture(photo, "sora", 2048));

            page.focus("#sizes input:checked");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("faces");
            page.keyboard().press("Space");
            page.waitForSelector("#stage:not([data-state=done])");
            page.waitForSelector(DONE);
            assertThat(download(page)).isEqualTo(Library.picture(photo, "sora", 2048, detector, FacePolicy.AUTO));
            for (String[] language : new String[][] {{"zh", "人脸"}, {"ja", "顔"}, {"en", "Faces"}}) {
                page.selectOption("#language", language[0]);
                assertThat(page.textContent("#faces-choice b")).isEqualTo(language[1]);
            }
            checkAccessible(page);
            page.click("#made button:last-child"); // The picture of before, with what it was made by.
            assertThat(page.isChecked("#faces")).isFalse();
            page.close();
        }
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}

package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent: never an error of the server, nothing of its inside in an answer, no file left, and it is well afterwards. */
class HostileTest {
    private static final Path SHARED = Path.of("../../../shared/inputs");
    private static final int MUTATIONS = "full".equals(System.getProperty("load")) ? 10_000 : 2000;

    @TempDir
    static Path temporary;

    private static String oldTemporary;
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        oldTemporary = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", temporary.toString());
        server = WebServer.start(ServerConfig.of(
                "--port", "0", "--rate", "0", "--upload-timeout", "2", "--timeout", "120", "--max-pixels", "20"));
        client = new Client(server.address());
        client.awaitReady();
    }

    @AfterAll
    static void itIsWellAfterwards() throws IOException {
        try {
            byte[] photo = TestPhotos.png(80, 60, 99);
            assertThat(client.post("/v1/stylize", Form.of(photo)).body())
                    .isEqualTo(Library.picture(photo, "sora", 2048));
            Client.await(() -> client.metric("animegan_queue_running", "") == 0);
            Client.await(() -> client.metric("animegan_uploads_bytes", "") == 0);
            assertThat(client.metric("animegan_refusals_total", "internal")).isZero();
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.filter(file -> !file.getFileName().toString().startsWith("webp")))
                        .isEmpty();
            }
        } finally {
            System.setProperty("java.io.tmpdir", oldTemporary);
            server.close();
        }
    }

    /** The status, if the answer is fit to be seen. */
    private static int decent(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 400) {
            String body = new String(response.body(), StandardCharsets.UTF_8);
            assertThat(response.statusCode()).as(body).isNotEqualTo(500);
            assertThat(body).doesNotContain("Exception", "\tat ", "java.", "jetty", temporary.toString());
            assertThat(json(response).path("status").asInt()).isEqualTo(response.statusCode());
        }
        return response.statusCode();
    }

    @Test
    void awkwardFilesAreReadOrRefused() throws IOException {
        List<byte[]> files = new ArrayList<>(List.of(
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII),
                "II*\0\10\0\0\0".getBytes(StandardCharsets.US_ASCII)));
        if (Files.isDirectory(SHARED)) {
            try (Stream<Path> all = Files.walk(SHARED)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        for (byte[] file : files) {
            int status = decent(client.post("/v1/stylize", Form.of(file).field("size", 64)));
            assertThat(status).isIn(200, 400, 413, 415, 422);
        }
    }

    @Test
    void pixelBombsAreRefusedByTheirHeader() {
        assertThat(decent(client.post("/v1/stylize", Form.of(bomb(60_000, 60_000)))))
                .isEqualTo(413);
        assertThat(decent(client.post("/v1/pictures", Form.of(bomb(Integer.MAX_VALUE, 1)))))
                .isEqualTo(413);
        byte[] gif = {
            'G', 'I', 'F', '8', '9', 'a', -1, -1, -1, -1, 0, 0, 0, ',', 0, 0, 0, 0, -1, -1, -1, -1, 0, 2, 1, 0, 0
        };
        assertThat(decent(client.post("/v1/stylize", Form.of(gif)))).isEqualTo(413);
    }

    /** A PNG of a few bytes that claims to be large. */
    private static byte[] bomb(int width, int height) {
        byte[] type = "IHDR".getBytes(StandardCharsets.US_ASCII);
        byte[] data = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        ByteBuffer png = ByteBuffer.allocate(8 + 8 + 13 + 4);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        return png.putInt(13).put(type).put(data).putInt((int) crc.getValue()).array();
    }

    @Test
    void mutatedFormsAreProblems() throws InterruptedException {
        // Too small a photo to take time where its form survives.
        byte[] form = new Form()
                .field("style", "mori")
                .photo(TestPhotos.png(36, 36, 5), "../../etc/passwd")
                .field("size", "32")
                .bytes();
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("mutations of seed " + seed);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    Client own = new Client(server.address());
                    for (int i = next.getAndIncrement(); i < MUTATIONS; i = next.getAndIncrement()) {
                        byte[] body = mutate(form, new Random(seed + i));
                        try {
                            int status = decent(own.send("POST", "/v1/stylize", body, "Content-Type", Form.TYPE));
                            if (status != 200) {
                                refused.incrementAndGet();
                            }
                        } catch (RuntimeException | AssertionError e) {
                            failures.add(new AssertionError("mutation " + i, e));
                        }
                    }
                }))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(refused.get()).isGreaterThan(MUTATIONS / 2);
    }

    private static byte[] mutate(byte[] form, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = random.nextInt(form.length);
        int to = Math.min(form.length, from + 1 + random.nextInt(40));
        switch (random.nextInt(6)) {
            case 0 -> out.write(form, 0, Math.max(1, from)); // cut off
            case 1 -> { // a piece is missing
                out.write(form, 0, from);
                out.write(form, to, form.length - to);
            }
            case 2 -> { // a piece is there twice
                out.write(form, 0, to);
                out.write(form, from, form.length - from);
            }
            case 3 -> { // noise
                byte[] noise = form.clone();
                for (int i = from; i < to; i++) {
                    noise[i] = (byte) random.nextInt();
                }
                out.writeBytes(noise);
            }
            case 4 -> { // one bit, early on, where the form is
                byte[] flipped = form.clone();
                flipped[random.nextInt(350)] ^= (byte) (1 << random.nextInt(8));
                out.writeBytes(flipped);
            }
            default -> { // line ends where there should be none
                out.write(form, 0, from);
                out.writeBytes("\r\n--".repeat(1 + random.nextInt(4)).getBytes(StandardCharsets.US_ASCII));
                out.write(form, from, form.length - from);
            }
        }
        return out.toByteArray();
    }

    @Test
    void namesAndHeadersOfAllKindsDoNoHarm() throws IOException {
        byte[] photo = TestPhotos.png(40, 40, 6);
        for (String name :
                List.of("../../../etc/passwd", "C:\\boot.ini", "a\u0000b", "x".repeat(3000), "<script>", "")) {
            assertThat(decent(client.post("/v1/stylize", new Form().photo(photo, name))))
                    .isIn(200, 400);
        }
        for (String path : List.of(
                "/../pom.xml", "/%2e%2e/pom.xml", "//etc/passwd", "/samples/..%2findex.html", "/\\..\\x", "/%00")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 40[04].*");
        }
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nBig: " + "a".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        assertThat(raw("POST /v1/stylize HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(
                        raw(
                                "POST /v1/stylize HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\nExpect: 100-continue\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void uploadsThatAreCutOffOrNeverEndAreLetGo() throws IOException {
        byte[] body = Form.of(TestPhotos.png(300, 300, 7)).bytes();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port());
            socket.getOutputStream().write(head(body.length));
            socket.getOutputStream().write(body, 0, body.length / 2);
            if (i % 2 == 0) {
                socket.close();
            } else {
                slow.add(socket);
            }
        }
        // One byte now and then: not idle, but not done in time either.
        int at = body.length / 2;
        boolean[] answered = new boolean[slow.size()];
        long end = System.nanoTime() + Client.PATIENCE.toNanos();
        while (System.nanoTime() < end && !all(answered)) {
            for (int i = 0; i < answered.length; i++) {
                answered[i] = answered[i] || trickle(slow.get(i), body[at]);
            }
            at = Math.min(body.length - 2, at + 1);
            pause();
        }
        assertThat(answered).containsOnly(true);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** Sends a byte; whether the server has answered, or ended the connection. */
    private static boolean trickle(Socket socket, byte next) {
        try {
            if (socket.getInputStream().available() > 0) {
                String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertThat(answer).isEqualTo("HTTP/1.1 408");
                return true;
            }
            socket.getOutputStream().write(next);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean all(boolean[] values) {
        boolean all = true;
        for (boolean value : values) {
            all &= value;
        }
        return all;
    }

    @Test
    void clientsThatVanishFromTheirEventsAreForgotten() throws IOException {
        String id = json(client.post("/v1/pictures", Form.of(TestPhotos.png(2048, 2048, 8))))
                .path("id")
                .asText();
        byte[] request = ("GET /v1/pictures/" + id + "/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port())) {
                socket.setSoLinger(true, 0); // Gone without a word.
                socket.getOutputStream().write(request);
                if (i % 2 == 0) {
                    socket.getInputStream().read();
                }
            }
        }
        assertThat(client.over(id).path("state").asText()).isEqualTo("done");
        Client.await(() -> client.metric("animegan_events_open", "") == 0);
    }

    private static byte[] head(int length) {
        return ("POST /v1/stylize HTTP/1.1\r\nHost: x\r\nContent-Type: " + Form.TYPE + "\r\nContent-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port())) {
            socket.setSoTimeout((int) Client.PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException e) {
                // It may have seen enough already; what it says is what counts.
            }
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Multipart;
import io.github.animegan.examples.web.http.Problem;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads uploads. Each is bounded in size and time, and all of them together, from their first byte until their photo is
 * decoded, in number and memory: what does not fit is refused rather than risked.
 */
final class Uploads {
    private static final int MOST_AT_ONCE = 64;
    private static final int KIB = 1024;
    private static final int BUFFER = 64 * KIB;
    /** What a form has around its photo. */
    private static final int FORM_ALLOWANCE = 64 * KIB;
    /** How much of a body that is too large is taken in for nothing, so that its sender gets to read the answer. */
    private static final long MOST_DISCARDED = 256L << 20;

    private final ServerConfig config;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final int totalKib;
    private final Semaphore memory;

    Uploads(ServerConfig config) {
        this.config = config;
        // An eighth of the heap, but enough for one of the largest.
        long kib =
                Math.max(Runtime.getRuntime().maxMemory() / 8, 2 * (config.uploadBytes() + FORM_ALLOWANCE)) / KIB + 2;
        this.totalKib = (int) Math.min(Integer.MAX_VALUE, kib);
        this.memory = new Semaphore(totalKib);
    }

    /** A photo and what is wanted of it; to be closed once the photo's bytes are not needed any more. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Upload(byte[] photo, Map<String, String> fields, Room room) implements AutoCloseable {
        @Override
        public void close() {
            room.shrinkTo(0);
        }
    }

    /** A share of the memory for uploads. */
    final class Room {
        private final AtomicInteger held;

        private Room(int kib) {
            this.held = new AtomicInteger(kib);
        }

        private void shrinkTo(int kib) {
            int before = held.getAndUpdate(now -> Math.min(now, kib));
            memory.release(Math.max(0, before - kib));
        }
    }

    /** How much memory uploads take now, in bytes. */
    long used() {
        return (long) (totalKib - memory.availablePermits()) * KIB;
    }

    /**
     * Reads what a request brings: a form with a part {@code photo}, or a body that is the photo, with options in the query.
     *
     * @throws Problem if that is not what it brings, or it is too large, too slow, or one too many
     * @throws IOException if the client is gone
     */
    Upload read(Context request) throws IOException {
        boolean isForm = isForm(request);
        long length = request.req().getContentLengthLong();
        long limit = config.uploadBytes() + (isForm ? FORM_ALLOWANCE : 0);
        if (length > limit) {
            if (request.header("Expect") == null) {
                discard(request.req().getInputStream(), length);
            }
            throw tooLarge();
        }
        if (!places.tryAcquire()) {
            throw tooMany();
        }
        try {
            Room room = reserve((length < 0 ? limit : length) * (isForm ? 2 : 1));
            try {
                return read(request, isForm, limit, room);
            } catch (IOException | RuntimeException | Error e) {
                room.shrinkTo(0);
                throw e;
            }
        } finally {
            places.release();
        }
    }

    private Upload read(Context request, boolean isForm, long limit, Room room) throws IOException {
        byte[] body = body(request.req().getInputStream(), (int) limit);
        Map<String, String> fields = query(request);
        byte[] photo = body;
        if (isForm) {
            Multipart form = Multipart.parse(body, String.valueOf(request.header("Content-Type")));
            photo = form.photo();
            fields.putAll(form.fields());
        }
        if (photo.length > config.uploadBytes()) {
            throw tooLarge();
        }
        if (photo.length == 0) {
            throw Problem.badRequest(
                    "no-photo", "The request has no photo: send it as the body or as the field 'photo'.");
        }
        room.shrinkTo(kib(photo.length));
        return new Upload(photo, fields, room);
    }

    private static boolean isForm(Context request) {
        String type = request.header("Content-Type");
        String plain = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
        if (plain.isEmpty() || plain.startsWith("image/") || plain.equals("application/octet-stream")) {
            return false;
        }
        if (plain.equals("multipart/form-data")) {
            return true;
        }
        throw new Problem(
                415,
                "unsupported-body",
                "This kind of body is not supported",
                "Send the photo as multipart/form-data, or as a body of image/... or application/octet-stream.");
    }

    private static Map<String, String> query(Context request) {
        Map<String, String> fields = new LinkedHashMap<>();
        request.queryParamMap().forEach((key, values) -> fields.put(key, values.get(values.size() - 1)));
        return fields;
    }

    private Room reserve(long bytes) {
        int kib = kib(bytes);
        if (!memory.tryAcquire(kib)) {
            throw tooMany();
        }
        return new Room(kib);
    }

    private static int kib(long bytes) {
        return (int) ((bytes + KIB - 1) / KIB);
    }

    private byte[] body(InputStream in, int limit) throws IOException {
        long deadline = deadline();
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(BUFFER, in.available()));
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > limit) {
                discard(in, MOST_DISCARDED);
                throw tooLarge();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Problem(
                        408,
                        "too-slow",
                        "Too slow",
                        "The upload took longer than " + config.uploadTimeout + " seconds.");
            }
        }
        return body.toByteArray();
    }

    private long deadline() {
        return System.nanoTime() + config.uploadTimeout * 1_000_000_000L;
    }

    /** Reads on for a while, as a client that is still sending would lose the answer with the connection. */
    private void discard(InputStream in, long length) {
        long deadline = deadline();
        byte[] buffer = new byte[BUFFER];
        long left = Math.min(length, MOST_DISCARDED);
        try {
            while (left > 0 && System.nanoTime() - deadline < 0) {
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                left -= count;
            }
        } catch (IOException e) {
            // Then it does not want the answer.
        }
    }

    private Problem tooLarge() {
        return Problem.tooLarge(
                        "upload-too-large",
                        "The file is larger than " + config.maxUpload + " MB, which is the most that is taken here.")
                .with("limitBytes", config.uploadBytes());
    }

    private static Problem tooMany() {
        return Problem.busy("too-many-uploads", "Too many photos are arriving at once: try again.", 2);
    }
}

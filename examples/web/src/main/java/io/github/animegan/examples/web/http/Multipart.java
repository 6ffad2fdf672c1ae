package io.github.animegan.examples.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A form as browsers send it, {@code multipart/form-data}, taken apart in memory: nothing of it is ever in a file, and the names
 * of files in it are never looked at.
 *
 * @param photo the content of the part {@code photo}
 * @param fields the other parts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Multipart(byte[] photo, Map<String, String> fields) {
    public static final String PHOTO = "photo";

    private static final int MOST_PARTS = 16;
    private static final int LONGEST_FIELD = 1000;
    private static final int LONGEST_HEADERS = 4096;

    /**
     * Reads a form.
     *
     * @throws Problem if it is no such form, or has no photo or several
     */
    public static Multipart parse(byte[] body, String contentType) {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .maxParts(MOST_PARTS)
                .maxSize(body.length)
                .maxPartSize(body.length)
                .maxMemoryPartSize(body.length)
                .maxHeadersSize(LONGEST_HEADERS)
                .useFilesForPartsWithoutFileName(false)
                .build();
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        try {
            MultiPartFormData.onParts(
                    Content.Source.from(ByteBuffer.wrap(body)),
                    new Attributes.Mapped(),
                    contentType,
                    config,
                    Promise.Invocable.toPromise(parsed));
            try (MultiPartFormData.Parts parts =
                    parsed.get(1, TimeUnit.MINUTES)) { // All is there: nothing to wait for.
                return of(parts);
            }
        } catch (ExecutionException | TimeoutException | IOException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw malformed("the form's parts are cut off or malformed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy("ending", "The server is ending.", 5);
        }
    }

    private static Multipart of(MultiPartFormData.Parts parts) throws IOException {
        byte @Nullable [] photo = null;
        Map<String, String> fields = new LinkedHashMap<>();
        for (MultiPart.Part part : parts) {
            String name = part.getName();
            if (name == null) {
                throw malformed("a part of the form has no name");
            }
            if (name.equals(PHOTO)) {
                if (photo != null) {
                    throw malformed("more than one part is called 'photo': send photos one by one");
                }
                photo = bytes(part);
            } else if (part.getLength() > LONGEST_FIELD) {
                throw malformed("a field of the form is longer than " + LONGEST_FIELD + " bytes");
            } else if (fields.put(name, part.getContentAsString(StandardCharsets.UTF_8)) != null) {
                throw malformed("a field of the form is there twice");
            }
        }
        if (photo == null) {
            throw malformed("no part of the form is called 'photo'");
        }
        return new Multipart(photo, fields);
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        try (InputStream in = Content.Source.asInputStream(part.getContentSource())) {
            return in.readAllBytes();
        }
    }

    private static Problem malformed(String why) {
        return Problem.badRequest("malformed-form", "The form cannot be used: " + why + ".");
    }
}

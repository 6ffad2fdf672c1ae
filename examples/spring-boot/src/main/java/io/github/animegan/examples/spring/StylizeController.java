package io.github.animegan.examples.spring;

import io.github.animegan.AnimeGan;
import io.github.animegan.StylizeOptions;
import io.github.animegan.StylizeTimeoutException;
import io.github.animegan.examples.spring.autoconfigure.AnimeGanProperties;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.io.UnreadableImageException;
import io.github.animegan.memory.InsufficientMemoryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Photos in, anime pictures out. Who waits for a picture holds no thread of the server. */
@RestController
class StylizeController {
    private static final String RETRY_SECONDS = "2";
    private static final double JPEG_QUALITY = 0.92;

    private final Map<String, AnimeGan> styles;
    private final AnimeGanProperties properties;
    private final int largestFile;
    /** One for each photo that is in memory; taken before it is read, so that uploads cannot fill the heap. */
    private final Semaphore places;

    StylizeController(Map<String, AnimeGan> styles, AnimeGanProperties properties) {
        this.styles = styles;
        this.properties = properties;
        this.largestFile = Math.toIntExact(properties.limits().upload().toBytes());
        this.places = new Semaphore(properties.limits().queue());
    }

    @GetMapping("/styles")
    Set<String> styles() {
        return styles.keySet();
    }

    /** A photo as the field {@code photo} of a form. */
    @PostMapping(path = "/stylize", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    CompletableFuture<ResponseEntity<byte[]>> stylizeForm(
            @RequestParam MultipartFile photo,
            @RequestParam(required = false, defaultValue = "") String style,
            @RequestParam(defaultValue = "png") String format) {
        return stylize(photo::getInputStream, style, format);
    }

    /** A photo as the body itself. */
    @PostMapping(
            path = "/stylize",
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    CompletableFuture<ResponseEntity<byte[]>> stylizeBody(
            InputStream photo,
            @RequestParam(required = false, defaultValue = "") String style,
            @RequestParam(defaultValue = "png") String format) {
        return stylize(() -> photo, style, format);
    }

    private CompletableFuture<ResponseEntity<byte[]>> stylize(Upload upload, String style, String format) {
        AnimeGan gan = style(style);
        Format wanted = Format.of(format);
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException();
        }
        CompletableFuture<byte[]> picture;
        try {
            picture = gan.stylizeAsync(
                    read(upload),
                    wanted.writer,
                    StylizeOptions.defaults().timeout(properties.limits().timeout()));
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
        return picture.whenComplete((bytes, failure) -> places.release())
                .thenApply(bytes -> ResponseEntity.ok().contentType(wanted.type).body(bytes));
    }

    private AnimeGan style(String name) {
        AnimeGan gan = styles.get(name.isEmpty() ? properties.style() : name);
        if (gan == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No such style: /styles lists them.");
        }
        return gan;
    }

    private byte[] read(Upload upload) {
        try (InputStream in = upload.open()) {
            byte[] photo = in.readNBytes(largestFile);
            if (in.read() >= 0) {
                throw new ResponseStatusException(
                        HttpStatus.valueOf(413),
                        "The photo is larger than "
                                + properties.limits().upload().toMegabytes() + " MB.");
            }
            return photo;
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The upload was cut off.", e);
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(RejectedExecutionException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", RETRY_SECONDS)
                .body(problem(503, "Too many photos wait: try again in " + RETRY_SECONDS + " seconds."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(UnreadableImageException e) {
        int status = switch (e.reason()) {
            case TOO_LARGE, OUT_OF_MEMORY -> 413;
            case UNSUPPORTED, NOT_AN_IMAGE -> 415;
            case EMPTY, CORRUPT -> 422;
        };
        return ResponseEntity.status(status).body(problem(status, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(InsufficientMemoryException e) {
        return ResponseEntity.status(413).body(problem(413, "The photo needs more memory than there is here."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(StylizeTimeoutException e) {
        return ResponseEntity.status(504).body(problem(504, "The picture was not done in time."));
    }

    private static ProblemDetail problem(int status, String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail);
    }

    @FunctionalInterface
    private interface Upload {
        InputStream open() throws IOException;
    }

    /** What encodes a picture, and what that is called. */
    private record Format(PhotoWriter writer, MediaType type) {
        static Format of(String name) {
            return switch (name) {
                case "png" -> new Format(PhotoWriter.png(), MediaType.IMAGE_PNG);
                case "jpeg", "jpg" -> new Format(PhotoWriter.jpeg(JPEG_QUALITY), MediaType.IMAGE_JPEG);
                default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The format must be png or jpeg.");
            };
        }
    }
}

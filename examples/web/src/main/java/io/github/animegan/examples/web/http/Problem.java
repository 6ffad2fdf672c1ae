package io.github.animegan.examples.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Why a request is not done, as RFC 9457 has it: what its answer says, in words for the person who asked. */
public final class Problem extends RuntimeException {
    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String URN = "urn:animegan:problem:";

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;
    private final transient Map<String, Object> more = new LinkedHashMap<>();
    private int retryAfter;

    /**
     * @param type a word for programs, such as {@code queue-full}
     * @param title the kind of problem, always the same for a type
     * @param detail this very problem, and what to do
     */
    public Problem(int status, String type, String title, String detail) {
        super(detail, null, false, false); // It is an answer, not a fault: nobody looks at its stack.
        this.status = status;
        this.type = type;
        this.title = title;
    }

    public static Problem badRequest(String type, String detail) {
        return new Problem(400, type, "The request is not right", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail);
    }

    public static Problem tooLarge(String type, String detail) {
        return new Problem(413, type, "Too large", detail);
    }

    public static Problem unreadable(String detail) {
        return new Problem(422, "unreadable-photo", "The photo cannot be read", detail);
    }

    public static Problem busy(String type, String detail, int retryAfterSeconds) {
        return new Problem(503, type, "Too busy right now", detail).retryAfter(retryAfterSeconds);
    }

    public static Problem internal() {
        return new Problem(
                500, "internal", "Something is broken here", "An error of the server; its log has the details.");
    }

    public Problem with(String key, Object value) {
        more.put(key, value);
        return this;
    }

    public Problem retryAfter(int seconds) {
        this.retryAfter = seconds;
        return this;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    /** Seconds after which to try again; 0 where that is of no use. */
    public int retryAfter() {
        return retryAfter;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", URN + type);
        map.put("title", title);
        map.put("status", status);
        map.put("detail", String.valueOf(getMessage()));
        if (retryAfter > 0) {
            map.put("retryAfter", retryAfter);
        }
        map.putAll(more);
        return map;
    }
}

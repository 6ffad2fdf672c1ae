package io.github.animegan.examples.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Jetty's own errors, at requests so broken that they come no further: a problem of one line, and no stack trace. */
public final class BareErrors extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, @Nullable Throwable cause, Callback callback)
            throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, body(code), callback);
    }

    private static ByteBuffer body(int status) {
        Problem problem =
                new Problem(status, "bad-request", HttpStatus.getMessage(status), "The request is malformed.");
        return ByteBuffer.wrap(Json.write(problem.toMap()).getBytes(StandardCharsets.UTF_8));
    }
}

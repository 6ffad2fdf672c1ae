package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Json;
import io.github.animegan.examples.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all answers have in common: the gate before, timing after, and problems where something went wrong. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String BEGAN = "began";

    private Answers() {}

    static void configure(RoutesConfig routes, Metrics metrics, Gate gate) {
        routes.before(request -> {
            request.attribute(BEGAN, System.nanoTime());
            gate.enter(request);
            if (request.method().equals(HandlerType.OPTIONS)) { // What other sites' pages may do is in the headers.
                request.status(204).skipRemainingHandlers();
            }
        });
        routes.exception(Exception.class, (e, request) -> answer(request, problem(e), metrics));
        // Javalin has a way of its own for its own exceptions.
        routes.exception(HttpResponseException.class, (e, request) -> answer(request, problem(e), metrics));
        routes.after(request -> {
            Long began = request.attribute(BEGAN);
            double seconds = began == null ? 0 : (System.nanoTime() - began) / 1e9;
            metrics.request(route(request), request.method().name(), request.statusCode(), seconds);
        });
    }

    /** The path as it was declared: there are few, whatever clients ask for. */
    private static String route(Context request) {
        var matched = request.endpoints().lastHttpEndpoint();
        return matched == null ? "none" : matched.path;
    }

    private static void answer(Context request, Problem problem, Metrics metrics) {
        metrics.refused(problem.type());
        if (problem.retryAfter() > 0) {
            request.header("Retry-After", Integer.toString(problem.retryAfter()));
        }
        request.status(problem.status())
                .header("Cache-Control", "no-store")
                .contentType(Problem.MEDIA_TYPE)
                .result(Json.write(problem.toMap()));
    }

    private static Problem problem(Throwable e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e instanceof CompletionException && e.getCause() != null) {
            return problem(e.getCause());
        }
        if (e instanceof HttpResponseException http) {
            return ofStatus(http.getStatus());
        }
        if (e instanceof HttpException http) {
            return ofStatus(http.getCode());
        }
        if (e instanceof IOException
                || e.getCause() instanceof HttpException
                || e.getCause() instanceof TimeoutException) {
            LOG.debug("a request was not read to its end", e);
            return Problem.badRequest("cut-off", "The request was cut off, or is malformed.");
        }
        LOG.error("an answer went wrong", e);
        return Problem.internal();
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.notFound("There is nothing at this address; /openapi.yaml tells what there is.");
            case 405 -> new Problem(405, "wrong-method", "Not this way", "This address does not take this method.");
            case 408 -> new Problem(408, "too-slow", "Too slow", "The request took too long to arrive.");
            case 413 -> Problem.tooLarge("request-too-large", "The request is too large.");
            default ->
                status >= 500
                        ? Problem.internal()
                        : new Problem(status, "bad-request", "The request is not right", "The request is malformed.");
        };
    }
}

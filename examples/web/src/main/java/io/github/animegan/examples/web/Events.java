package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Json;
import io.github.animegan.examples.web.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Streams of server-sent events, one for each client that watches a job. A client that is slow gets fewer events, each with
 * the state of that moment, and one that has vanished is noticed by the comments in between.
 */
final class Events implements AutoCloseable {
    private static final int MOST_STREAMS = 512;
    private static final int WRITERS = 2;

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, task -> {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();

    private final class Stream implements Runnable {
        private final SseClient client;
        private final Job job;
        private final AtomicBoolean due = new AtomicBoolean();

        private Stream(SseClient client, Job job) {
            this.client = client;
            this.job = job;
        }

        private void changed() {
            if (due.compareAndSet(false, true)) {
                write(this);
            }
        }

        private void write(Runnable what) {
            try {
                writers.execute(what);
            } catch (RejectedExecutionException e) {
                end(); // The server is ending.
            }
        }

        @Override
        public void run() {
            due.set(false);
            send(() -> {
                boolean over = job.isOver();
                client.sendEvent(over ? "end" : "state", Json.write(job.toMap()));
                if (over) {
                    if (job.picture() == null) {
                        job.fetched();
                    }
                    client.close();
                }
            });
        }

        private void comment() {
            send(() -> client.sendComment("still here"));
        }

        /** The client may be written to by one thread at a time, and tells by any exception that it is gone. */
        private synchronized void send(Runnable event) {
            if (!streams.contains(this)) {
                return;
            }
            if (client.terminated()) {
                end();
                return;
            }
            try {
                event.run();
            } catch (RuntimeException e) {
                client.close();
                end();
            }
        }

        private void end() {
            streams.remove(this);
            job.forget(listener);
        }

        private final Runnable listener = this::changed;
    }

    int open() {
        return streams.size();
    }

    /** Turns a request into a stream of events about a job, until that is over. */
    void open(Context request, Job job) {
        String accept = request.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            throw new Problem(
                    406,
                    "events-only",
                    "Events alone",
                    "This address has server-sent events: Accept: text/event-stream.");
        }
        if (streams.size() >= MOST_STREAMS) {
            throw Problem.busy("too-many-streams", "Too many clients are watching: ask for the state instead.", 5);
        }
        new SseHandler(client -> {
                    client.keepAlive();
                    Stream stream = new Stream(client, job);
                    streams.add(stream);
                    client.onClose(stream::end);
                    job.onChange(stream.listener);
                    stream.changed();
                })
                .handle(request);
    }

    /** Says something harmless to all, so that those who are gone are noticed. */
    void keepAlive() {
        streams.forEach(stream -> stream.write(stream::comment));
    }

    @Override
    public void close() {
        streams.forEach(Stream::end);
        writers.shutdownNow();
    }
}

package io.github.animegan.examples.web;

import io.github.animegan.AnimeGan;
import io.github.animegan.examples.web.http.Assets;
import io.github.animegan.examples.web.http.BareErrors;
import io.github.animegan.examples.web.http.ClientRate;
import io.github.animegan.examples.web.http.Disconnects;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.Images;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: puts the parts together, starts them, and ends them in order. */
final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MOST_THREADS = 200;
    private static final int MOST_CONNECTIONS = 2000;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    /** How soon a client that waits for a picture fetches it. */
    private static final double FETCH_SECONDS = 5;

    private final ServerConfig config;
    private final Metrics metrics = new Metrics();
    private final Events events = new Events();
    private final Disconnects disconnects = new Disconnects();
    private final ClientRate rate;
    private final Styles styles;
    private final Results results;
    private final JobQueue queue;
    private final PicturesApi pictures;
    private final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    private final Thread clock = new Thread(this::tellTime, "clock");
    private final Javalin javalin;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean warm;
    private boolean closing;

    /**
     * Starts a server; it is ready a little later, when its default style is.
     *
     * @throws IOException if its data folder, or its weights for faces, cannot be used
     */
    static WebServer start(ServerConfig config) throws IOException {
        WebServer server = new WebServer(config);
        try {
            server.javalin.start(config.host, config.port);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.clock.start();
        Thread warmUp = new Thread(server::warmUp, "warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
        return server;
    }

    private WebServer(ServerConfig config) throws IOException {
        this.config = config;
        clock.setDaemon(true);
        this.rate = new ClientRate(config.rate, System::nanoTime);
        // Of the heap half is for computing: a square drawing at the canvas of the styles nearly needs it of 512 MB. An
        // eighth each is for uploads and for photos in work, a sixteenth for results, half of that for the cache.
        this.styles = new Styles(
                config.threads, config.faceWeights, Runtime.getRuntime().maxMemory() / 2);
        this.results = new Results(config);
        Stylist stylist = new Stylist(config, styles, results, metrics);
        this.queue = new JobQueue(config.queue, config.pictures, stylist::work);
        Uploads uploads = new Uploads(config);
        this.pictures =
                new PicturesApi(config, styles, uploads, queue, results, events, disconnects, rate, metrics, threads);
        metrics.gauge("animegan.queue.waiting", "Pictures that wait", queue::waiting);
        metrics.gauge("animegan.queue.running", "Pictures in work", queue::running);
        metrics.gauge("animegan.results", "Pictures that are kept or in work", results::size);
        metrics.gauge("animegan.uploads.bytes", "Memory that uploads take", uploads::used);
        metrics.gauge("animegan.events.open", "Clients that watch", events::open);
        this.javalin = Javalin.create(this::configure);
    }

    private void configure(JavalinConfig javalinConfig) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.http.maxRequestSize = Long.MAX_VALUE; // Uploads have limits of their own.
        javalinConfig.http.prefer405over404 = true;
        javalinConfig.http.compressionStrategy = CompressionStrategy.NONE; // Pictures are most of it.
        javalinConfig.jetty.threadPool = threads;
        javalinConfig.jetty.modifyServer(this::configure);
        javalinConfig.jetty.modifyHttpConfiguration(this::configure);
        Answers.configure(javalinConfig.routes, metrics, new Gate(config));
        pictures.addTo(javalinConfig.routes);
        new InfoApi(config, styles, queue, metrics, () -> warm && !pictures.isDraining()).addTo(javalinConfig.routes);
        new Assets().addTo(javalinConfig.routes);
    }

    private void configure(Server server) {
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(10_000);
        server.setErrorHandler(new BareErrors());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    }

    private void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setIdleTimeout(IDLE_MILLIS);
        if (config.forwarded) {
            http.addCustomizer(new ForwardedRequestCustomizer());
        }
    }

    /** Where it can be reached from this machine. */
    String address() {
        String host = config.host.equals("0.0.0.0") || config.host.equals("::") ? "localhost" : config.host;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port() + "/";
    }

    /** What is served besides the page's files: each as method and path. */
    Set<String> routes() {
        Set<String> assets = new Assets().paths();
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && !assets.contains(endpoint.path))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Prepares the default style, and times it for estimates. */
    private void warmUp() {
        try {
            PictureOptions options =
                    new PictureOptions(styles.standard(), "none", 512, 1, FacePolicy.OFF, PictureFormat.PNG);
            BufferedImage photo = new BufferedImage(512, 384, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                styles.use(options, gan -> gan.stylize(photo));
                if (i > 0) {
                    metrics.speed(styles.kind(options), (System.nanoTime() - start) / 1e9, Images.sizeOf(photo));
                }
            }
            LOG.info(
                    "{} is ready, on {}",
                    options.style(),
                    styles.use(options, AnimeGan::backend).name());
        } catch (RuntimeException | Error e) {
            if (!pictures.isDraining()) { // Else it ended before it was ready.
                LOG.error("the style {} cannot be used", styles.standard(), e);
            }
            return;
        }
        warm = true;
    }

    private void tellTime() {
        try {
            for (int second = 1; true; second++) {
                Thread.sleep(1000);
                try {
                    everySecond();
                    if (second % KEEP_ALIVE_SECONDS == 0) {
                        events.keepAlive();
                        rate.tidy();
                    }
                } catch (RuntimeException e) {
                    LOG.error("the clock goes on", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server has ended.
        }
    }

    private void everySecond() {
        disconnects.check();
        for (Job job : queue.olderThan(config.timeout)) {
            job.fail(Stylist.timedOut());
            queue.remove(job);
        }
        results.tidy();
    }

    /** Waits until {@link #close} has been called and is done. */
    void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more photos, waits until what was accepted is done and fetched, but not too long, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        pictures.drain();
        awaitResults();
        javalin.stop();
        clock.interrupt();
        queue.close();
        events.close();
        styles.close();
        metrics.close();
        ended.countDown();
    }

    private void awaitResults() {
        long end = System.nanoTime() + config.drain * 1_000_000_000L;
        try {
            while (System.nanoTime() < end && (!queue.isIdle() || results.hasUnfetched(FETCH_SECONDS))) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

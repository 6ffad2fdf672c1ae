package io.github.animegan.examples.web.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Notices clients that went away while they were waiting for an answer. An HTTP/1.1 server reads nothing from a connection
 * whose request it is answering, and so would notice only when it writes.
 */
public final class Disconnects {
    private final Set<Watch> all = ConcurrentHashMap.newKeySet();

    /**
     * Watches the connection of a request, whose body has been read.
     *
     * @param gone called once if the client goes away
     * @return to be closed before the request is answered
     */
    public Watch watch(Context request, Runnable gone) {
        EndPoint connection = ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        Watch watch = new Watch(connection, gone);
        all.add(watch);
        return watch;
    }

    /** Looks at all of them; to be called now and then by one thread. */
    public void check() {
        List<Watch> gone = all.stream().filter(Watch::isGone).toList();
        gone.forEach(watch -> {
            watch.close();
            watch.gone.run();
        });
    }

    /** One connection. */
    public final class Watch {
        private final EndPoint connection;
        private final Runnable gone;
        private boolean closed;
        private boolean tookByte;

        private Watch(EndPoint connection, Runnable gone) {
            this.connection = connection;
            this.gone = gone;
        }

        private synchronized boolean isGone() {
            if (closed || tookByte) {
                return false;
            }
            try {
                // Jetty's buffers are empty up to their limit, which it moves.
                int count = connection.fill(ByteBuffer.allocate(1).limit(0));
                tookByte = count > 0;
                return count < 0;
            } catch (IOException e) {
                return true;
            }
        }

        /**
         * From now on the connection is the server's alone again.
         *
         * @return whether it can serve another request: not if the client sent one before this one's answer, whose first byte
         *     then was taken by looking
         */
        public synchronized boolean close() {
            closed = true;
            all.remove(this);
            return !tookByte;
        }
    }
}

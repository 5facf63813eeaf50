package dev.tokenless.sandbox.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server on 127.0.0.1 and nowhere else. It exists beside the JDK's own because a registry explains a refusal
 * in the reason phrase, which that one cannot send. Its threads are virtual, so it never keeps the program alive.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int DRAINED = 1024 * 1024;

    private final ServerSocket socket;
    private final Handler handler;
    private final Limits limits;
    private final Semaphore places;
    private final AtomicLong bodies = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket socket, Handler handler, Limits limits) {
        this.socket = socket;
        this.handler = handler;
        this.limits = limits;
        this.places = new Semaphore(limits.connections());
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken
     */
    public static LoopbackServer start(int port, Limits limits, Handler handler) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        ServerSocket socket;
        try {
            socket = new ServerSocket(port, 64, loopback);
        } catch (BindException e) {
            throw new IOException("port " + port + " is not free", e);
        }
        LoopbackServer server = new LoopbackServer(socket, handler, limits);
        Thread.ofVirtual().name("sandbox-accept-" + server.port()).start(server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The address, without a slash at its end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        closeQuietly(socket);
        open.forEach(LoopbackServer::closeQuietly);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true); // else each small answer waits forty milliseconds for its receipt
                open.add(connection);
                if (socket.isClosed()) {
                    closeQuietly(connection);
                }
                Thread.ofVirtual().name("sandbox-" + port()).start(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.DEBUG, "a connection was not accepted", e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        boolean admitted = places.tryAcquire();
        try (connection) {
            connection.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(connection.getOutputStream());
            if (admitted) {
                converse(connection, out);
            } else {
                ResponseWriter.write(out, Response.text(503, "too many connections"), false, false);
                drain(connection);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection broke", e);
        } finally {
            open.remove(connection);
            if (admitted) {
                places.release();
            }
        }
    }

    private void converse(Socket connection, OutputStream out) throws IOException {
        RequestReader reader = new RequestReader(connection, out, limits, bodies);
        while (true) {
            RequestReader.Read read = reader.next();
            switch (read) {
                case RequestReader.End _ -> {
                    return;
                }
                case RequestReader.Refused(Response refusal) -> {
                    ResponseWriter.write(out, refusal, false, false);
                    drain(connection);
                    return;
                }
                case RequestReader.Arrived(Request request, boolean keep) -> {
                    try {
                        ResponseWriter.write(
                                out, answer(request), request.method().equals("HEAD"), keep);
                    } finally {
                        bodies.addAndGet(-request.body().length);
                    }
                    if (!keep) {
                        return;
                    }
                }
            }
        }
    }

    private Response answer(Request request) {
        try {
            return ours(request)
                    ? handler.answer(request)
                    : Response.text(421, "this server answers on loopback under its own address only");
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the sandbox failed on " + request.method() + " " + request.rawPath(),
                    e);
            return Response.text(500, "the sandbox failed");
        }
    }

    /** A page of the web whose name was made to point here carries its own name: such a request is not ours. */
    private static boolean ours(Request request) {
        String host = request.header("Host").orElse("127.0.0.1");
        String name = host.replaceFirst(":\\d*$", "");
        return name.equals("127.0.0.1") || name.equalsIgnoreCase("localhost");
    }

    /** Takes in what the client still sends: closing at once would reset the connection and lose the answer. */
    private static void drain(Socket connection) throws IOException {
        connection.shutdownOutput();
        connection.setSoTimeout(500);
        InputStream in = connection.getInputStream();
        byte[] rest = new byte[8192];
        long seen = 0;
        int read = 0;
        while (read >= 0 && seen < DRAINED) {
            read = in.read(rest);
            seen += read;
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "not closed cleanly", e);
        }
    }
}

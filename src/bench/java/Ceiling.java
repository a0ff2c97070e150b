import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The least that a verified transfer in Java costs, as a yardstick of the benchmark: no messages, no members, no
 * resuming. One process sends a file's pieces to another, which hashes each in the thread that receives it, compares,
 * writes it in its place, and forces the file to disk before it says that it has it, as the program does.
 *
 * <p>{@code send FORM FILE} prints a line that ends in its port, and serves until a signal ends it.
 * {@code receive FORM PORT} takes the path of a copy on each line of its input, and prints a line whose last word is
 * the seconds that it took. FORM is {@code clear} or {@code tls}. Only on this machine's loopback.
 */
public final class Ceiling {
    private static final int PIECE = 4 << 20;
    private static final int CONNECTIONS = Integer.getInteger("connections", 2);
    private static final int CLEAR_BUFFER = 256 << 10;
    private static final int TLS_BUFFER = 64 << 10;
    private static final int HASH = 32;
    private static final char[] PASSWORD = "ceiling".toCharArray();

    private Ceiling() {}

    public static void main(String[] words) throws Exception {
        boolean tls = words[1].equals("tls");
        if (words[0].equals("send")) {
            send(tls, Path.of(words[2]));
        } else {
            receive(tls, Integer.parseInt(words[2]));
        }
    }

    private static void send(boolean tls, Path path) throws Exception {
        try (FileChannel file = FileChannel.open(path)) {
            byte[] hashes = hashes(file);
            InetAddress here = InetAddress.getLoopbackAddress();
            if (tls) {
                SSLServerSocket server = (SSLServerSocket)
                        keys().getServerSocketFactory().createServerSocket(0, CONNECTIONS, here);
                System.out.println("port " + server.getLocalPort());
                while (true) {
                    Socket socket = server.accept();
                    socket.setTcpNoDelay(true);
                    begin(() -> sendOver(socket, file, hashes));
                }
            }
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
            System.out.println("port " + server.socket().getLocalPort());
            while (true) {
                SocketChannel channel = server.accept();
                begin(() -> sendOver(channel, file, hashes));
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                System.err.println("a transfer ended: " + e.getMessage());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] hashes(FileChannel file) throws Exception {
        int count = count(file.size());
        byte[] hashes = new byte[count * HASH];
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (int piece = 0; piece < count; piece++) {
            buffer.clear();
            while (buffer.hasRemaining() && file.read(buffer, (long) piece * PIECE + buffer.position()) > 0) {}
            sha256.update(buffer.array(), 0, buffer.position());
            sha256.digest(hashes, piece * HASH, HASH);
        }
        return hashes;
    }

    private static int count(long size) {
        return Math.toIntExact((size + PIECE - 1) / PIECE);
    }

    private static int length(long size, int piece) {
        return (int) Math.min(PIECE, size - (long) piece * PIECE);
    }

    private static void sendOver(SocketChannel channel, FileChannel file, byte[] hashes) throws IOException {
        try (channel;
                DataInputStream asked = new DataInputStream(Channels.newInputStream(channel));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel))) {
            out.writeLong(file.size());
            out.write(hashes);
            for (int piece = asked.readInt(); piece >= 0; piece = asked.readInt()) {
                long at = (long) piece * PIECE;
                long end = at + length(file.size(), piece);
                while (at < end) {
                    at += file.transferTo(at, end - at, channel);
                }
            }
        }
    }

    private static void sendOver(Socket socket, FileChannel file, byte[] hashes) throws IOException {
        try (socket) {
            DataInputStream asked = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            new DataOutputStream(out).writeLong(file.size());
            out.write(hashes);
            ByteBuffer buffer = ByteBuffer.allocate(TLS_BUFFER);
            for (int piece = asked.readInt(); piece >= 0; piece = asked.readInt()) {
                long at = (long) piece * PIECE;
                long end = at + length(file.size(), piece);
                while (at < end) {
                    buffer.clear().limit((int) Math.min(TLS_BUFFER, end - at));
                    int read = file.read(buffer, at);
                    out.write(buffer.array(), 0, read);
                    at += read;
                }
            }
        }
    }

    private static void receive(boolean tls, int port) throws Exception {
        Scanner lines = new Scanner(System.in);
        ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS);
        SSLContext keys = tls ? keys() : null;
        while (lines.hasNextLine()) {
            Path copy = Path.of(lines.nextLine());
            long begun = System.nanoTime();
            try (FileChannel out =
                    FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                AtomicInteger next = new AtomicInteger();
                List<Future<Void>> all = new ArrayList<>();
                for (int connection = 0; connection < CONNECTIONS; connection++) {
                    Callable<Void> work = () -> {
                        if (keys == null) {
                            receiveClear(port, out, next);
                        } else {
                            receiveTls(keys, port, out, next);
                        }
                        return null;
                    };
                    all.add(workers.submit(work));
                }
                for (Future<Void> each : all) {
                    each.get();
                }
                out.force(true);
            }
            System.out.printf("seconds %.4f%n", (System.nanoTime() - begun) / 1e9);
        }
        workers.shutdown();
    }

    private static void receiveClear(int port, FileChannel out, AtomicInteger next) throws Exception {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.socket().setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            DataOutputStream ask = new DataOutputStream(Channels.newOutputStream(channel));
            long size = in.readLong();
            byte[] hashes = in.readNBytes(count(size) * HASH);
            ByteBuffer buffer = ByteBuffer.allocateDirect(CLEAR_BUFFER);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (int piece = next.getAndIncrement(); piece < count(size); piece = next.getAndIncrement()) {
                ask.writeInt(piece);
                long at = (long) piece * PIECE;
                long end = at + length(size, piece);
                while (at < end) {
                    buffer.clear().limit((int) Math.min(CLEAR_BUFFER, end - at));
                    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
                    sha256.update(buffer.flip());
                    buffer.rewind();
                    at += write(out, buffer, at);
                }
                check(sha256, hashes, piece);
            }
        }
    }

    private static void receiveTls(SSLContext keys, int port, FileChannel out, AtomicInteger next) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) keys.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            DataOutputStream ask = new DataOutputStream(socket.getOutputStream());
            long size = new DataInputStream(in).readLong();
            byte[] hashes = in.readNBytes(count(size) * HASH);
            byte[] buffer = new byte[CLEAR_BUFFER];
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (int piece = next.getAndIncrement(); piece < count(size); piece = next.getAndIncrement()) {
                ask.writeInt(piece);
                long at = (long) piece * PIECE;
                long end = at + length(size, piece);
                while (at < end) {
                    int wanted = (int) Math.min(buffer.length, end - at);
                    if (in.readNBytes(buffer, 0, wanted) < wanted) {
                        throw new IOException("the sender ended");
                    }
                    sha256.update(buffer, 0, wanted);
                    at += write(out, ByteBuffer.wrap(buffer, 0, wanted), at);
                }
                check(sha256, hashes, piece);
            }
        }
    }

    private static int write(FileChannel out, ByteBuffer buffer, long at) throws IOException {
        int length = buffer.remaining();
        while (buffer.hasRemaining()) {
            out.write(buffer, at + length - buffer.remaining());
        }
        return length;
    }

    private static void check(MessageDigest sha256, byte[] hashes, int piece) throws IOException {
        if (!MessageDigest.isEqual(sha256.digest(), slice(hashes, piece))) {
            throw new IOException("piece " + piece + " has another hash");
        }
    }

    private static byte[] slice(byte[] hashes, int piece) {
        return Arrays.copyOfRange(hashes, piece * HASH, (piece + 1) * HASH);
    }

    /** Both sides run in one folder, in which whoever comes first makes the key that both use. */
    private static SSLContext keys() throws Exception {
        Path store = Path.of("ceiling.p12");
        if (Files.notExists(store)) {
            String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Process maker = new ProcessBuilder(
                            keytool, "-genkeypair", "-alias", "ceiling", "-keyalg", "EC", "-groupname", "secp256r1",
                            "-dname", "CN=localhost", "-storepass", new String(PASSWORD), "-keystore", store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            maker.waitFor();
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }
}

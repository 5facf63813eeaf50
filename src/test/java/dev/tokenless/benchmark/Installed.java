package dev.tokenless.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The installer's content laid out below a folder, as its own installation script lays it out; and small programs packaged,
 * cached and started in the same way beside it.
 */
final class Installed {
    private final Path root;
    private final Path app;
    private final Path runtime;

    private Installed(Path root) {
        this.root = root;
        this.app = root.resolve("opt/tokenless/lib/app");
        this.runtime = root.resolve("opt/tokenless/lib/runtime/bin/java");
    }

    /** Unpacks the .deb of {@code mvn -Pinstaller package}; null where there is none. */
    static Installed unpack(Path root) throws Exception {
        Path installers = Path.of("target", "installers");
        List<Path> packages;
        try (Stream<Path> files = Files.isDirectory(installers) ? Files.list(installers) : Stream.empty()) {
            packages = files.filter(f -> f.toString().endsWith(".deb")).toList();
        }
        if (packages.isEmpty()) {
            return null;
        }
        Files.createDirectories(root.resolve("usr/bin"));
        run("dpkg-deb", "-x", packages.getFirst().toString(), root.toString());
        ProcessBuilder script = new ProcessBuilder("sh", "installers/linux/arrange", "install").inheritIO();
        script.environment().put("TOKENLESS_ROOT", root.toString());
        if (script.start().waitFor() != 0) {
            throw new IOException("the installation script failed");
        }
        return new Installed(root);
    }

    /** The start script. */
    Path program() {
        return root.resolve("usr/bin/tokenless");
    }

    /** The command that starts another class with the runtime, options, cache and class path of the installed window. */
    List<String> window(Path more, String main) throws IOException {
        String started = Files.readString(program())
                .lines()
                .filter(l -> l.contains("-Dprism.order=sw"))
                .findFirst()
                .orElseThrow();
        String options = started.substring(started.indexOf("$java ") + 6, started.indexOf(" $TOKENLESS_OPTIONS"));
        return Stream.concat(
                        Stream.of(runtime.toString()),
                        Stream.concat(
                                Stream.of(options.split(" ")),
                                Stream.of("-cp", classPath() + ":" + more.toAbsolutePath(), main)))
                .toList();
    }

    /**
     * The options that the start script gives to java, without the cache and its silence.
     *
     * @param cache the cache that is named in the line of the script that is meant
     */
    List<String> options(String cache) throws IOException {
        String started = Files.readString(program())
                .lines()
                .filter(l -> l.contains(cache))
                .reduce((first, last) -> last)
                .orElseThrow();
        String all = started.substring(started.indexOf("$java ") + 6, started.indexOf(" -cp "));
        return Stream.of(all.split(" "))
                .filter(o -> o.startsWith("-") && !o.startsWith("-XX:AOTCache") && !o.startsWith("-Xlog"))
                .toList();
    }

    private String classPath() throws IOException {
        return Files.readString(program())
                .lines()
                .filter(l -> l.startsWith("path="))
                .findFirst()
                .orElseThrow()
                .substring("path=".length());
    }

    /**
     * Compiles a program of one class, makes its start-up cache by one run, and writes a start script of the same form.
     *
     * @param libraries how the names of the installed jars begin that it needs; or whole paths of others
     */
    Path small(
            Path folder, String name, String source, List<String> libraries, List<String> options, String... training)
            throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        Path file = home.resolve(name + ".java");
        Files.writeString(file, source);
        String jars;
        try (Stream<Path> all = Files.list(app)) {
            jars = Stream.concat(
                            libraries.stream().filter(l -> l.startsWith("/")),
                            all.filter(jar -> libraries.stream()
                                            .anyMatch(jar.getFileName().toString()::startsWith))
                                    .sorted()
                                    .map(Path::toString))
                    .collect(Collectors.joining(":"));
        }
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        run(tools.resolve("javac").toString(), "-cp", jars, "-d", home + "/classes", file.toString());
        run(
                tools.resolve("jar").toString(),
                "--create",
                "--file",
                home + "/" + name + ".jar",
                "-C",
                home + "/classes",
                ".");
        String path = home + "/" + name + ".jar:" + jars;
        Stream<String> train = Stream.of(
                        Stream.of(
                                runtime.toString(),
                                "-XX:AOTCacheOutput=" + home + "/app.aot",
                                "-Xlog:aot=off",
                                "-Xlog:cds=off"),
                        options.stream(),
                        Stream.of("-Dglass.platform=Headless", "-Dtokenless.end=true", "-cp", path, name),
                        Stream.of(training))
                .flatMap(s -> s);
        run(train.toArray(String[]::new));
        Path script = home.resolve("start");
        Files.writeString(script, """
            #!/bin/sh
            GDK_GL=disable exec %s -XX:AOTCache=%s/app.aot -Xlog:aot=off -Xlog:cds=off %s -cp %s %s "$@"
            """.formatted(runtime, home, String.join(" ", options), path, name));
        script.toFile().setExecutable(true);
        return script;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + "\n" + said);
        }
    }
}

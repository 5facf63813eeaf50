package dev.tokenless.cli;

/** The entry of the command line. */
public final class Main {
    private Main() {}

    public static int run(String... args) {
        System.out.println("tokenless " + String.join(" ", args));
        return 0;
    }
}

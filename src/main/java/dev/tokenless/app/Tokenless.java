package dev.tokenless.app;

import dev.tokenless.cli.Main;

/** What is started: with arguments the command line, without any the window, and without a display the demo. */
public final class Tokenless {
    private Tokenless() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            System.exit(Main.run(args));
        }
        if (!Display.present()) {
            System.out.println("There is no display here, so the demo runs in the terminal instead of the window.");
            System.exit(Main.run("demo"));
        }
        System.exit(Main.run("demo"));
    }
}

package dev.tokenless.app;

import dev.tokenless.cli.Main;
import dev.tokenless.ui.shell.Launch;

/** What is started: with arguments the command line, without any the window, and without a display the demo. */
public final class Tokenless {
    private Tokenless() {}

    public static void main(String[] args) {
        System.exit(args.length > 0 ? Main.run(args) : window());
    }

    private static int window() {
        if (!Display.present()) {
            return demo("There is no display here");
        }
        try {
            Launch.main(new String[0]);
            return 0;
        } catch (RuntimeException | LinkageError notStarted) {
            // The toolkit says only by such an exception that it cannot reach the display or lacks a system library.
            return demo("The window cannot be opened here (" + reason(notStarted) + ")");
        }
    }

    private static String reason(Throwable notStarted) {
        Throwable cause = notStarted;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String reason = message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
        // The toolkit names no package; the library it looks for hangs on several.
        return reason.contains("GTK")
                ? reason + " On Debian its packages are libgtk-3-0 libgl1 libxxf86vm1 libxtst6."
                : reason;
    }

    private static int demo(String why) {
        System.out.println(why + ", so the demo runs in the terminal instead.");
        return Main.run("demo");
    }
}

package dev.tokenless.app;

import dev.tokenless.cli.Main;
import dev.tokenless.ui.shell.Launch;
import java.nio.file.Path;
import java.util.List;

/**
 * What is started: with a command the command line; with folders the window that shows them; without any argument the
 * window, and without a display the demo.
 */
public final class Tokenless {
    private Tokenless() {}

    public static void main(String[] args) {
        System.exit(
                switch (Call.of(args, Main::isCommand)) {
                    case Call.Command _ -> Main.run(args);
                    case Call.Folders(List<Path> folders) -> window(folders);
                    case Call.Refused(String sentence) -> Main.refuse(sentence);
                });
    }

    private static int window(List<Path> folders) {
        if (!Display.present()) {
            return without(folders, "There is no display here");
        }
        try {
            Launch.main(folders.stream().map(Path::toString).toArray(String[]::new));
            return 0;
        } catch (RuntimeException | LinkageError notStarted) {
            // The toolkit says only by such an exception that it cannot reach the display or lacks a system library.
            return without(folders, "The window cannot be opened here (" + reason(notStarted) + ")");
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

    /** A folder is not opened by showing something else: the command that reads it is named. */
    private static int without(List<Path> folders, String why) {
        return folders.isEmpty()
                ? demo(why)
                : Main.refuse(why + ". In the terminal: tokenless check " + folders.getFirst());
    }

    private static int demo(String why) {
        System.out.println(why + ", so the demo runs in the terminal instead.");
        return Main.run("demo");
    }
}

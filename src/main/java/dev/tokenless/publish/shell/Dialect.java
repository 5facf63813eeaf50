package dev.tokenless.publish.shell;

import org.jspecify.annotations.Nullable;

/** The family of a shell's language. */
public enum Dialect {
    POSIX,
    POWERSHELL,
    CMD;

    /**
     * The dialect of a step.
     *
     * @param shell the step's {@code shell}, null where none is set
     * @param windows whether the runner is a Windows runner, whose default is PowerShell
     * @return null where the shell is no command shell, such as {@code python}
     */
    public static @Nullable Dialect of(@Nullable String shell, boolean windows) {
        if (shell == null || shell.isBlank()) {
            return windows ? POWERSHELL : POSIX;
        }
        String program = shell.strip().split("\\s+", 2)[0];
        program = program.substring(program.lastIndexOf('/') + 1);
        return switch (program) {
            case "pwsh", "powershell", "pwsh.exe", "powershell.exe" -> POWERSHELL;
            case "cmd", "cmd.exe" -> CMD;
            case "python", "python3", "node", "perl", "ruby", "deno", "nu", "fish-script" -> null;
            default -> POSIX;
        };
    }
}

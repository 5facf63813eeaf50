package dev.tokenless.publish.shell;

import java.util.List;

/**
 * A script as its simple commands, in the order of the text. Commands in functions that nothing calls are left out.
 *
 * @param scopes the parent of each subshell by its number; scope 0 is the script itself and its own parent
 */
public record Script(List<Command> commands, List<Integer> scopes) {
    public Script {
        commands = List.copyOf(commands);
        scopes = List.copyOf(scopes);
    }

    /** The longest script that is read, in UTF-16 units; what lies behind is not looked at. */
    public static final int LONGEST = 1 << 20;

    /** Reads a script in its shell's language. Whatever the text is, this ends in time proportional to its length. */
    public static Script read(String text, Dialect dialect) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Collector collector = new Collector();
        switch (dialect) {
            case POSIX -> new PosixReader(bounded, collector).read();
            case POWERSHELL -> new PowerShellReader(bounded, collector).read();
            case CMD -> new CmdReader(bounded, collector).read();
        }
        return collector.script();
    }
}

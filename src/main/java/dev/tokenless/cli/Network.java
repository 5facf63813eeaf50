package dev.tokenless.cli;

import picocli.CommandLine.Option;

/** Whether a reading command may use the network: it does not unless it is told to. */
final class Network {
    @Option(names = "--online", description = "Also ask GitHub and the registries for what the files do not tell.")
    private boolean online;

    @Option(names = "--offline", description = "Use no network, which is the default.")
    private boolean offline;

    boolean allowed() {
        return online && !offline;
    }

    boolean forbidden() {
        return offline;
    }
}

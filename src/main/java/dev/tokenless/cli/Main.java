package dev.tokenless.cli;

/** The entry of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("tokenless");
    }
}

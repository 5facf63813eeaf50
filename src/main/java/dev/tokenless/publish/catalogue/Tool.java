package dev.tokenless.publish.catalogue;

import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command or an action that uploads, as the catalogue describes it.
 *
 * @param name how it is named to the user
 * @param words the spellings of a command, each a program and its sub-commands; empty for an action
 * @param registry where it uploads when nothing else is said
 * @param identity whether it exchanges the job's identity itself
 * @param since the version from which it does, null where every version does or none
 * @param prefersToken whether a token that is given keeps it from trying the identity
 * @param dry flags that make it a rehearsal
 * @param needs flags of which one must be there, else it is a rehearsal; empty where none is needed
 * @param off flags with which it uploads nothing
 * @param values flags that take a value and mean nothing here
 * @param packages flags that name packages
 * @param all flags or sub-commands that mean every package
 * @param folders whether a plain argument is the folder or file of the package
 * @param run the command line that an action amounts to, with its inputs in braces
 * @param scripts inputs of an action that hold commands
 * @param folderInputs inputs of an action that name the folder
 * @param config the reader of its configuration, null where it has none that matters
 * @param traits further properties, by the catalogue's words
 */
public record Tool(
        String name,
        List<List<String>> words,
        Ecosystem ecosystem,
        RegistryId registry,
        Identity identity,
        @Nullable String since,
        boolean prefersToken,
        Sources tokens,
        Sources users,
        Sources index,
        Set<String> dry,
        List<InputValue> dryInputs,
        List<String> dryEnv,
        Set<String> needs,
        Set<String> off,
        List<InputValue> offInputs,
        Map<String, List<String>> offEnv,
        Set<String> values,
        Set<String> packages,
        Set<String> all,
        boolean folders,
        Set<String> notFollowedBy,
        @Nullable String run,
        List<String> scripts,
        List<String> folderInputs,
        @Nullable String config,
        @Nullable String identityEnv,
        Map<String, String> never,
        List<String> alsoPublishes,
        Set<String> traits) {

    /** Whether a tool exchanges the job's identity. */
    public enum Identity {
        NATIVE,
        NONE,
        /** When an environment variable says so. */
        ENV
    }

    /** An input with the value that matters. */
    public record InputValue(String input, String value) {}

    /** The same tool as it uploads to another ecosystem, with the tokens that are usual there. */
    public Tool in(Ecosystem other, Identity otherIdentity) {
        Login usual = new Login(otherIdentity, null, true, Sources.NONE, Sources.NONE, Sources.NONE);
        return copy(other, other.registry(), usual, List.of(), traits);
    }

    /** The same tool, known to be one that the catalogue names beside another. */
    Tool alias() {
        java.util.HashSet<String> more = new java.util.HashSet<>(traits);
        more.add("alias");
        Login own = new Login(identity, since, prefersToken, tokens, users, index);
        return copy(ecosystem, registry, own, alsoPublishes, more);
    }

    /** How it logs in, and where what it needs for that comes from. */
    private record Login(
            Identity identity,
            @Nullable String since,
            boolean prefersToken,
            Sources tokens,
            Sources users,
            Sources index) {}

    private Tool copy(Ecosystem at, RegistryId target, Login login, List<String> also, Set<String> properties) {
        return new Tool(
                name,
                words,
                at,
                target,
                login.identity,
                login.since,
                login.prefersToken,
                login.tokens,
                login.users,
                login.index,
                dry,
                dryInputs,
                dryEnv,
                needs,
                off,
                offInputs,
                offEnv,
                values,
                packages,
                all,
                folders,
                notFollowedBy,
                run,
                scripts,
                folderInputs,
                config,
                identityEnv,
                never,
                also,
                Set.copyOf(properties));
    }

    /** Whether the catalogue gives the tool this property. */
    public boolean is(String trait) {
        return traits.contains(trait);
    }

    /** The flags that take a value, whatever it means. */
    public Set<String> valueFlags() {
        java.util.HashSet<String> all = new java.util.HashSet<>(values);
        all.addAll(tokens.flags());
        all.addAll(users.flags());
        all.addAll(index.flags());
        all.addAll(packages);
        return all;
    }
}

package dev.tokenless.publish.catalogue;

import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Map;

/**
 * What all tools of one registry have in common.
 *
 * @param id {@code pypi}, {@code npm}, {@code rubygems}, {@code crates-io}, {@code nuget}, {@code pub}, {@code jsr}
 * @param env environment variables that by custom carry its token
 * @param names names of indexes by which its tools call the public ones
 * @param files ends of the paths of its credential files
 * @param secrets pieces of the usual names of its secrets, in capital letters
 * @param words words by which a file name speaks of it
 */
public record Ecosystem(
        String id,
        RegistryId registry,
        List<String> env,
        Map<String, String> names,
        List<String> files,
        List<String> secrets,
        List<String> words) {
    public Ecosystem {
        env = List.copyOf(env);
        names = Map.copyOf(names);
        files = List.copyOf(files);
        secrets = List.copyOf(secrets);
        words = List.copyOf(words);
    }
}

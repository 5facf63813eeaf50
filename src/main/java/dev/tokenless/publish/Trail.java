package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.CredentialsAction;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the earlier steps of a job leave behind for the later ones: variables, credential files, indexes by name. */
final class Trail {
    /** Variables that a step wrote for the later ones. */
    final Variables exported = new Variables();
    /** Credentials that a step wrote into a file or handed to a program. */
    final List<Written> written = new ArrayList<>();
    /** Addresses of indexes by the names that steps gave them. */
    final Map<String, String> indexes = new HashMap<>();
    /** npm's registries by scope; the empty scope is the default. */
    final Map<String, String> npmRegistries = new HashMap<>();
    /** The actions that exchange an identity, by the id of their step. */
    final Map<String, CredentialsAction> exchanged = new HashMap<>();
    /** Ids of steps whose script asks a registry for a token. */
    final Set<String> mints = new HashSet<>();
    /** Ecosystems for which a step put a token into the environment that it got for the job's identity. */
    final Set<String> identityOf = new HashSet<>();
    /** Ecosystems for which the identity is used by a role that is no trusted publisher. */
    final Map<String, String> roles = new HashMap<>();
    /** Whether a script of this job asks a registry itself for a token. */
    boolean mintsByHand;

    @Nullable
    String nodeVersion;

    @Nullable
    String npmVersion;

    /**
     * A credential that was written.
     *
     * @param ecosystem whose tools will use it
     * @param registry the registry that it is for, null where that is not said
     * @param use how it was written; its value is filled
     */
    record Written(Ecosystem ecosystem, @Nullable RegistryId registry, TokenUse use) {}

    void write(Ecosystem ecosystem, @Nullable RegistryId registry, String name, String value, Place place) {
        if (written.size() < 200) {
            written.add(new Written(
                    ecosystem,
                    registry,
                    new TokenUse(TokenUse.Kind.WRITTEN_FILE, name, value, Bindings.secretsIn(value), place)));
        }
    }
}

package dev.tokenless.registry;

import java.util.List;

/**
 * The page of a registry on which a publisher is registered by hand.
 *
 * @param address on the registry's own host, with encoded values
 * @param prefilled whether the page comes up with the values filled in
 * @param values to type, in the order of the page's form
 */
public record PublisherPage(String address, boolean prefilled, List<Registry.FormField> values) {
    public PublisherPage {
        values = List.copyOf(values);
    }
}

/** What a registry is to the program: matching, registering, and the verdict on a job's claims. */
@NullMarked
package dev.tokenless.registry;

import org.jspecify.annotations.NullMarked;

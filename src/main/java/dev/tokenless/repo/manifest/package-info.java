/** What a repository packages: one reader a kind of manifest, read as data and never run. */
@NullMarked
package dev.tokenless.repo.manifest;

import org.jspecify.annotations.NullMarked;

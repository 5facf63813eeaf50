<#-- Laid out by the license-maven-plugin at every package: one entry a library, from what the libraries say of themselves. -->
Tokenless travels with the work of others. Each library below is unchanged but for signatures, which are left out, and the
version number in the class files of picocli; each is under the licence that it names, whose text stands at the address
behind it and, where its authors put one there, inside its jar.

The Java runtime beside the libraries is a part of OpenJDK, under the GNU General Public License version 2 with the
Classpath Exception; its notices, and those of what it holds itself, stand in its folder "legal". Its sources are at
https://github.com/openjdk/jdk25u, those of JavaFX at https://github.com/openjdk/jfx. The icons inside ikonli-feather-pack are
those of Feather, https://github.com/feathericons/feather, under the MIT licence.
<#list dependencyMap as e>
<#assign library = e.getKey()/>

${library.name} ${library.version}
    ${library.groupId}:${library.artifactId}
    ${library.url!"its address is not named"}
<#list library.licenses as licence>
    licence: ${licence.name!"without a name"}<#if licence.url??>, ${licence.url}</#if>
</#list>
</#list>

# For scripts that run test classes without Maven in between: finds a Java, builds, and says where the classes are.

find_java() {
    local java
    for java in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/*25*; do
        if "$java/bin/java" --version 2>/dev/null | head -n 1 | grep -q ' 25'; then
            echo "$java/bin/java"
            return
        fi
    done
    echo "$0: there is no Java 25: set JAVA25_HOME" >&2
    return 1
}

# build MODULE LOG [FLAG...]: packs a module, with its tests compiled, and what it needs. What is a module by its manifest only has no
# name before it is packed.
build() {
    echo "building $1 ..." >&2
    if ! mvn -B -pl "bom,testkit,$1" -am -DskipTests package dependency:build-classpath \
        -Dmdep.outputFile=target/class-path "${@:3}" >"$2" 2>&1; then
        grep ERROR "$2" | head -n 20 >&2
        return 1
    fi
}

# class_path MODULE: its classes and those it needs, once it is built.
class_path() {
    echo "$1/target/test-classes:$1/target/classes:$(cat "$1/target/class-path")"
}

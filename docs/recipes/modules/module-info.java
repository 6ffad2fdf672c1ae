module demo {
    requires io.github.animegan.weights; // and with it io.github.animegan.core
    requires jdk.incubator.vector; // resolves the Vector API: no --add-modules
}

package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The only names a checkpoint's pickle may mention, and what each means here. Nothing is ever looked up elsewhere. */
final class AllowedGlobals {
    /** How a call of the name is understood. */
    enum Meaning {
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_PARAMETER,
        STORAGE_CLASS,
        /** A tuple made from its argument. */
        SIZE,
        /** Its arguments are read and forgotten. */
        OPAQUE,
        /** A class of which nothing is known; its instances are bags of attributes. */
        CLASS
    }

    private static final List<String> OPAQUE = List.of(
            "torch.device",
            "torch.jit._pickle.build_intlist",
            "torch.jit._pickle.build_doublelist",
            "torch.jit._pickle.build_boollist",
            "torch.jit._pickle.build_tensorlist",
            "torch.jit._pickle.restore_type_tag",
            "_codecs.encode",
            "argparse.Namespace",
            "collections.Counter",
            "builtins.set",
            "__builtin__.set",
            "numpy.dtype",
            "numpy.ndarray",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray._reconstruct",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "torch.float64",
            "torch.float32",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64",
            "torch.int32",
            "torch.int16",
            "torch.int8",
            "torch.uint8",
            "torch.bool");

    private static final Map<String, ElementType> STORAGES = new HashMap<>();
    private static final Map<String, Meaning> MEANINGS = new HashMap<>();

    static {
        for (ElementType type : ElementType.values()) {
            STORAGES.put("torch." + type.torchStorage(), type);
            STORAGES.put("torch.cuda." + type.torchStorage(), type);
        }
        STORAGES.keySet().forEach(name -> MEANINGS.put(name, Meaning.STORAGE_CLASS));
        OPAQUE.forEach(name -> MEANINGS.put(name, Meaning.OPAQUE));
        MEANINGS.put("collections.OrderedDict", Meaning.ORDERED_DICT);
        MEANINGS.put("torch.Size", Meaning.SIZE);
        MEANINGS.put("torch._utils._rebuild_tensor", Meaning.REBUILD_TENSOR);
        MEANINGS.put("torch._utils._rebuild_tensor_v2", Meaning.REBUILD_TENSOR);
        MEANINGS.put("torch._utils._rebuild_parameter", Meaning.REBUILD_PARAMETER);
        MEANINGS.put("torch._utils._rebuild_parameter_with_state", Meaning.REBUILD_PARAMETER);
    }

    private AllowedGlobals() {}

    static Optional<PickleValue.Global> find(String name) {
        return Optional.ofNullable(MEANINGS.get(name)).map(meaning -> new PickleValue.Global(name, meaning));
    }

    /** Whether the name is that of a module's class, or of something else of PyTorch's that a module may refer to. */
    static boolean isOfPyTorch(String name) {
        return name.startsWith("torch.") || name.startsWith("__torch__.");
    }

    /** The numbers of a storage class. */
    static ElementType elementType(PickleValue.Global storageClass) {
        ElementType type = STORAGES.get(storageClass.name);
        if (type == null) {
            throw new IllegalArgumentException(storageClass.name + " is no storage");
        }
        return type;
    }

    /** Why a name is refused, and what its owner can do about it. */
    static String refusal(String name) {
        String reason =
                "global " + ByteSource.quote(name) + " is not among those a checkpoint may use; nothing was run";
        if (name.startsWith("__torch__.")) {
            return reason + " (a TorchScript archive: save the module's state_dict() instead)";
        }
        return reason + " (if this is a whole pickled model, save its state_dict() instead)";
    }
}

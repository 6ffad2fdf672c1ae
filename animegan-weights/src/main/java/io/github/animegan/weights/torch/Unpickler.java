package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.PickleValue.Dict;
import io.github.animegan.weights.torch.PickleValue.Global;
import io.github.animegan.weights.torch.PickleValue.Instance;
import io.github.animegan.weights.torch.PickleValue.Items;
import io.github.animegan.weights.torch.PickleValue.Opaque;
import io.github.animegan.weights.torch.PickleValue.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Just enough pickle: interprets the {@linkplain Opcode closed set} of instructions that PyTorch writes, building plain
 * {@linkplain PickleValue data}. It has no means of calling anything: the few {@linkplain AllowedGlobals allowed names}
 * are symbols to {@link TorchObjects}, and a class of any other name is a bag of attributes, taken if it is a module's.
 *
 * <p>Each instruction makes at most one small object or copies bytes that are in the file; with the number of instructions
 * limited, so is the memory. There is no recursion.
 */
final class Unpickler {
    private static final int MAX_PROTOCOL = 5;
    private static final int MAX_INSTRUCTIONS = 1_000_000;

    private final PickleInput in;
    private final TorchObjects objects;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    /** The names that no list knows, each with its offset, until they are seen to be those of modules. */
    private final Map<String, Long> unknown = new LinkedHashMap<>();

    private long instruction;

    private Unpickler(PickleInput in, TorchObjects objects) {
        this.in = in;
        this.objects = objects;
    }

    /** Reads one pickle up to its STOP. */
    static Object load(PickleInput in, TorchObjects objects) throws IOException {
        return new Unpickler(in, objects).run();
    }

    private Object run() throws IOException {
        for (int count = 0; count < MAX_INSTRUCTIONS; count++) {
            instruction = in.position();
            int opcode = in.uint8();
            if (opcode == Opcode.STOP) {
                requireKnown();
                return pop();
            }
            execute(opcode);
        }
        throw malformed("a pickle of more than " + MAX_INSTRUCTIONS + " instructions");
    }

    private void execute(int opcode) throws IOException {
        switch (opcode) {
            case Opcode.PROTO -> requireProtocol(in.uint8());
            case Opcode.FRAME -> in.requireAvailable(in.int64());
            case Opcode.MARK -> marks.add(stack.size());
            case Opcode.POP -> popItemOrMark();
            case Opcode.POP_MARK -> popToMark();

            case Opcode.NONE -> stack.add(Opaque.NONE);
            case Opcode.NEWTRUE -> stack.add(true);
            case Opcode.NEWFALSE -> stack.add(false);
            case Opcode.BININT -> stack.add((long) in.int32());
            case Opcode.BININT1 -> stack.add((long) in.uint8());
            case Opcode.BININT2 -> stack.add((long) in.uint16());
            case Opcode.LONG1 -> stack.add(in.integer(in.uint8()));
            case Opcode.BINFLOAT -> stack.add(in.float64());
            case Opcode.SHORT_BINSTRING, Opcode.SHORT_BINUNICODE -> stack.add(in.text(in.uint8()));
            case Opcode.BINSTRING, Opcode.BINUNICODE -> stack.add(in.text(in.uint32()));
            case Opcode.BINUNICODE8 -> stack.add(in.text(in.int64()));
            case Opcode.SHORT_BINBYTES -> stack.add(in.bytes(in.uint8()));
            case Opcode.BINBYTES -> stack.add(in.bytes(in.uint32()));
            case Opcode.BINBYTES8 -> stack.add(in.bytes(in.int64()));

            case Opcode.EMPTY_TUPLE -> stack.add(new Tuple(List.of()));
            case Opcode.TUPLE -> stack.add(new Tuple(popToMark()));
            case Opcode.TUPLE1 -> stack.add(new Tuple(popLast(1)));
            case Opcode.TUPLE2 -> stack.add(new Tuple(popLast(2)));
            case Opcode.TUPLE3 -> stack.add(new Tuple(popLast(3)));
            case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> stack.add(new Items());
            case Opcode.APPEND -> append(popLast(1));
            case Opcode.APPENDS, Opcode.ADDITEMS -> append(popToMark());
            case Opcode.FROZENSET -> frozenSet();
            case Opcode.EMPTY_DICT -> stack.add(new Dict());
            case Opcode.SETITEM -> setItems(popLast(2));
            case Opcode.SETITEMS -> setItems(popToMark());

            case Opcode.BINPUT -> memo.put((long) in.uint8(), top());
            case Opcode.LONG_BINPUT -> memo.put(in.uint32(), top());
            case Opcode.MEMOIZE -> memo.put((long) memo.size(), top());
            case Opcode.BINGET -> stack.add(recall(in.uint8()));
            case Opcode.LONG_BINGET -> stack.add(recall(in.uint32()));

            case Opcode.GLOBAL -> stack.add(global(in.line(), in.line()));
            case Opcode.STACK_GLOBAL -> stackGlobal();
            case Opcode.REDUCE -> reduce(false);
            case Opcode.NEWOBJ -> reduce(true);
            case Opcode.BUILD -> build();
            case Opcode.BINPERSID -> persistent(pop());
            default -> throw malformed(String.format("instruction 0x%02x, which no checkpoint needs", opcode));
        }
    }

    private void requireProtocol(int protocol) throws MalformedFileException {
        if (protocol > MAX_PROTOCOL) {
            throw malformed("pickle protocol " + protocol + ", expected at most " + MAX_PROTOCOL);
        }
    }

    private Object top() throws MalformedFileException {
        if (stack.size() <= lowestItem()) {
            throw malformed("an instruction that needs a value, but there is none");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws MalformedFileException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<Object> popLast(int count) throws MalformedFileException {
        if (stack.size() - lowestItem() < count) {
            throw malformed("an instruction that needs " + count + " values, but there are fewer");
        }
        return cut(stack.size() - count);
    }

    private List<Object> popToMark() throws MalformedFileException {
        if (marks.isEmpty()) {
            throw malformed("an instruction that needs a mark, but there is none");
        }
        return cut(marks.remove(marks.size() - 1));
    }

    /** As in Python, a mark that lies on top counts as an item. */
    private void popItemOrMark() throws MalformedFileException {
        if (!marks.isEmpty() && lowestItem() == stack.size()) {
            marks.remove(marks.size() - 1);
        } else {
            pop();
        }
    }

    private int lowestItem() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    private List<Object> cut(int from) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> items = new ArrayList<>(tail);
        tail.clear();
        return items;
    }

    private void append(List<Object> items) throws MalformedFileException {
        if (!(top() instanceof Items list)) {
            throw malformed("an item is added to something that is not a list");
        }
        list.items.addAll(items);
    }

    private void frozenSet() throws MalformedFileException {
        Items set = new Items();
        set.items.addAll(popToMark());
        stack.add(set);
    }

    private void setItems(List<Object> keysAndValues) throws MalformedFileException {
        if (!(top() instanceof Dict dict) || keysAndValues.size() % 2 != 0) {
            throw malformed("an entry is put into something that is not a dictionary, or a key has no value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            objects.put(dict, keysAndValues.get(i), keysAndValues.get(i + 1), this::malformed);
        }
    }

    private Object recall(long index) throws MalformedFileException {
        Object value = memo.get(index);
        if (value == null) {
            throw malformed("the value with the number " + index + " is used before it is defined");
        }
        return value;
    }

    /** A name that is not on the list may only be that of a module's class: {@link #build} tells, or the end. */
    private Global global(String module, String name) {
        String qualified = module + "." + name;
        return AllowedGlobals.find(qualified).orElseGet(() -> {
            if (!AllowedGlobals.isOfPyTorch(qualified)) {
                unknown.putIfAbsent(qualified, instruction);
            }
            return new Global(qualified, AllowedGlobals.Meaning.CLASS);
        });
    }

    private void requireKnown() throws MalformedFileException {
        for (Map.Entry<String, Long> name : unknown.entrySet()) {
            throw in.malformedAt(name.getValue(), AllowedGlobals.refusal(name.getKey()));
        }
    }

    private void stackGlobal() throws MalformedFileException {
        List<Object> names = popLast(2);
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
            throw malformed("the name of a global is not text");
        }
        stack.add(global(module, name));
    }

    private void reduce(boolean isNewObject) throws MalformedFileException {
        List<Object> call = popLast(2);
        if (!(call.get(0) instanceof Global global) || !(call.get(1) instanceof Tuple arguments)) {
            throw malformed("a call of something that is not a global with a tuple of arguments");
        }
        if (global.meaning != AllowedGlobals.Meaning.CLASS) {
            stack.add(objects.call(global, arguments.items, this::malformed));
        } else if (isNewObject && arguments.items.isEmpty()) {
            stack.add(new Instance(global.name));
        } else {
            throw in.malformedAt(unknown.getOrDefault(global.name, instruction), AllowedGlobals.refusal(global.name));
        }
    }

    /**
     * Attributes set on an object: of an OrderedDict, PyTorch's {@code _metadata} (versions of modules), not needed; of an
     * instance, what makes it a module or not.
     */
    private void build() throws MalformedFileException {
        Object state = pop();
        Object target = top();
        if (target instanceof Instance instance && state instanceof Dict attributes) {
            instance.attributes = attributes;
            if (StateDictFinder.isModule(instance)) {
                unknown.remove(instance.className);
            }
        } else if (!(target instanceof Dict) && !(target instanceof Instance) && target != Opaque.OTHER) {
            throw malformed("attributes are set on something that has none");
        }
    }

    private void persistent(Object id) throws MalformedFileException {
        Optional<Global> moduleClass = TorchObjects.moduleClass(id);
        stack.add(moduleClass.isPresent() ? moduleClass.get() : objects.storage(id, this::malformed));
    }

    private MalformedFileException malformed(String problem) {
        return in.malformedAt(instruction, problem);
    }
}

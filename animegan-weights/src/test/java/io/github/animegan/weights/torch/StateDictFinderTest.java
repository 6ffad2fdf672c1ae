package io.github.animegan.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.fitting.TensorGroup;
import io.github.animegan.weights.torch.PickleValue.Dict;
import io.github.animegan.weights.torch.PickleValue.Instance;
import io.github.animegan.weights.torch.PickleValue.Items;
import io.github.animegan.weights.torch.PickleValue.Opaque;
import io.github.animegan.weights.torch.PickleValue.Storage;
import io.github.animegan.weights.torch.PickleValue.StorageView;
import io.github.animegan.weights.torch.PickleValue.TensorView;
import io.github.animegan.weights.torch.PickleValue.Tuple;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where tensors are looked for in what a pickle holds, how they are named, and where looking ends. */
class StateDictFinderTest {
    private static TensorView tensor() {
        return new TensorView(
                new StorageView(new Storage(ElementType.F32, "0", 1), 0, 1), 0, new long[] {1}, new long[] {1});
    }

    private static Dict dict(Object... keysAndValues) {
        Dict dict = new Dict();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            dict.entries.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return dict;
    }

    private static Items list(List<?> values) {
        Items list = new Items();
        list.items.addAll(values);
        return list;
    }

    private static Instance instance(String className, Dict attributes) {
        Instance instance = new Instance(className);
        instance.attributes = attributes;
        return instance;
    }

    private static Instance module(Dict modules) {
        return instance("net.Module", dict("_parameters", dict("w", tensor()), "_modules", modules));
    }

    private static List<String> paths(Object root) {
        return StateDictFinder.find(root).stream().map(TensorGroup::path).toList();
    }

    private static Set<String> onlyKeys(Object root) {
        List<TensorGroup<TensorView>> groups = StateDictFinder.find(root);
        assertThat(groups).hasSize(1);
        return groups.get(0).tensors().keySet();
    }

    @Test
    void dictionaries_areNamedByTheirKeys_outerOnesFirst() {
        Dict inner = dict("w", tensor());
        Dict root = dict("epoch", 3L, "b", tensor(), "nets", dict("G", inner, "D", dict("v", tensor())), 7L, inner);
        List<TensorGroup<TensorView>> groups = StateDictFinder.find(root);
        assertThat(paths(root)).containsExactly("", "nets.G", "nets.D");
        assertThat(groups.get(0).tensors()).containsOnlyKeys("b");
        assertThat(groups.get(1).tensors()).containsOnlyKeys("w");
        assertThat(groups.get(1).tensors().get("w")).isSameAs(inner.entries.get("w"));
        assertThat(groups).allSatisfy(group -> assertThat(group.className()).isEmpty());
    }

    @Test
    void listsAndTuples_areNamedByIndex_andTheirFirstTwelveAreSeen() {
        List<Dict> thirteen = Collections.nCopies(13, dict("w", tensor()));
        List<String> twelve = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(paths(list(thirteen))).isEqualTo(twelve);
        assertThat(paths(new Tuple(List.copyOf(thirteen)))).isEqualTo(twelve);
        assertThat(paths(dict("nets", list(thirteen.subList(0, 2))))).containsExactly("nets.0", "nets.1");
    }

    @Test
    void fourLevelsAreSearched_ofDictionariesAsOfLists() {
        Object found = dict("w", tensor());
        for (String key : List.of("d", "c", "b", "a")) {
            found = dict(key, found);
        }
        assertThat(paths(found)).containsExactly("a.b.c.d");
        assertThat(paths(dict("z", found))).isEmpty();
        Object inLists = dict("w", tensor());
        for (int i = 0; i < 4; i++) {
            inLists = list(List.of(inLists));
        }
        assertThat(paths(inLists)).containsExactly("0.0.0.0");
        assertThat(paths(list(List.of(inLists)))).isEmpty();
    }

    @Test
    void aHundredGroupsAreEnough() {
        Dict many = new Dict();
        for (int i = 0; i < 120; i++) {
            many.entries.put("net" + i, dict("w", tensor()));
        }
        assertThat(paths(many)).hasSize(100).startsWith("net0").endsWith("net99");
    }

    @Test
    void modules_giveTheKeysOfTheirStateDict_andTheirClass() {
        Instance convolution =
                instance("torch.nn.Conv2d", dict("_parameters", dict("weight", tensor(), "bias", Opaque.NONE)));
        Instance norm =
                instance("torch.nn.BatchNorm2d", dict("_parameters", dict(), "_buffers", dict("mean", tensor())));
        Instance root = instance(
                "net.Generator",
                dict(
                        "_modules",
                        dict("0", convolution, "1", norm),
                        "config",
                        instance("net.Config", dict("w", tensor()))));
        List<TensorGroup<TensorView>> groups = StateDictFinder.find(dict("G", root));
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path()).isEqualTo("G");
        assertThat(groups.get(0).className()).isEqualTo("net.Generator");
        assertThat(groups.get(0).tensors().keySet()).containsExactly("0.weight", "1.mean");
    }

    @Test
    void torchScript_hasTensorsAsAttributes() {
        Instance child = instance("__torch__.torch.nn.Conv2d", dict("weight", tensor()));
        assertThat(onlyKeys(instance("__torch__.Net", dict("b", tensor(), "conv", child))))
                .containsExactly("b", "conv.weight");
    }

    @Test
    void whatMakesAModule() {
        assertThat(StateDictFinder.isModule(instance("__torch__.Net", dict()))).isTrue();
        assertThat(StateDictFinder.isModule(instance("Net", dict("_modules", dict()))))
                .isTrue();
        assertThat(StateDictFinder.isModule(instance("Net", dict("_parameters", dict()))))
                .isTrue();
        assertThat(StateDictFinder.isModule(instance("Net", dict("_modules", 1L, "_parameters", 2L))))
                .isFalse();
        assertThat(paths(instance("Net", dict("w", tensor())))).isEmpty();
    }

    @Test
    void modulesInModules_areFollowedThirtyTwoLevels() {
        Instance chain = module(dict());
        for (int i = 0; i < 40; i++) {
            chain = module(dict("m", chain));
        }
        assertThat(onlyKeys(chain)).hasSize(33).contains("w", "m.w", "m.".repeat(32) + "w");
    }

    @Test
    void namesThatGrowForever_areNotFollowed() {
        String name = "n".repeat(499);
        Instance third = module(dict(name, module(dict())));
        Instance root = module(dict(name, module(dict(name, third))));
        // A prefix of 1000 characters is followed, one of 1500 is not.
        assertThat(onlyKeys(root)).containsExactly("w", name + ".w", (name + ".").repeat(2) + "w");
    }

    @Test
    void modulesSharedAgainAndAgain_endSoon() {
        Instance self = module(dict());
        self.attributes.entries.put("_modules", dict("a", self, "b", self));
        Set<String> keys = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> onlyKeys(self));
        assertThat(keys).hasSizeBetween(10, 200_000);
    }

    @Test
    void dictionariesSharedAgainAndAgain_endSoon() {
        Dict shared = dict("end", 1L);
        for (int level = 0; level < 4; level++) {
            Dict outer = new Dict();
            for (int i = 0; i < 300; i++) {
                outer.entries.put("k" + i, shared);
            }
            shared = outer;
        }
        Dict root = shared;
        root.entries.put("last", dict("w", tensor()));
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> paths(root)))
                .isEmpty();
    }

    @Test
    void whatIsNoTensor_isDescribed() {
        assertThat(StateDictFinder.describe(instance("net.Config", dict())))
                .isEqualTo("an object of the class \"net.Config\"");
        assertThat(StateDictFinder.describe(Opaque.NONE)).isEqualTo("a value of no interest");
        assertThat(StateDictFinder.describe(3L)).isEqualTo("a single Long");
        assertThat(StateDictFinder.describe(dict())).isEqualTo("an empty dictionary");
        assertThat(StateDictFinder.describe(dict("epoch", 3L, 4L, 5L))).isEqualTo("a dictionary with \"epoch\", \"4\"");
    }
}

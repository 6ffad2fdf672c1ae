package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.AnimeGan;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * A bean for each style, of the style's name: {@code @Qualifier("mori") AnimeGan}, or all in a {@code Map<String, AnimeGan>}. The
 * default style's is the primary one. A bean of the application's own that has the name of a style takes its place.
 */
final class StyleBeans implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    StyleBeans(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        AnimeGanProperties properties = Binder.get(environment).bindOrCreate("animegan", AnimeGanProperties.class);
        for (String style : properties.allStyles()) {
            if (!registry.containsBeanDefinition(style)) {
                RootBeanDefinition bean = new RootBeanDefinition(AnimeGan.class);
                bean.setFactoryBeanName(AnimeGanAutoConfiguration.FACTORY);
                bean.setFactoryMethodName("create");
                bean.getConstructorArgumentValues().addGenericArgumentValue(style);
                bean.setPrimary(style.equals(properties.style()));
                bean.setDestroyMethodName("close");
                registry.registerBeanDefinition(style, bean);
            }
        }
    }
}

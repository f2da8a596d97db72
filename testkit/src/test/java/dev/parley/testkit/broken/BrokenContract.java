package dev.parley.testkit.broken;

import dev.parley.api.Transport;
import dev.parley.testkit.TransportContract;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract of a transport that breaks it. Its tests are run by {@link RuleRun} only, since they fail. */
@ExtendWith(BrokenContract.FromConfiguration.class)
final class BrokenContract implements TransportContract {
    /** The configuration parameter that names the {@link BrokenTransport}. */
    static final String TRANSPORT = "parley.testkit.broken";

    private final BrokenTransport broken;

    BrokenContract(BrokenTransport broken) {
        this.broken = broken;
    }

    @Override
    public Transport transport() {
        return broken.transport();
    }

    static final class FromConfiguration implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BrokenTransport.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return BrokenTransport.valueOf(
                    context.getConfigurationParameter(TRANSPORT).orElseThrow());
        }
    }
}

package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and networks as people write them. */
class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/25, 192.0.2.128, false",
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "::1, ::2, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::/0, 2001:db9::1, true"
    })
    void contains(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(new InetSocketAddress(InetAddresses.forString(address), 1))).isEqualTo(contained);
        assertThat(AddressRange.parse(range)).hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2", "192.0.2.7/", "192.0.2.7/a", "192.0.2.7/33", "192.0.2.7/24", "::1/129", "fe80::1%lo", "1/2/3"})
    void whatIsNone(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSaidOfIt() {
        assertThatThrownBy(() -> AddressRange.parse("192.0.2.7/24"))
                .hasMessage("192.0.2.7 is not the first address of a network of 24 bits");
        assertThat(AddressRange.parse("192.0.2.7").contains(InetSocketAddress.createUnresolved("192.0.2.7", 1))).isFalse();
    }
}

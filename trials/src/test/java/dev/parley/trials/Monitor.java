package dev.parley.trials;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks another JVM of this machine for its {@link Vitals}, over JMX. Thread: one at a time. */
final class Monitor implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Monitor(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    // It asks only a process that a trial has started, on this machine.
    @SuppressWarnings("BanJNDI")
    static Monitor of(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
        try {
            return new Monitor(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** After garbage collections. */
    Vitals vitals() throws IOException {
        MemoryMXBean memory = bean(MemoryMXBean.class);
        memory.gc();
        // What has to be cleaned up when it is found to be garbage is garbage itself only then.
        memory.gc();
        return new Vitals(
                threads(),
                bean(UnixOperatingSystemMXBean.class).getOpenFileDescriptorCount(),
                directBytes(),
                memory.getHeapMemoryUsage().getUsed());
    }

    private long threads() throws IOException {
        ThreadMXBean threads = bean(ThreadMXBean.class);
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !name.startsWith("RMI ") && !name.startsWith("JMX "))
                .count();
    }

    private long directBytes() throws IOException {
        return ManagementFactory.getPlatformMXBeans(beans, BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private <T extends PlatformManagedObject> T bean(Class<T> type) throws IOException {
        return ManagementFactory.getPlatformMXBean(beans, type);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}

package dev.parley.benchmarks.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.PlatformManagedObject;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks another JVM on this machine about its heap. It is attached to, so it needs no flags of its own. */
final class JvmMeter implements Closeable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private JvmMeter(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        threads = bean(server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        memory = bean(server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    private static <T extends PlatformManagedObject> T bean(MBeanServerConnection server, String name, Class<T> type)
            throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(server, name, type);
    }

    // The address comes from the process itself, which we have started.
    @SuppressWarnings("BanJNDI")
    static JvmMeter attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JvmMeter(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot ask the JVM of process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** By all its threads since it started, those that have ended included. */
    long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** After a full collection. */
    long liveHeapBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}

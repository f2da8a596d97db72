package dev.parley.benchmarks.yardstick;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetSocketAddress;

/**
 * A chat on Netty, done as well as Netty allows. {@code --io nio} or {@code epoll}, {@code --batch no} or {@code yes}, and
 * {@code --rooms one} or {@code many}.
 *
 * <ul>
 *   <li>One event loop, since the server is measured on one core: nothing is handed from thread to thread.
 *   <li>A line is encoded once, into a pooled direct buffer; each member is written a retained duplicate of that.
 *   <li>Writes have no promise of their own, and are flushed once for everything that one read has brought. A channel then
 *       gathers what is waiting into one {@code writev}.
 *   <li>With {@code --batch yes} it goes further than one usually would: all lines of one read are one buffer, and everybody
 *       is flushed once for all that a turn of the event loop has read. With many rooms, only those that were spoken in are visited.
 *   <li>Who does not read is closed at the high-water mark, so the others never wait for him.
 * </ul>
 *
 * It is still a queue for each member: for each line, or batch of lines, an entry, a duplicate and two changes of a
 * reference count.
 */
public final class NettyServer {
    private NettyServer() {}

    public static void main(String[] args) throws InterruptedException {
        String io = Yard.value(args, "--io", "nio");
        boolean batch = Yard.value(args, "--batch", "no").equals("yes");
        NettyRooms rooms = new NettyRooms(batch, Yard.rooms(args));
        Channel door = bootstrap(io.equals("epoll"))
                .option(ChannelOption.SO_BACKLOG, Yard.BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Yard.MAX_WAITING_BYTES / 2, Yard.MAX_WAITING_BYTES))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new LineBasedFrameDecoder(Yard.MAX_LINE_BYTES), new NettyGuest(rooms));
                    }
                })
                .bind(Yard.port(args))
                .sync()
                .channel();
        Yard.listening("Netty", ((InetSocketAddress) door.localAddress()).getPort(), "netty-" + io + (batch ? "-batch" : ""));
        door.closeFuture().sync();
    }

    private static ServerBootstrap bootstrap(boolean epoll) {
        var handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> channels = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(1, handlers)).channel(channels);
    }
}

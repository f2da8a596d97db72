package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.Delimiters;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A chat on Netty in the way of Netty's own examples: strings in and out, everybody of a room in a channel group, and for each member a
 * write of its own that is flushed at once. It is what one gets by starting from there: the allocator is left as it comes, and so is
 * what may wait for a slow member. Only the event loops are not: with more than one, members would hear lines of
 * several others in different orders, which is another job. For what Netty can do, see {@link NettyServer}.
 */
public final class NettyExample {
    private NettyExample() {}

    public static void main(String[] args) throws InterruptedException {
        UnaryOperator<String> nameOfRoom = Yard.rooms(args);
        Map<String, ChannelGroup> rooms = new HashMap<>();
        Function<String, ChannelGroup> roomOf = guest -> rooms.computeIfAbsent(
                nameOfRoom.apply(guest), _ -> new DefaultChannelGroup(GlobalEventExecutor.INSTANCE));
        Channel door = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new DelimiterBasedFrameDecoder(Yard.MAX_LINE_BYTES, Delimiters.lineDelimiter()))
                                .addLast(new StringDecoder(), new StringEncoder(), new Guest(roomOf));
                    }
                })
                .bind(Yard.port(args))
                .sync()
                .channel();
        Yard.listening("Netty", ((InetSocketAddress) door.localAddress()).getPort(), "netty-example");
        door.closeFuture().sync();
    }

    /** Thread: that of its channel's event loop. The futures are ignored as they are in the examples. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class Guest extends SimpleChannelInboundHandler<String> {
        private final Function<String, ChannelGroup> roomOf;

        /** Until he has a name, he is in none. */
        private @Nullable ChannelGroup members;

        private String name = "";

        Guest(Function<String, ChannelGroup> roomOf) {
            this.roomOf = roomOf;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(new String(Yard.PROMPT, US_ASCII));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            if (members == null) {
                name = line.strip();
                members = roomOf.apply(name);
                members.add(context.channel());
                context.writeAndFlush(new String(Yard.WELCOME, US_ASCII));
                return;
            }
            for (Channel member : members) {
                if (!member.equals(context.channel())) {
                    member.writeAndFlush('<' + name + "> " + line + '\n');
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}

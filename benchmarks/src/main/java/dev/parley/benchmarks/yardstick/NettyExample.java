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
import org.jspecify.annotations.Nullable;

/**
 * A chat on Netty in the way of Netty's own examples: strings in and out, everybody in a channel group, and for each member a
 * write of its own that is flushed at once. It is what one gets by starting from there: the allocator is left as it comes, and so is
 * what may wait for a slow member. Only the event loops are not: with more than one, members would hear lines of
 * several others in different orders, which is another job. For what Netty can do, see {@link NettyServer}.
 */
public final class NettyExample {
    private NettyExample() {}

    public static void main(String[] args) throws InterruptedException {
        ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Channel door = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new DelimiterBasedFrameDecoder(Yard.MAX_LINE_BYTES, Delimiters.lineDelimiter()))
                                .addLast(new StringDecoder(), new StringEncoder(), new Guest(members));
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
        private final ChannelGroup members;
        private @Nullable String name;

        Guest(ChannelGroup members) {
            this.members = members;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(new String(Yard.PROMPT, US_ASCII));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            if (name == null) {
                name = line.strip();
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

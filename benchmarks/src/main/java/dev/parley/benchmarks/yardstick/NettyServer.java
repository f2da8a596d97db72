package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat on Netty, done as well as Netty allows. {@code --io nio} or {@code epoll}, {@code --batch no} or {@code yes}.
 *
 * <ul>
 *   <li>One event loop, since the server is measured on one core: nothing is handed from thread to thread.
 *   <li>A line is encoded once, into a pooled direct buffer; each member is written a retained duplicate of that.
 *   <li>Writes have no promise of their own, and are flushed once for everything that one read has brought. A channel then
 *       gathers what is waiting into one {@code writev}.
 *   <li>With {@code --batch yes} it goes further than one usually would: all lines of one read are one buffer, and everybody
 *       is flushed once for all that a turn of the event loop has read.
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
        Room room = new Room(batch);
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
                        channel.pipeline().addLast(new LineBasedFrameDecoder(Yard.MAX_LINE_BYTES), new Guest(room));
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

    /** The members. Thread: the event loop. */
    private static final class Room {
        private final boolean batches;
        private final List<Guest> members = new ArrayList<>();
        private boolean flushDue;

        Room(boolean batches) {
            this.batches = batches;
        }

        void join(Guest guest) {
            guest.seat = members.size();
            members.add(guest);
        }

        void leave(Guest guest) {
            Guest last = members.removeLast();
            if (last != guest) {
                members.set(guest.seat, last);
                last.seat = guest.seat;
            }
        }

        void say(Guest author, ByteBuf frame) {
            for (int i = 0; i < members.size(); i++) {
                Guest member = members.get(i);
                if (member != author) {
                    member.queue(frame);
                }
            }
        }

        /** At once, or behind everything that this turn of the event loop reads. */
        void flush(EventExecutor loop) {
            if (!batches) {
                flush();
            } else if (!flushDue) {
                flushDue = true;
                loop.execute(this::flush);
            }
        }

        /** From the last to the first: who is closed meanwhile leaves his seat to one who was flushed already. */
        private void flush() {
            flushDue = false;
            for (int i = members.size() - 1; i >= 0; i--) {
                members.get(Math.min(i, members.size() - 1)).context.flush();
            }
        }
    }

    /** Thread: the event loop. What goes wrong with a write is told to {@link #exceptionCaught}, not to a future. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class Guest extends ChannelInboundHandlerAdapter {
        private final Room room;
        private byte @Nullable [] prefix;
        private @Nullable ByteBuf frame;
        private boolean hasSpoken;
        private int seat;

        @SuppressWarnings("NullAway.Init") // Before any other call.
        private ChannelHandlerContext context;

        Guest(Room room) {
            this.room = room;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            this.context = context;
            context.writeAndFlush(Unpooled.wrappedBuffer(Yard.PROMPT), context.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf line = (ByteBuf) message;
            try {
                if (prefix != null) {
                    say(prefix, line);
                } else if (context.channel().isActive()) {
                    introduce(line.toString(UTF_8));
                }
            } finally {
                line.release();
            }
        }

        private void introduce(String name) {
            prefix = Yard.prefix(name);
            room.join(this);
            context.writeAndFlush(Unpooled.wrappedBuffer(Yard.WELCOME), context.voidPromise());
        }

        private void say(byte[] prefix, ByteBuf line) {
            if (frame == null) {
                frame = context.alloc().directBuffer(prefix.length + line.readableBytes() + 1);
            }
            frame.writeBytes(prefix).writeBytes(line).writeByte('\n');
            hasSpoken = true;
            if (!room.batches) {
                handOver();
            }
        }

        private void handOver() {
            if (frame != null) {
                room.say(this, frame);
                frame.release();
                frame = null;
            }
        }

        void queue(ByteBuf frame) {
            Channel channel = context.channel();
            if (channel.isWritable()) {
                context.write(frame.retainedDuplicate(), context.voidPromise());
            } else {
                // Later: the room is being walked through.
                channel.eventLoop().execute(channel::close);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            handOver();
            if (hasSpoken) {
                hasSpoken = false;
                room.flush(context.executor());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (prefix != null) {
                room.leave(this);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Reset by its peer, or a line without end.
            context.close();
        }
    }
}

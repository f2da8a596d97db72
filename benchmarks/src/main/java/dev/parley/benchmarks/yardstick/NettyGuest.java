package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.benchmarks.yardstick.NettyRooms.Room;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A guest of {@link NettyServer}. Thread: the event loop. What goes wrong with a write is told to {@link #exceptionCaught}, not to a
 * future.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyGuest extends ChannelInboundHandlerAdapter {
    private final NettyRooms rooms;

    /** Until he has a name, he is in none. */
    private @Nullable Room room;

    private byte[] prefix = {};
    private @Nullable ByteBuf frame;
    private boolean hasSpoken;

    /** Whether something was written to him that was not flushed. */
    private boolean flushDue;

    /** His place in the room, which sets it. */
    int seat;

    @SuppressWarnings("NullAway.Init") // Before any other call.
    private ChannelHandlerContext context;

    NettyGuest(NettyRooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        context.writeAndFlush(Unpooled.wrappedBuffer(Yard.PROMPT), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf line = (ByteBuf) message;
        Room room = this.room;
        try {
            if (room != null) {
                say(room, line);
            } else if (context.channel().isActive()) {
                introduce(line.toString(UTF_8));
            }
        } finally {
            line.release();
        }
    }

    private void introduce(String name) {
        prefix = Yard.prefix(name);
        room = rooms.roomOf(name.strip());
        room.join(this);
        context.writeAndFlush(Unpooled.wrappedBuffer(Yard.WELCOME), context.voidPromise());
    }

    private void say(Room room, ByteBuf line) {
        if (frame == null) {
            frame = context.alloc().directBuffer(prefix.length + line.readableBytes() + 1);
        }
        frame.writeBytes(prefix).writeBytes(line).writeByte('\n');
        hasSpoken = true;
        if (!rooms.batches()) {
            handOver(room);
        }
    }

    private void handOver(Room room) {
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
            flushDue = true;
        } else {
            // Later: the room is being walked through.
            channel.eventLoop().execute(channel::close);
        }
    }

    /** In a small room one of three has just spoken, and nothing waits for him. */
    void flush() {
        if (flushDue) {
            flushDue = false;
            context.flush();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Room room = this.room;
        if (hasSpoken && room != null) {
            hasSpoken = false;
            handOver(room);
            rooms.flush(room, context.executor());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (room != null) {
            room.leave(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Reset by its peer, or a line without end.
        context.close();
    }
}

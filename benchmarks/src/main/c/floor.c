/*
 * The floor: what relaying lines costs when nothing else is done. One thread, epoll, and one shared log for each room: each
 * line is appended once, already encoded, and every guest is written to straight from it. A guest's own lines are left out
 * by writing around them. It speaks Parley's protocol as far as a load generator does (prompt, name, welcome, lines) and
 * knows no commands, notices, refusals or cleaning. Usage: floor [--port N] [--rooms one|many]
 * With many rooms, r0017-00002 is a guest of room r0017.
 *
 *   log      ...|a: hi|b: hello|c: hey|a: bye|      a ring of memory that is mapped twice, side by side,
 *   guest b     ^cursor [skip  ]              ^end  so that any stretch of it can be written in one piece
 *
 * When everybody in a room has everything, its log goes on at the beginning of the ring, which the cache still has.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    LOG_BYTES = 4 << 20, /* A guest who is further behind is closed. */
    MAX_LINE_BYTES = 4096, MAX_NAME_BYTES = 128, MAX_STRETCHES = 64, MAX_EVENTS = 512,
    BUCKETS = 8192
};

struct skip { uint64_t from, to; };

struct room {
    struct room *next; /* In the same bucket. */
    char name[MAX_NAME_BYTES + 1];
    char *ring;
    uint64_t start, end, end_at_visit; /* The line at start is at the beginning of the ring. */
    int due; /* Something was said that was not written yet. */
    struct guest **guests;
    size_t guest_count;
};

struct guest {
    int fd;
    struct room *room; /* NULL until he has a name. */
    size_t seat; /* His place among the room's guests. */
    struct guest *next_closed;
    int closed, blocked;
    char prefix[MAX_NAME_BYTES + 4]; /* "<name> "; empty until he has a name. */
    size_t prefix_bytes;
    char *begun; /* The beginning of a line whose end has not come yet; NULL without one. */
    size_t begun_bytes;
    uint64_t cursor;
    struct skip *skips; /* His own lines in the log. Those from first_skip to skip_count are ahead of the cursor. */
    size_t first_skip, skip_count, skip_room;
};

static struct room *rooms[BUCKETS];
static struct room *due_rooms[MAX_EVENTS]; /* Each event speaks in one at most. */
static size_t due_count;
static struct guest *closed_guests;
static int epoll, many_rooms;
static char input[64 << 10];

static void *must(void *memory) {
    if (memory == NULL || memory == MAP_FAILED) abort();
    return memory;
}

static char *map_ring(void) {
    int file = memfd_create("log", 0);
    if (ftruncate(file, LOG_BYTES) < 0) abort();
    char *ring = must(mmap(NULL, 2 * LOG_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    must(mmap(ring, LOG_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0));
    must(mmap(ring + LOG_BYTES, LOG_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0));
    close(file);
    return ring;
}

static char *at(const struct room *room, uint64_t position) {
    return room->ring + (position - room->start) % LOG_BYTES;
}

static struct room *room_of(const char *guest, size_t bytes) {
    const char *dash = memchr(guest, '-', bytes);
    size_t name_bytes = !many_rooms ? 0 : dash == NULL ? bytes : (size_t) (dash - guest);
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < name_bytes; i++) hash = (hash ^ (unsigned char) guest[i]) * 16777619;
    struct room **bucket = &rooms[hash % BUCKETS], *room = *bucket;
    while (room != NULL && (strlen(room->name) != name_bytes || memcmp(room->name, guest, name_bytes) != 0)) room = room->next;
    if (room != NULL) return room;
    room = must(calloc(1, sizeof *room));
    memcpy(room->name, guest, name_bytes);
    room->ring = map_ring();
    room->next = *bucket;
    return *bucket = room;
}

/* He is gone at the end of this turn: until then events may name him. */
static void drop(struct guest *guest) {
    if (guest->closed) return;
    guest->closed = 1;
    guest->next_closed = closed_guests;
    closed_guests = guest;
}

static void watch(struct guest *guest, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = guest};
    if (epoll_ctl(epoll, operation, guest->fd, &event) < 0) drop(guest);
}

/* What was appended from there on is the author's own. */
static void leave_out(struct guest *author, uint64_t from) {
    if (author->first_skip == author->skip_count) author->first_skip = author->skip_count = 0;
    if (author->skip_count > 0 && author->skips[author->skip_count - 1].to == from) {
        author->skips[author->skip_count - 1].to = author->room->end;
        return;
    }
    if (author->skip_count == author->skip_room) {
        author->skip_room = 2 * author->skip_room + 8;
        author->skips = must(realloc(author->skips, author->skip_room * sizeof(struct skip)));
    }
    author->skips[author->skip_count++] = (struct skip){from, author->room->end};
}

static void append(struct guest *author, const char *line, size_t bytes) {
    struct room *room = author->room;
    char *to = at(room, room->end);
    uint64_t from = room->end;
    memcpy(to, author->prefix, author->prefix_bytes);
    memcpy(to + author->prefix_bytes, line, bytes);
    to[author->prefix_bytes + bytes] = '\n';
    room->end += author->prefix_bytes + bytes + 1;
    leave_out(author, from);
    if (!room->due) due_rooms[due_count++] = room;
    room->due = 1;
}

/* Plans what lies between the cursor and the end, around the guest's own lines. */
static int plan(struct guest *guest, struct iovec *stretches) {
    int count = 0;
    uint64_t from = guest->cursor, end = guest->room->end;
    for (size_t i = guest->first_skip; from < end && count < MAX_STRETCHES; i++) {
        uint64_t to = i < guest->skip_count ? guest->skips[i].from : end;
        if (to > from) stretches[count++] = (struct iovec){at(guest->room, from), to - from};
        from = i < guest->skip_count ? guest->skips[i].to : end;
    }
    return count;
}

/* Moves the cursor behind what was written, and over the guest's own lines where it comes to them. */
static void advance(struct guest *guest, uint64_t written) {
    for (; guest->first_skip < guest->skip_count; guest->first_skip++) {
        struct skip next = guest->skips[guest->first_skip];
        if (guest->cursor + written < next.from) break;
        written -= next.from - guest->cursor;
        guest->cursor = next.to;
    }
    guest->cursor += written;
}

/* Write first; ask for write-readiness only after a short write. */
static void drain(struct guest *guest) {
    struct iovec stretches[MAX_STRETCHES];
    int blocked = 0;
    uint64_t end = guest->room->end;
    if (end - guest->cursor > LOG_BYTES) drop(guest);
    while (guest->cursor < end && !guest->closed && !blocked) {
        int count = plan(guest, stretches);
        ssize_t bytes = 0, written = 0;
        for (int i = 0; i < count; i++) bytes += (ssize_t) stretches[i].iov_len;
        if (count > 0) written = writev(guest->fd, stretches, count);
        if (written < 0 && errno != EAGAIN) drop(guest);
        else advance(guest, written < 0 ? 0 : (uint64_t) written);
        blocked = written < bytes;
    }
    if (blocked != guest->blocked) watch(guest, EPOLL_CTL_MOD, blocked ? EPOLLIN | EPOLLOUT : EPOLLIN);
    guest->blocked = blocked;
}

/* Something short, to somebody who has not been sent anything long yet: it fits, or he is hardly there. */
static void say(struct guest *guest, const char *text) {
    if (write(guest->fd, text, strlen(text)) != (ssize_t) strlen(text)) drop(guest);
}

static void arrive(int fd) {
    int on = 1;
    struct guest *guest = must(calloc(1, sizeof *guest));
    guest->fd = fd;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(guest, EPOLL_CTL_ADD, EPOLLIN);
    say(guest, "Please enter your username: ");
}

static void join(struct guest *guest, struct room *room) {
    guest->room = room;
    guest->cursor = room->end;
    guest->seat = room->guest_count;
    room->guests = must(realloc(room->guests, (room->guest_count + 1) * sizeof *room->guests));
    room->guests[room->guest_count++] = guest;
}

static void hear(struct guest *guest, const char *line, size_t bytes) {
    if (bytes > 0 && line[bytes - 1] == '\r') bytes--;
    if (bytes == 0 || bytes > MAX_LINE_BYTES) return;
    if (guest->room != NULL) return append(guest, line, bytes);
    if (bytes > MAX_NAME_BYTES) bytes = MAX_NAME_BYTES;
    guest->prefix_bytes = (size_t) sprintf(guest->prefix, "<%.*s> ", (int) bytes, line);
    join(guest, room_of(line, bytes));
    say(guest, "You are connected to chatroom.\n");
}

/* Adds to the line that has begun. One over the limit ends its session. */
static void keep(struct guest *guest, const char *piece, size_t bytes) {
    if (guest->begun_bytes + bytes > MAX_LINE_BYTES + 1) drop(guest);
    if (guest->closed) return;
    if (guest->begun == NULL) guest->begun = must(malloc(MAX_LINE_BYTES + 1));
    memcpy(guest->begun + guest->begun_bytes, piece, bytes);
    guest->begun_bytes += bytes;
}

static void complete(struct guest *guest, const char *rest, size_t bytes) {
    if (guest->begun == NULL) return hear(guest, rest, bytes);
    keep(guest, rest, bytes);
    if (!guest->closed) hear(guest, guest->begun, guest->begun_bytes);
    free(guest->begun);
    guest->begun = NULL;
    guest->begun_bytes = 0;
}

static void listen_to(struct guest *guest) {
    ssize_t bytes = read(guest->fd, input, sizeof input);
    if (bytes == 0 || (bytes < 0 && errno != EAGAIN)) drop(guest);
    const char *from = input, *limit = input + (bytes > 0 ? bytes : 0), *feed;
    while (!guest->closed && (feed = memchr(from, '\n', (size_t) (limit - from))) != NULL) {
        complete(guest, from, (size_t) (feed - from));
        from = feed + 1;
    }
    if (from < limit && !guest->closed) keep(guest, from, (size_t) (limit - from));
}

/* Writes to everybody who is in the room, and closes who has fallen behind. */
static void visit(struct room *room) {
    int behind = 0;
    for (size_t i = 0; i < room->guest_count; i++) {
        struct guest *guest = room->guests[i];
        int due = !guest->blocked || room->end - guest->cursor > LOG_BYTES;
        if (due && !guest->closed) drain(guest);
        behind |= !guest->closed && guest->cursor < room->end;
    }
    room->end_at_visit = room->end;
    if (!behind) room->start = room->end;
}

static void visit_due(void) {
    for (size_t i = 0; i < due_count; i++) {
        due_rooms[i]->due = 0;
        visit(due_rooms[i]);
    }
    due_count = 0;
}

static void leave(struct guest *guest, struct room *room) {
    struct guest *last = room->guests[--room->guest_count];
    room->guests[guest->seat] = last;
    last->seat = guest->seat;
}

static void sweep(void) {
    while (closed_guests != NULL) {
        struct guest *guest = closed_guests;
        closed_guests = guest->next_closed;
        if (guest->room != NULL) leave(guest, guest->room);
        close(guest->fd);
        free(guest->begun);
        free(guest->skips);
        free(guest);
    }
}

static void serve(struct guest *guest, uint32_t ready) {
    if (guest->closed) return;
    if (ready & EPOLLOUT) drain(guest);
    if (ready & (EPOLLIN | EPOLLHUP | EPOLLERR)) listen_to(guest);
    /* Few turns bring that much, but no guest may fall behind in one. */
    struct room *room = guest->room;
    if (room != NULL && room->end - room->end_at_visit > LOG_BYTES / 4) visit(room);
}

static int bind_to(int port) {
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    socklen_t bytes = sizeof address;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *) &address, bytes) < 0 || listen(fd, 1024) < 0) err(1, "Cannot listen");
    getsockname(fd, (struct sockaddr *) &address, &bytes);
    printf("Floor is listening on 0.0.0.0:%d (floor)\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

static const char *argument(int argc, char **argv, const char *option, const char *otherwise) {
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], option) == 0) return argv[i + 1];
    }
    return otherwise;
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    many_rooms = strcmp(argument(argc, argv, "--rooms", "one"), "many") == 0;
    epoll = epoll_create1(0);
    int fd, door = bind_to(atoi(argument(argc, argv, "--port", "12000")));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[MAX_EVENTS];
    epoll_ctl(epoll, EPOLL_CTL_ADD, door, &event);
    for (;;) {
        int count = epoll_wait(epoll, events, MAX_EVENTS, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr != NULL) serve(events[i].data.ptr, events[i].events);
            else while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) arrive(fd);
        }
        visit_due();
        sweep();
    }
}

/*
 * WebSocket clients against an echo.
 *
 * load ADDRESS PORT PATH SOCKETS SECONDS INTERVAL_MS [MESSAGE_BYTES]
 *
 * INTERVAL_MS above 0: each socket sends a message so often, the sockets spread evenly over the interval; 0: each sends again as soon as
 * its echo is back; below 0: they are only held open. Prints "open N" when all are open (or failed to), and after SECONDS, or SIGINT or
 * SIGTERM, one JSON line with latencies in microseconds. A socket that ends before that is "dropped", and is not opened again.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "../open-loop/histogram.h"
#include "websocket.h"

enum { BUFFER = 8 * 1024, EVENTS = 256, OPENING_AT_ONCE = 64 };

static const uint64_t SECOND = 1000000000ull;
static const uint64_t MOST_OPENING = 20000000000ull;

enum phase { NEW, CONNECTING, UPGRADING, OPEN, GONE };

struct client {
    int fd;
    enum phase phase;
    bool owed;
    uint64_t sent_at;
    size_t length;
    uint8_t pending[512];
};

static struct sockaddr_in server;
static struct client *clients;
static int count, begun, opening, opened, poller;
static int interval_ms;
static size_t message_bytes = 64;
static const char *path;
static struct { uint64_t sent, echoed, failed_to_open, dropped, wrong; } counts;
static struct histogram latency;
static volatile sig_atomic_t stopped;

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

static void stop(int signal) { (void)signal; stopped = 1; }

static void lose(struct client *c)
{
    if (c->phase == OPEN) {
        counts.dropped++;
    } else {
        counts.failed_to_open++;
        opening--;
    }
    close(c->fd);
    c->phase = GONE;
}

static void begin(int index)
{
    struct client *c = &clients[index];
    int one = 1;
    opening++;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0) {
        perror("load: socket");
        exit(1);
    }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    c->phase = CONNECTING;
    if (connect(c->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) {
        lose(c);
        return;
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP, .data.u32 = (uint32_t)index};
    epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event);
}

static void ask_upgrade(struct client *c)
{
    char head[512];
    int size = snprintf(head, sizeof head,
        "GET %s HTTP/1.1\r\nHost: bench.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", path);
    c->phase = UPGRADING;
    if (send(c->fd, head, (size_t)size, MSG_NOSIGNAL) != size) {
        lose(c);
    }
}

static void send_message(struct client *c)
{
    static const uint8_t mask[4] = {1, 2, 3, 4};
    uint8_t frame[BUFFER];
    size_t head = frame_write(frame, TEXT, message_bytes, mask);
    for (size_t i = 0; i < message_bytes; i++) {
        frame[head + i] = (uint8_t)('a' + i % 26) ^ mask[i & 3];
    }
    c->owed = true;
    c->sent_at = now();
    counts.sent++;
    if (send(c->fd, frame, head + message_bytes, MSG_NOSIGNAL) != (ssize_t)(head + message_bytes)) {
        lose(c);
    }
}

/* The bytes used; 0: more are needed; -1: the server ends it, or it is not what was sent. */
static long take_frame(struct client *c, const uint8_t *bytes, size_t length)
{
    struct frame frame;
    if (!frame_read(bytes, length, &frame) || length < frame.head + frame.length) {
        return 0;
    }
    if (frame.opcode == CLOSE) {
        return -1;
    }
    if (frame.opcode != TEXT || frame.length != message_bytes || bytes[frame.head] != 'a') {
        counts.wrong++;
        return -1;
    }
    c->owed = false;
    counts.echoed++;
    histogram_add(&latency, now() - c->sent_at);
    return (long)(frame.head + frame.length);
}

static long take_head(struct client *c, uint8_t *bytes, size_t length)
{
    uint8_t *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL) {
        return 0;
    }
    if (length < 12 || memcmp(bytes, "HTTP/1.1 101", 12) != 0 || memmem(bytes, length, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", 28) == NULL) {
        return -1;
    }
    c->phase = OPEN;
    opening--;
    opened++;
    return end + 4 - bytes;
}

static void read_from(struct client *c)
{
    static uint8_t buffer[BUFFER];
    while (c->phase == UPGRADING || c->phase == OPEN) {
        memcpy(buffer, c->pending, c->length);
        ssize_t got = recv(c->fd, buffer + c->length, sizeof buffer - c->length, 0);
        if (got < 0 && errno == EAGAIN) {
            return;
        }
        if (got <= 0) {
            lose(c);
            return;
        }
        size_t length = c->length + (size_t)got, used = 0;
        for (long step = 1; step > 0 && used < length; used += (size_t)step) {
            step = c->phase == OPEN ? take_frame(c, buffer + used, length - used) : take_head(c, buffer + used, length - used);
            if (step < 0) {
                lose(c);
                return;
            }
        }
        c->length = length - used;
        if (c->length > sizeof c->pending) {
            lose(c);
            return;
        }
        memcpy(c->pending, buffer + used, c->length);
        if (c->phase == OPEN && interval_ms == 0 && !c->owed && begun > count) {
            send_message(c);
        }
    }
}

static void turn(uint64_t until)
{
    struct epoll_event events[EVENTS];
    uint64_t time = now();
    uint64_t rest = until > time ? until - time : 0;
    struct timespec timeout = {.tv_sec = (time_t)(rest / SECOND), .tv_nsec = (long)(rest % SECOND)};
    int ready = epoll_pwait2(poller, events, EVENTS, &timeout, NULL);
    for (int i = 0; i < ready; i++) {
        struct client *c = &clients[events[i].data.u32];
        if (c->phase == CONNECTING && (events[i].events & EPOLLOUT)) {
            ask_upgrade(c);
        }
        if (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) {
            if (c->phase == CONNECTING) {
                lose(c);
            } else {
                read_from(c);
            }
        }
    }
}

static void open_all(void)
{
    uint64_t until = now() + MOST_OPENING;
    while (!stopped && now() < until && (begun < count || opening > 0)) {
        while (begun < count && opening < OPENING_AT_ONCE) {
            begin(begun++);
        }
        turn(now() + SECOND / 100);
    }
    for (int i = 0; i < begun; i++) {
        if (clients[i].phase == CONNECTING || clients[i].phase == UPGRADING) {
            lose(&clients[i]);
        }
    }
    printf("open %d\n", opened);
    fflush(stdout);
    begun = count + 1;  /* from here on, echoes are answered with the next message */
}

/* One socket after the other, each INTERVAL_MS after its last message. A socket that still owes an echo sends none on top. */
static void exchange(uint64_t until)
{
    uint64_t step = interval_ms > 0 ? (uint64_t)interval_ms * 1000000ull / (uint64_t)count : SECOND, next = now();
    for (int i = 0; interval_ms == 0 && i < count; i++) {
        if (clients[i].phase == OPEN) {
            send_message(&clients[i]);
        }
    }
    for (int index = 0; !stopped && now() < until;) {
        for (; interval_ms > 0 && next <= now(); next += step, index = (index + 1) % count) {
            if (clients[index].phase == OPEN && !clients[index].owed) {
                send_message(&clients[index]);
            }
        }
        uint64_t wake = interval_ms > 0 ? next : now() + SECOND / 10;
        turn(wake < until ? wake : until);
    }
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr, "load ADDRESS PORT PATH SOCKETS SECONDS INTERVAL_MS [MESSAGE_BYTES]\n");
        return 2;
    }
    server.sin_family = AF_INET;
    server.sin_port = htons((uint16_t)atoi(argv[2]));
    path = argv[3];
    count = atoi(argv[4]);
    double seconds = atof(argv[5]);
    interval_ms = atoi(argv[6]);
    message_bytes = argc > 7 ? (size_t)atoi(argv[7]) : message_bytes;
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1 || count < 1 || message_bytes < 1 || message_bytes > 400) {
        fprintf(stderr, "load: an IPv4 address, at least one socket and 1 to 400 bytes are needed\n");
        return 2;
    }
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    poller = epoll_create1(EPOLL_CLOEXEC);
    clients = calloc((size_t)count, sizeof *clients);
    open_all();
    uint64_t start = now();
    exchange(start + (uint64_t)(seconds * 1e9));
    printf("{\"opened\": %d, \"failed_to_open\": %llu, \"dropped\": %llu, \"wrong\": %llu, \"sent\": %llu, \"echoed\": %llu, \"seconds\": %.3f, ",
           opened, (unsigned long long)counts.failed_to_open, (unsigned long long)counts.dropped, (unsigned long long)counts.wrong,
           (unsigned long long)counts.sent, (unsigned long long)counts.echoed, (double)(now() - start) / 1e9);
    histogram_print(&latency, "latency");
    printf("}\n");
    return 0;
}

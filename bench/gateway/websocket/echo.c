/*
 * A WebSocket backend that sends every message back. One thread, epoll.
 *
 * echo PORT
 *
 * Prints "listening PORT" (0 asks the kernel for one), then serves until SIGTERM.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "websocket.h"

enum { BUFFER = 16 * 1024, EVENTS = 256, MOST_DESCRIPTORS = 65536 };

/* What waits for the rest of a head or frame; null for a connection with nothing pending, so that idle ones cost nothing. */
struct peer {
    bool upgraded;
    size_t length;
    uint8_t *pending;
};

static struct peer peers[MOST_DESCRIPTORS];
static int poller;

static void drop(int fd)
{
    free(peers[fd].pending);
    memset(&peers[fd], 0, sizeof peers[fd]);
    close(fd);
}

static bool answer(int fd, const void *bytes, size_t length)
{
    return send(fd, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

/* The bytes used: 0 when the head is not complete, or -1 when it is no handshake. */
static long upgrade(int fd, char *bytes, size_t length)
{
    char accept[29], head[256];
    char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL) {
        return 0;
    }
    *end = 0;
    char *key = strcasestr(bytes, "\r\nSec-WebSocket-Key:");
    if (key == NULL) {
        return -1;
    }
    key += 20;
    key += strspn(key, " ");
    if (strcspn(key, "\r") < 24) {
        return -1;
    }
    websocket_accept(key, accept);
    int size = snprintf(head, sizeof head,
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
    peers[fd].upgraded = true;
    return answer(fd, head, (size_t)size) ? end + 4 - bytes : -1;
}

static long echo(int fd, uint8_t *bytes, size_t length)
{
    uint8_t out[BUFFER + FRAME_HEAD_MOST];
    struct frame frame;
    if (!frame_read(bytes, length, &frame) || length < frame.head + frame.length) {
        return length < BUFFER ? 0 : -1;
    }
    if (!frame.masked || frame.length > BUFFER - FRAME_HEAD_MOST) {
        return -1;
    }
    size_t head = frame_write(out, frame.opcode == PING ? PONG : frame.opcode, frame.length, NULL);
    for (size_t i = 0; i < frame.length; i++) {
        out[head + i] = bytes[frame.head + i] ^ frame.mask[i & 3];
    }
    return answer(fd, out, head + frame.length) && frame.opcode != CLOSE ? (long)(frame.head + frame.length) : -1;
}

static void serve(int fd)
{
    static uint8_t buffer[BUFFER + 1];
    struct peer *peer = &peers[fd];
    size_t length = peer->length;
    if (length > 0) {
        memcpy(buffer, peer->pending, length);
    }
    ssize_t got = recv(fd, buffer + length, BUFFER - length, 0);
    if (got < 0 && errno == EAGAIN) {
        return;
    }
    if (got <= 0) {
        drop(fd);
        return;
    }
    length += (size_t)got;
    size_t used = 0;
    for (long step = 1; step > 0 && used < length; used += (size_t)step) {
        buffer[length] = 0;
        step = peer->upgraded ? echo(fd, buffer + used, length - used) : upgrade(fd, (char *)buffer + used, length - used);
        if (step < 0) {
            drop(fd);
            return;
        }
    }
    free(peer->pending);
    peer->pending = NULL;
    peer->length = length - used;
    if (peer->length > 0) {
        peer->pending = malloc(peer->length);
        memcpy(peer->pending, buffer + used, peer->length);
    }
}

static void take_connections(int listener)
{
    int one = 1;
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        if (fd >= MOST_DESCRIPTORS) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    }
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)(argc > 1 ? atoi(argv[1]) : 0)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0) {
        perror("echo");
        return 1;
    }
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("listening %d\n", ntohs(address.sin_port));
    fflush(stdout);
    poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(poller, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd == listener) {
                take_connections(listener);
            } else {
                serve(events[i].data.fd);
            }
        }
    }
}

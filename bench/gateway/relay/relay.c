/*
 * The least that a proxy in user space can do: bytes of a client go to a connection of its own to the backend and back, unread. What it
 * costs is the kernel's part of a proxied request, and so the floor under every proxy of this kind on this machine.
 *
 * relay epoll|io_uring PORT BACKEND_PORT
 *
 * Two threads, each with a listening socket (SO_REUSEPORT). epoll: edge-triggered, one recv and one send for each piece. io_uring:
 * multishot accept and receive into a ring of provided buffers, all sends of a turn with one system call, DEFER_TASKRUN.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <liburing.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { THREADS = 2, MAX_DESCRIPTORS = 65536, PIECE = 16384, BUFFERS = 1024, EVENTS = 256, ENTRIES = 1024 };
enum what { ACCEPTED = 1, RECEIVED, SENT };

/* The other end of a connection; 0: none. A connection stays with the thread that accepted it. */
static int other[MAX_DESCRIPTORS];
static uint16_t port, backend_port;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static struct sockaddr_in loopback(uint16_t number)
{
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(number), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void without_delay(int connection)
{
    int yes = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

static int listen_here(void)
{
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    struct sockaddr_in address = loopback(port);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0)
        die("listen");
    return listener;
}

/* The backend's half of a client's connection. */
static int pair_up(int client)
{
    int backend = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = loopback(backend_port);
    if (backend < 0 || backend >= MAX_DESCRIPTORS || connect(backend, (struct sockaddr *)&address, sizeof address) != 0)
        die("connect");
    fcntl(backend, F_SETFL, O_NONBLOCK);
    without_delay(client);
    without_delay(backend);
    other[client] = backend;
    other[backend] = client;
    return backend;
}

/* The other half is shut down, and closed when its own end is seen. */
static void end(int connection)
{
    int peer = other[connection];
    if (peer != 0) {
        other[peer] = 0;
        shutdown(peer, SHUT_RDWR);
    }
    other[connection] = 0;
    close(connection);
}

static void watch(int epoll, int descriptor, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.fd = descriptor};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        die("epoll_ctl");
}

static void *by_epoll(void *unused)
{
    int epoll = epoll_create1(0), listener = listen_here();
    struct epoll_event happened[EVENTS];
    char piece[PIECE];
    (void)unused;
    watch(epoll, listener, EPOLLIN);
    for (;;) {
        int count = epoll_wait(epoll, happened, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int from = happened[i].data.fd, client;
            if (from == listener) {
                while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    int backend = pair_up(client);
                    watch(epoll, client, EPOLLIN | EPOLLRDHUP | EPOLLET);
                    watch(epoll, backend, EPOLLIN | EPOLLRDHUP | EPOLLET);
                }
                continue;
            }
            ssize_t got = recv(from, piece, sizeof piece, 0);
            if (got > 0 && other[from] != 0)
                send(other[from], piece, (size_t)got, MSG_NOSIGNAL);
            else if (got == 0 || (got < 0 && errno != EAGAIN))
                end(from);
        }
    }
    return NULL;
}

static struct io_uring_sqe *entry(struct io_uring *ring, enum what what, int descriptor, unsigned buffer)
{
    struct io_uring_sqe *free_entry;
    while ((free_entry = io_uring_get_sqe(ring)) == NULL)
        io_uring_submit(ring);
    memset(free_entry, 0, sizeof *free_entry);
    free_entry->user_data = (uint64_t)what << 48 | (uint64_t)buffer << 32 | (uint32_t)descriptor;
    return free_entry;
}

static void receive(struct io_uring *ring, int from)
{
    struct io_uring_sqe *wish = entry(ring, RECEIVED, from, 0);
    uint64_t mark = wish->user_data;
    io_uring_prep_recv_multishot(wish, from, NULL, 0, 0);
    wish->flags |= IOSQE_BUFFER_SELECT;
    wish->user_data = mark;
}

static void *by_io_uring(void *unused)
{
    struct io_uring ring;
    struct io_uring_params parameters = {
        .flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE, .cq_entries = 8 * ENTRIES};
    struct io_uring_buf_ring *offered = aligned_alloc(4096, BUFFERS * sizeof(struct io_uring_buf));
    char *memory = aligned_alloc(4096, (size_t)BUFFERS * PIECE);
    struct io_uring_buf_reg registration = {.ring_addr = (uintptr_t)offered, .ring_entries = BUFFERS};
    int listener = listen_here(), mask = io_uring_buf_ring_mask(BUFFERS);
    (void)unused;
    memset(offered, 0, BUFFERS * sizeof(struct io_uring_buf));
    if ((errno = -io_uring_queue_init_params(ENTRIES, &ring, &parameters)) != 0)
        die("io_uring");
    if ((errno = -io_uring_register_buf_ring(&ring, &registration, 0)) != 0)
        die("io_uring_register_buf_ring");
    for (int i = 0; i < BUFFERS; i++)
        io_uring_buf_ring_add(offered, memory + (size_t)i * PIECE, PIECE, (unsigned short)i, mask, i);
    io_uring_buf_ring_advance(offered, BUFFERS);
    struct io_uring_sqe *accepting = entry(&ring, ACCEPTED, listener, 0);
    uint64_t mark = accepting->user_data;
    io_uring_prep_multishot_accept(accepting, listener, NULL, NULL, 0);
    accepting->user_data = mark;
    for (;;) {
        struct io_uring_cqe *happened;
        unsigned head, count = 0;
        int returned = 0;
        io_uring_submit_and_wait(&ring, 1);
        io_uring_for_each_cqe(&ring, head, happened)
        {
            enum what what = (enum what)(happened->user_data >> 48);
            int descriptor = (int)(happened->user_data & 0xffffffff);
            unsigned buffer = (unsigned)(happened->user_data >> 32) & 0xffff;
            count++;
            if (what == ACCEPTED && happened->res >= 0) {
                int client = happened->res;
                receive(&ring, pair_up(client));
                receive(&ring, client);
            } else if (what == RECEIVED && happened->res > 0) {
                buffer = happened->flags >> IORING_CQE_BUFFER_SHIFT;
                if (other[descriptor] != 0) {
                    struct io_uring_sqe *wish = entry(&ring, SENT, other[descriptor], buffer);
                    mark = wish->user_data;
                    io_uring_prep_send(wish, other[descriptor], memory + (size_t)buffer * PIECE, (size_t)happened->res, MSG_NOSIGNAL);
                    wish->user_data = mark;
                } else {
                    io_uring_buf_ring_add(offered, memory + (size_t)buffer * PIECE, PIECE, (unsigned short)buffer, mask, returned++);
                }
                if (!(happened->flags & IORING_CQE_F_MORE))
                    receive(&ring, descriptor);
            } else if (what == RECEIVED && happened->res == -ENOBUFS) {
                receive(&ring, descriptor);
            } else if (what == RECEIVED) {
                end(descriptor);
            } else if (what == SENT) {
                io_uring_buf_ring_add(offered, memory + (size_t)buffer * PIECE, PIECE, (unsigned short)buffer, mask, returned++);
            }
        }
        io_uring_buf_ring_advance(offered, returned);
        io_uring_cq_advance(&ring, count);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    if (count != 4 || (strcmp(arguments[1], "epoll") != 0 && strcmp(arguments[1], "io_uring") != 0)) {
        fputs("relay epoll|io_uring PORT BACKEND_PORT\n", stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    port = (uint16_t)atoi(arguments[2]);
    backend_port = (uint16_t)atoi(arguments[3]);
    void *(*way)(void *) = strcmp(arguments[1], "epoll") == 0 ? by_epoll : by_io_uring;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, way, NULL) != 0)
            die("pthread_create");
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}

/*
 * An open-loop HTTP/1.1 load: request n is due at start + n/rate whatever became of those before it, and its latency counts from
 * then, not from when a connection was free to send it. wrk, hey and h2load wait for an answer before they send again, which hides
 * a server's pauses from its percentiles.
 *
 * open_loop ADDRESS PORT PATH CONNECTIONS RATE SECONDS [WARM_UP_SECONDS]
 *
 * Prints one JSON line; durations in microseconds. "lateness" is how late this program noticed that a request was due: when it is not
 * small beside the latencies, the measurement is worth nothing. "waited" counts requests for which no connection was free.
 * SIGINT and SIGTERM end it early, with the same line.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "histogram.h"

enum { HEAD_BYTES = 4096, READ_BYTES = 256 * 1024, EVENTS = 256 };

static const uint64_t SECOND = 1000000000ull;
static const uint64_t RETRY_AFTER = 10000000ull;  /* a refused connection is tried again after 10 ms */
static const uint64_t GRACE = 5000000000ull;      /* for answers that are still owed at the end */

enum phase { CLOSED, CONNECTING, IDLE, WAITING, BODY };

struct connection {
    int fd;
    enum phase phase;
    bool keep;
    uint64_t due;        /* WAITING, BODY: when the request should have been sent; CLOSED: when to try again */
    uint64_t left;       /* BODY: bytes still to come */
    unsigned head_length;
    char head[HEAD_BYTES];
    int next_idle;
    bool listed;         /* in the list of idle ones, where one that was closed meanwhile stays until its turn */
};

static struct sockaddr_in server;
static char request[1024];
static size_t request_length;
static struct connection *connections;
static int connection_count, idle_first = -1, idle_last = -1, closed_count, poller;
static uint64_t start, end_of_sending, warm_until, noticed, sent, total, waiting_until;
static double interval;
static struct { uint64_t answered, refused, closed_unanswered, closed_mid_answer, status, malformed, unanswered, reconnects, waited; } counts;
static struct histogram latency, lateness;
static volatile sig_atomic_t stopped;

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

static uint64_t due_of(uint64_t index) { return start + (uint64_t)((double)index * interval); }

static void stop(int signal) { (void)signal; stopped = 1; }

static void push_idle(int index)
{
    connections[index].phase = IDLE;
    if (connections[index].listed) {
        return;
    }
    connections[index].listed = true;
    connections[index].next_idle = -1;
    if (idle_first < 0) {
        idle_first = index;
    } else {
        connections[idle_last].next_idle = index;
    }
    idle_last = index;
}

/* The connection that has been idle longest, so that all of them are used; those that the server closed meanwhile are passed over. */
static int pop_idle(void)
{
    while (idle_first >= 0) {
        int index = idle_first;
        idle_first = connections[index].next_idle;
        connections[index].listed = false;
        if (connections[index].phase == IDLE) {
            return index;
        }
    }
    return -1;
}

static void forget(int index, uint64_t again)
{
    struct connection *c = &connections[index];
    if (c->fd >= 0) {
        close(c->fd);
    }
    c->fd = -1;
    c->phase = CLOSED;
    c->due = again;
    closed_count++;
}

static void fail_to_connect(int index)
{
    forget(index, now() + RETRY_AFTER);
    if (sent < noticed) {
        sent++;
        counts.refused++;
    }
}

static void open_connection(int index)
{
    struct connection *c = &connections[index];
    int one = 1;
    closed_count--;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0) {
        perror("open_loop: socket");
        exit(1);
    }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    c->phase = CONNECTING;
    if (connect(c->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) {
        fail_to_connect(index);
        return;
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP, .data.u32 = (uint32_t)index};
    epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event);
}

static void lose(int index)
{
    struct connection *c = &connections[index];
    if (c->phase == CONNECTING) {
        fail_to_connect(index);
        return;
    }
    if (c->phase == WAITING && c->head_length == 0) {
        counts.closed_unanswered++;
    } else if (c->phase != IDLE) {
        counts.closed_mid_answer++;
    }
    counts.reconnects++;
    forget(index, now());
}

static void finish(int index)
{
    struct connection *c = &connections[index];
    counts.answered++;
    if (c->due >= warm_until) {
        histogram_add(&latency, now() - c->due);
    }
    if (c->keep) {
        push_idle(index);
    } else {
        counts.reconnects++;
        forget(index, now());
    }
}

static void send_request(int index, uint64_t due)
{
    struct connection *c = &connections[index];
    c->due = due;
    c->head_length = 0;
    c->phase = WAITING;
    ssize_t written = send(c->fd, request, request_length, MSG_NOSIGNAL);
    if (written != (ssize_t)request_length) {
        lose(index);
    }
}

static void notice(void)
{
    uint64_t time = now();
    for (; noticed < total && due_of(noticed) <= time; noticed++) {
        histogram_add(&lateness, time - due_of(noticed));
    }
}

static void send_due(void)
{
    notice();
    while (sent < noticed) {
        int index = pop_idle();
        if (index < 0) {
            uint64_t from = sent > waiting_until ? sent : waiting_until;
            counts.waited += noticed > from ? noticed - from : 0;
            waiting_until = noticed;
            break;
        }
        uint64_t due = due_of(sent++);
        send_request(index, due);
        notice();
    }
}

/* The value of a field of the head, or null; the head ends with a zero byte. */
static const char *field(const char *head, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line != NULL && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, length) == 0 && line[2 + length] == ':') {
            const char *value = line + 3 + length;
            return value + strspn(value, " \t");
        }
    }
    return NULL;
}

/* Bytes of the head and body in the buffer; false when the connection is done with. */
static bool take(int index, char *bytes, size_t length)
{
    struct connection *c = &connections[index];
    if (c->phase == WAITING) {
        size_t before = c->head_length;
        size_t part = length < HEAD_BYTES - 1 - before ? length : HEAD_BYTES - 1 - before;
        memcpy(c->head + before, bytes, part);
        c->head_length = (unsigned)(before + part);
        c->head[c->head_length] = 0;
        const char *end = strstr(c->head, "\r\n\r\n");
        if (end == NULL) {
            if (c->head_length < HEAD_BYTES - 1) {
                return true;
            }
            counts.malformed++;
            return false;
        }
        size_t head = (size_t)(end + 4 - c->head);
        const char *size = field(c->head, "Content-Length");
        const char *connection = field(c->head, "Connection");
        if (strncmp(c->head, "HTTP/1.1 ", 9) != 0 || size == NULL) {
            counts.malformed++;
            return false;
        }
        if (strncmp(c->head + 9, "200", 3) != 0) {
            counts.status++;
            counts.answered--;
        }
        c->keep = connection == NULL || strncasecmp(connection, "close", 5) != 0;
        c->left = strtoull(size, NULL, 10);
        c->phase = BODY;
        bytes += head - before;
        length -= head - before;
    }
    if (c->phase == BODY) {
        if (length > c->left) {
            counts.malformed++;
            return false;
        }
        c->left -= length;
        if (c->left == 0) {
            finish(index);
        }
    }
    return true;
}

/* One read is enough unless it filled the buffer or the server has ended: whatever comes later is another event. */
static void read_answers(int index, bool ended)
{
    static char buffer[READ_BYTES];
    struct connection *c = &connections[index];
    while (c->fd >= 0) {
        ssize_t got = recv(c->fd, buffer, sizeof buffer, 0);
        if (got > 0 && c->phase != IDLE) {
            if (!take(index, buffer, (size_t)got)) {
                counts.reconnects++;
                forget(index, now());
            } else if (!ended && got < (ssize_t)sizeof buffer) {
                return;
            }
        } else if (got > 0) {
            counts.malformed++;  /* an answer that nobody asked for */
            counts.reconnects++;
            forget(index, now());
        } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        } else {
            lose(index);
        }
    }
}

static void on_ready(int index, uint32_t events)
{
    struct connection *c = &connections[index];
    if (c->phase == CONNECTING) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) {
            fail_to_connect(index);
            return;
        }
        if (!(events & EPOLLOUT)) {
            return;
        }
        push_idle(index);
    }
    if (c->fd >= 0 && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))) {
        read_answers(index, (events & ~(uint32_t)(EPOLLIN | EPOLLOUT)) != 0);
    }
}

static void reopen(void)
{
    uint64_t time = now();
    for (int i = 0; closed_count > 0 && i < connection_count; i++) {
        if (connections[i].phase == CLOSED && connections[i].due <= time) {
            open_connection(i);
        }
    }
}

static void wait_for_events(uint64_t until)
{
    struct epoll_event events[EVENTS];
    uint64_t time = now();
    uint64_t rest = until > time ? until - time : 0;
    struct timespec timeout = {.tv_sec = (time_t)(rest / SECOND), .tv_nsec = (long)(rest % SECOND)};
    int ready = epoll_pwait2(poller, events, EVENTS, &timeout, NULL);
    for (int i = 0; i < ready; i++) {
        on_ready((int)events[i].data.u32, events[i].events);
        if ((i & 15) == 15) {
            send_due();
        }
    }
}

static bool anything_owed(void)
{
    if (sent < noticed) {
        return true;
    }
    for (int i = 0; i < connection_count; i++) {
        if (connections[i].phase == WAITING || connections[i].phase == BODY) {
            return true;
        }
    }
    return false;
}

static void run(void)
{
    while (!stopped && noticed < total) {
        send_due();
        reopen();
        uint64_t until = noticed < total ? due_of(noticed) : end_of_sending;
        if (closed_count > 0 && until > now() + RETRY_AFTER) {
            until = now() + RETRY_AFTER;
        }
        wait_for_events(until);
    }
    total = noticed;
    for (uint64_t until = now() + GRACE; anything_owed() && now() < until;) {
        send_due();
        reopen();
        wait_for_events(now() + RETRY_AFTER);
    }
    counts.unanswered = noticed - sent;
    for (int i = 0; i < connection_count; i++) {
        counts.unanswered += connections[i].phase == WAITING || connections[i].phase == BODY;
    }
}

static void report(double seconds)
{
    uint64_t failed = counts.refused + counts.closed_unanswered + counts.closed_mid_answer + counts.status + counts.malformed + counts.unanswered;
    printf("{\"due\": %llu, \"answered\": %llu, \"failed\": %llu, \"refused\": %llu, \"closed_unanswered\": %llu, \"closed_mid_answer\": %llu, "
           "\"status\": %llu, \"malformed\": %llu, \"unanswered\": %llu, \"reconnects\": %llu, \"waited\": %llu, \"seconds\": %.3f, ",
           (unsigned long long)total, (unsigned long long)counts.answered, (unsigned long long)failed, (unsigned long long)counts.refused,
           (unsigned long long)counts.closed_unanswered, (unsigned long long)counts.closed_mid_answer, (unsigned long long)counts.status,
           (unsigned long long)counts.malformed, (unsigned long long)counts.unanswered, (unsigned long long)counts.reconnects,
           (unsigned long long)counts.waited, seconds);
    histogram_print(&latency, "latency");
    printf(", ");
    histogram_print(&lateness, "lateness");
    printf("}\n");
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr, "open_loop ADDRESS PORT PATH CONNECTIONS RATE SECONDS [WARM_UP_SECONDS]\n");
        return 2;
    }
    server.sin_family = AF_INET;
    server.sin_port = htons((uint16_t)atoi(argv[2]));
    connection_count = atoi(argv[4]);
    double rate = atof(argv[5]), seconds = atof(argv[6]), warm_up = argc > 7 ? atof(argv[7]) : 0;
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1 || connection_count < 1 || rate <= 0) {
        fprintf(stderr, "open_loop: an IPv4 address, at least one connection and a rate above 0 are needed\n");
        return 2;
    }
    request_length = (size_t)snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: bench.example\r\n\r\n", argv[3]);
    prctl(PR_SET_TIMERSLACK, 1);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    poller = epoll_create1(EPOLL_CLOEXEC);
    connections = calloc((size_t)connection_count, sizeof *connections);
    for (int i = 0; i < connection_count; i++) {
        connections[i].fd = -1;
        closed_count++;
        open_connection(i);
    }
    for (uint64_t until = now() + GRACE; now() < until && closed_count < connection_count;) {
        wait_for_events(now() + RETRY_AFTER);
        int open = 0;
        for (int i = 0; i < connection_count; i++) {
            open += connections[i].phase == IDLE;
        }
        if (open == connection_count) {
            break;
        }
    }
    interval = 1e9 / rate;
    total = (uint64_t)((warm_up + seconds) * rate);
    start = now();
    warm_until = start + (uint64_t)(warm_up * 1e9);
    end_of_sending = due_of(total);
    run();
    report((double)(now() - start) / 1e9);
    return 0;
}

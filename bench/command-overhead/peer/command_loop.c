/*
 * The least that a client of libssh can do: one blocking thread, one buffer, no judgement of what it reads.
 * Usage: command_loop PORT USER. The password is in FAROL_BENCH_PASSWORD.
 * Reads lines "COUNT COMMAND" and answers each with COUNT lines of nanoseconds.
 */
#include <libssh/libssh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char buffer[1 << 20];
static char prompt[256];

static void fail(const char *what)
{
    fprintf(stderr, "command_loop: %s\n", what);
    exit(1);
}

static int ends_with_prompt(int length)
{
    int n = (int)strlen(prompt);
    return n > 0 && length >= n && memcmp(buffer + length - n, prompt, (size_t)n) == 0;
}

static void read_to_prompt(ssh_channel channel)
{
    int length = 0;
    do {
        int count = ssh_channel_read(channel, buffer + length, sizeof buffer - (size_t)length, 0);
        if (count <= 0) {
            fail("the session ended");
        }
        length += count;
    } while (!ends_with_prompt(length));
}

static void say(ssh_channel channel, const char *text)
{
    if (ssh_channel_write(channel, text, (uint32_t)strlen(text)) < 0) {
        fail("cannot write");
    }
}

/* The greeting ends with the prompt and then nothing more comes. */
static void learn_prompt(ssh_channel channel)
{
    int length = 0, count;
    while ((count = ssh_channel_read_timeout(channel, buffer + length, sizeof buffer - 1 - (size_t)length, 0, 500)) > 0) {
        length += count;
    }
    buffer[length] = 0;
    char *start = strrchr(buffer, '<');
    if (start == NULL || strlen(start) >= sizeof prompt) {
        fail("no prompt");
    }
    strcpy(prompt, start);
}

static ssh_channel open_shell(ssh_session session, unsigned port, const char *user)
{
    int off = 0, on = 1;
    ssh_options_set(session, SSH_OPTIONS_HOST, "127.0.0.1");
    ssh_options_set(session, SSH_OPTIONS_PORT, &port);
    ssh_options_set(session, SSH_OPTIONS_USER, user);
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off);
    ssh_options_set(session, SSH_OPTIONS_NODELAY, &on);
    if (ssh_connect(session) != SSH_OK) {
        fail(ssh_get_error(session));
    }
    if (ssh_userauth_password(session, NULL, getenv("FAROL_BENCH_PASSWORD")) != SSH_AUTH_SUCCESS) {
        fail("login refused");
    }
    ssh_channel channel = ssh_channel_new(session);
    if (ssh_channel_open_session(channel) != SSH_OK || ssh_channel_request_pty_size(channel, "vt100", 511, 24) != SSH_OK
        || ssh_channel_request_shell(channel) != SSH_OK) {
        fail("no shell");
    }
    return channel;
}

int main(int argc, char **argv)
{
    static char line[512], command[512];
    if (argc != 3) {
        fail("command_loop PORT USER");
    }
    ssh_session session = ssh_new();
    ssh_channel channel = open_shell(session, (unsigned)atoi(argv[1]), argv[2]);
    learn_prompt(channel);
    say(channel, "screen-length 0 temporary\n");
    read_to_prompt(channel);
    printf("libssh %s\n", ssh_version(0));
    fflush(stdout);
    int count;
    while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%d %[^\n]", &count, command) == 2) {
        strcat(command, "\n");
        for (int i = 0; i < count; i++) {
            struct timespec from, to;
            clock_gettime(CLOCK_MONOTONIC, &from);
            say(channel, command);
            read_to_prompt(channel);
            clock_gettime(CLOCK_MONOTONIC, &to);
            printf("%lld\n", (to.tv_sec - from.tv_sec) * 1000000000LL + to.tv_nsec - from.tv_nsec);
        }
        fflush(stdout);
    }
    ssh_channel_free(channel);
    ssh_disconnect(session);
    ssh_free(session);
    return 0;
}

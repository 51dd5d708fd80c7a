/* As much of RFC 6455 as a load needs: the handshake, and unfragmented frames of up to 64 KiB. */
#ifndef FAROL_BENCH_WEBSOCKET_H
#define FAROL_BENCH_WEBSOCKET_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10, FRAME_HEAD_MOST = 14 };

struct frame {
    unsigned opcode;
    bool masked;
    uint8_t mask[4];
    size_t head;
    size_t length;
};

/* False: the head is not complete yet. */
static inline bool frame_read(const uint8_t *bytes, size_t available, struct frame *frame)
{
    if (available < 2) {
        return false;
    }
    frame->opcode = bytes[0] & 15;
    frame->masked = (bytes[1] & 128) != 0;
    frame->length = bytes[1] & 127;
    frame->head = 2;
    if (frame->length == 126) {
        if (available < 4) {
            return false;
        }
        frame->length = (size_t)bytes[2] << 8 | bytes[3];
        frame->head = 4;
    }
    if (frame->masked) {
        if (available < frame->head + 4) {
            return false;
        }
        memcpy(frame->mask, bytes + frame->head, 4);
        frame->head += 4;
    }
    return true;
}

/* The head of a frame; its length. */
static inline size_t frame_write(uint8_t *into, unsigned opcode, size_t length, const uint8_t *mask)
{
    size_t at = 0;
    into[at++] = (uint8_t)(128 | opcode);
    if (length < 126) {
        into[at++] = (uint8_t)(length | (mask != NULL ? 128 : 0));
    } else {
        into[at++] = (uint8_t)(126 | (mask != NULL ? 128 : 0));
        into[at++] = (uint8_t)(length >> 8);
        into[at++] = (uint8_t)length;
    }
    if (mask != NULL) {
        memcpy(into + at, mask, 4);
        at += 4;
    }
    return at;
}

static inline uint32_t rotate(uint32_t value, unsigned by) { return value << by | value >> (32 - by); }

/* SHA-1 (RFC 3174) of at most 119 bytes. */
static inline void sha1(const char *text, size_t length, uint8_t digest[20])
{
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    uint8_t message[128] = {0};
    size_t blocks = length < 56 ? 1 : 2;
    memcpy(message, text, length);
    message[length] = 128;
    message[blocks * 64 - 2] = (uint8_t)(length * 8 >> 8);
    message[blocks * 64 - 1] = (uint8_t)(length * 8);
    for (size_t block = 0; block < blocks; block++) {
        uint32_t w[80];
        for (int i = 0; i < 80; i++) {
            const uint8_t *b = message + block * 64 + (size_t)i * 4;
            w[i] = i < 16 ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
                          : rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        }
        uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? ((b & c) | (~b & d)) + 0x5A827999 : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                       : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC : (b ^ c ^ d) + 0xCA62C1D6;
            uint32_t next = rotate(a, 5) + f + e + w[i];
            e = d, d = c, c = rotate(b, 30), b = a, a = next;
        }
        h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
    }
    for (int i = 0; i < 20; i++) {
        digest[i] = (uint8_t)(h[i / 4] >> (24 - i % 4 * 8));
    }
}

/* What answers a key of 24 characters; 28 characters and a zero byte. */
static inline void websocket_accept(const char key[24], char accept[29])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char text[60];
    uint8_t digest[21] = {0};
    memcpy(text, key, 24);
    memcpy(text + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
    sha1(text, sizeof text, digest);
    for (int i = 0; i < 7; i++) {
        uint32_t three = (uint32_t)digest[i * 3] << 16 | (uint32_t)digest[i * 3 + 1] << 8 | digest[i * 3 + 2];
        for (int j = 0; j < 4; j++) {
            accept[i * 4 + j] = digits[three >> (18 - 6 * j) & 63];
        }
    }
    accept[27] = '=';
    accept[28] = 0;
}

#endif

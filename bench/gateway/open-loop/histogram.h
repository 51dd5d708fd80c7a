/* Counts of durations in nanoseconds in buckets that are 1/64 of their power of two wide: a percentile is off by less than 1.6 %. */
#ifndef FAROL_BENCH_HISTOGRAM_H
#define FAROL_BENCH_HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>

#define HISTOGRAM_FINE_BITS 6
#define HISTOGRAM_BUCKETS ((64 - HISTOGRAM_FINE_BITS + 1) << HISTOGRAM_FINE_BITS)

struct histogram {
    uint64_t counts[HISTOGRAM_BUCKETS];
    uint64_t total;
    uint64_t most;
};

static inline unsigned histogram_bucket(uint64_t value)
{
    if (value < (1u << HISTOGRAM_FINE_BITS)) {
        return (unsigned)value;
    }
    unsigned shift = 63u - (unsigned)__builtin_clzll(value) - HISTOGRAM_FINE_BITS;
    return ((shift + 1) << HISTOGRAM_FINE_BITS) + (unsigned)((value >> shift) & ((1u << HISTOGRAM_FINE_BITS) - 1));
}

/* The largest value that the bucket holds. */
static inline uint64_t histogram_value(unsigned bucket)
{
    if (bucket < (1u << HISTOGRAM_FINE_BITS)) {
        return bucket;
    }
    unsigned shift = (bucket >> HISTOGRAM_FINE_BITS) - 1;
    uint64_t fine = (bucket & ((1u << HISTOGRAM_FINE_BITS) - 1)) | (1u << HISTOGRAM_FINE_BITS);
    return ((fine + 1) << shift) - 1;
}

static inline void histogram_add(struct histogram *h, uint64_t value)
{
    h->counts[histogram_bucket(value)]++;
    h->total++;
    if (value > h->most) {
        h->most = value;
    }
}

/* 0 when nothing was counted. */
static inline uint64_t histogram_at(const struct histogram *h, double percent)
{
    uint64_t wanted = (uint64_t)((double)h->total * percent / 100.0 + 0.999999);
    uint64_t seen = 0;
    for (unsigned i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += h->counts[i];
        if (seen >= wanted && seen > 0) {
            uint64_t value = histogram_value(i);
            return value < h->most ? value : h->most;
        }
    }
    return h->most;
}

static inline void histogram_print(const struct histogram *h, const char *name)
{
    printf("\"%s\": {\"count\": %llu, \"p50\": %.1f, \"p90\": %.1f, \"p99\": %.1f, \"p99.9\": %.1f, \"max\": %.1f}", name,
           (unsigned long long)h->total, (double)histogram_at(h, 50) / 1e3, (double)histogram_at(h, 90) / 1e3,
           (double)histogram_at(h, 99) / 1e3, (double)histogram_at(h, 99.9) / 1e3, (double)h->most / 1e3);
}

#endif

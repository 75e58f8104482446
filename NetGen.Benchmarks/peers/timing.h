// Timing as NetGen's benchmark does it: slices of calls until the time is over, the least mean of a slice counts.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }
static double seconds(void) { const char *s = getenv("PEERS_SECONDS"); return s ? atof(s) : 1; }
static void report(const char *work, const char *peer, double nanoseconds) { printf("%s\t%s\t%.3f\n", work, peer, nanoseconds); fflush(stdout); }

#define BEST(result, units, ...) \
    do { \
        int count_ = 1; \
        double start_, least_ = 1e300, end_; \
        for (;; count_ *= 2) { start_ = now(); for (int i = 0; i < count_; i++) { __VA_ARGS__; } if (now() - start_ > 1e6) break; } \
        end_ = now() + seconds() * 1e9; \
        while ((start_ = now()) < end_) { for (int i = 0; i < count_; i++) { __VA_ARGS__; } double each_ = (now() - start_) / count_ / (units); if (each_ < least_) least_ = each_; } \
        (result) = least_; \
    } while (0)

/* Preloaded: adds the number of seconds in the file $CLOCK_OFFSET (a 64-bit integer) to the wall clock of the process. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset;

__attribute__((constructor)) static void map(void)
{
	int file = open(getenv("CLOCK_OFFSET"), O_RDONLY);
	void *mapped = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);

	if (mapped == MAP_FAILED)
		abort();
	offset = mapped;
	close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
	int failed = syscall(SYS_clock_gettime, clock, time);

	if (!failed && clock == CLOCK_REALTIME && offset)
		time->tv_sec += *offset;
	return failed;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone)
{
	struct timespec now;
	int failed = clock_gettime(CLOCK_REALTIME, &now);

	time->tv_sec = now.tv_sec;
	time->tv_usec = now.tv_nsec / 1000;
	return failed;
}

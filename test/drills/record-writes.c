/* Records, in order, what a process writes to the database's files and what it has had synced. To be preloaded.
 *
 * RECORDED_FILE: the database's path; its log beside it, ending in "-wal", is recorded too.
 * RECORD: the file that the record is appended to. One entry: kind (w, t, s, u), file (d, l), then as 64-bit numbers
 * the offset, the length and the time in microseconds, then, of a write, the bytes.
 * A write is recorded before it is made and a sync after it: what is taken for synced certainly is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int record = -2;

static char of_path(const char *path) {
  const char *file = getenv("RECORDED_FILE");
  size_t length = file ? strlen(file) : 0;
  if (!length || strncmp(path, file, length) != 0) return 0;
  if (path[length] == 0) return 'd';
  return strcmp(path + length, "-wal") == 0 ? 'l' : 0;
}

static char of_descriptor(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return of_path(path);
}

static void note(char kind, char file, uint64_t offset, uint64_t length, const void *bytes) {
  if (record == -2) {
    const char *name = getenv("RECORD");
    int (*open_file)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    record = name ? open_file(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  }
  if (record < 0) return;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  char head[26] = {kind, file};
  uint64_t numbers[3] = {offset, length, (uint64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000};
  memcpy(head + 2, numbers, sizeof numbers);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, bytes ? length : 0}};
  if (writev(record, parts, 2) < 0) abort();
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  REAL(pwrite);
  char file = of_descriptor(fd);
  if (file) note('w', file, offset, length, bytes);
  return real(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  REAL(pwrite64);
  char file = of_descriptor(fd);
  if (file) note('w', file, offset, length, bytes);
  return real(fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  char file = of_descriptor(fd);
  if (file) note('w', file, lseek(fd, 0, SEEK_CUR), length, bytes);
  return real(fd, bytes, length);
}

int ftruncate(int fd, off_t length) {
  REAL(ftruncate);
  char file = of_descriptor(fd);
  if (file) note('t', file, length, 0, 0);
  return real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  char file = of_descriptor(fd);
  if (file) note('t', file, length, 0, 0);
  return real(fd, length);
}

int fsync(int fd) {
  REAL(fsync);
  int end = real(fd);
  char file = of_descriptor(fd);
  if (end == 0 && file) note('s', file, 0, 0, 0);
  return end;
}

int fdatasync(int fd) {
  REAL(fdatasync);
  int end = real(fd);
  char file = of_descriptor(fd);
  if (end == 0 && file) note('s', file, 0, 0, 0);
  return end;
}

int unlink(const char *path) {
  REAL(unlink);
  char file = of_path(path);
  if (file) note('u', file, 0, 0, 0);
  return real(path);
}

/** The two functions of fs-native-extensions in use: an OS lock on an open file, freed by the kernel when its holder dies. */
declare module 'fs-native-extensions' {
  /** @returns whether the exclusive lock was granted; false: another open file holds it. */
  export function tryLock(fd: number): boolean;
  export function unlock(fd: number): void;
}

import { readFileSync } from 'node:fs';

/** Ticks of a second in proc(5): USER_HZ, 100 on every Linux that Node.js runs on. */
const TICK_MS = 10;

/** Of the first thread of a process on this machine, ms; 0 where that cannot be read. Source: proc(5), schedstat: ns on a processor first. */
export function threadTime(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** Of all threads of a process, ms, in steps of {@link TICK_MS}; 0 where that cannot be read. Source: proc(5), stat: fields 14 and 15. */
export function processTime(pid: number): number {
  try {
    // The name, in brackets, may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

import { backup } from './backup.ts';
import { clockJumps } from './clock.ts';
import { databaseAway } from './database-away.ts';
import { diskBroken, diskFull } from './disk.ts';
import { fuzzing } from './fuzz.ts';
import { kill } from './kill.ts';
import { killStore } from './kill-store.ts';
import { lostCommit } from './lost-commit.ts';
import { outbox } from './outbox.ts';
import { powerLoss } from './power-loss.ts';
import { redelivery } from './redelivery.ts';
import { restartSteps } from './restart-steps.ts';
import { secondOpener } from './second-opener.ts';
import { slackAway } from './slack-away.ts';
import { socket } from './socket.ts';
import { stop } from './stop.ts';
import type { Drill } from './support/drill.ts';

/** Drills by name; `npm run drill -- NAME`. The longest first: several may run at once. */
export const ALL_DRILLS: Readonly<Record<string, Drill>> = {
  'power-loss': powerLoss,
  'restart-steps': restartSteps,
  kill,
  'kill-store': killStore,
  stop,
  'second-opener': secondOpener,
  'lost-commit': lostCommit,
  'database-away': databaseAway,
  'disk-full': diskFull,
  'disk-broken': diskBroken,
  socket,
  outbox,
  redelivery,
  fuzz: fuzzing,
  'slack-away': slackAway,
  clock: clockJumps,
  backup,
};

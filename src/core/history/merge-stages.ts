import type { StageId } from '../ids.ts';
import { addCounters, type Counters } from './counters.ts';

/**
 * Counters in which the history of removed stages is that of the stages that took their deals: the states of the process are lumped, so
 * that a removal neither loses time that deals spent nor makes the stage before look as if nobody left it. Exits between two stages that
 * are one now are none, and moves into a removed stage are no entries of its heir, which the deal enters later or came from.
 *
 * Source: lumping of states, Kemeny and Snell 1960; docs/forecasting.md, section 1.
 *
 * @param heirs the stage in use for each removed one, `stageHeirs`; without any the counters are given back as they are.
 */
export function mergeStages(counters: Counters, heirs: ReadonlyMap<StageId, StageId>): Counters {
  if (heirs.size === 0) return counters;
  const heir = (id: string): string => heirs.get(id) ?? id;
  const at = <Row extends { readonly stageId: StageId }>(rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => ({ ...row, stageId: heir(row.stageId) }));
  return addCounters([
    {
      exposure: at(counters.exposure),
      exits: at(counters.exits).flatMap((row) => {
        const destination = heir(row.destination);
        return destination === row.stageId ? [] : [{ ...row, destination }];
      }),
      repExits: at(counters.repExits),
      tierExits: at(counters.tierExits),
      entries: at(counters.entries.filter(({ stageId, how }) => how !== 'moved' || !heirs.has(stageId))),
      stock: at(counters.stock),
    },
  ]);
}

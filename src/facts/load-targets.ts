import { dateAt } from '../core/time/calendar.ts';
import { nextPeriod, periodContaining } from '../core/time/periods.ts';
import type { DatedTarget } from '../store/types/numbers.ts';
import type { PipelineScope } from './scope.ts';

/** Targets of the scope's year and the next: all that its periods are judged by. */
export const loadTargets = ({ tenant, pipeline, at, timeZone, workspace }: PipelineScope): Promise<readonly DatedTarget[]> => {
  const year = periodContaining(dateAt(at, timeZone), 'year', workspace.fiscalStartMonth);
  return tenant.targets.between(pipeline.id, year.startsOn, nextPeriod(year).endsOn);
};

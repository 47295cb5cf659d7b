import type { RowField } from '../../core/history/import-row.ts';
import type { DealField } from './deal-fields.ts';
import type { ColumnPlan } from './propose-columns.ts';

/** Fields that a table has columns for, as an update compares them. */
export function saidFields({ fields }: ColumnPlan): ReadonlySet<RowField> {
  const has = (...any: readonly DealField[]): boolean => any.some((field) => fields[field] !== undefined);
  const said: readonly (readonly [RowField, boolean])[] = [
    ['name', has('name')],
    ['company', has('company')],
    ['ownerId', has('owner', 'ownerEmail')],
    ['value', has('value')],
    ['closeOn', has('closeOn', 'close')],
    ['nextStep', has('nextStep')],
    ['nextStepOn', has('nextStep') && has('nextStepOn')],
    ['source', has('source')],
  ];
  return new Set(said.flatMap(([field, isSaid]) => (isSaid ? [field] : [])));
}

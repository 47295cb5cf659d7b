import type { CellAmountProblem } from '../../input/columns/amount-column.ts';
import type { CellDateProblem } from '../../input/columns/date-cell.ts';
import type { RowProblem } from '../../input/files/table.ts';

/** Why a row of a table of deals is left out. `column` is its heading. */
export type DealRowProblem =
  | RowProblem
  | { readonly why: 'noName' }
  | { readonly why: 'noStage' }
  | { readonly why: 'amount'; readonly problem: CellAmountProblem; readonly column: string; readonly text: string }
  | { readonly why: 'date'; readonly problem: CellDateProblem; readonly column: string; readonly text: string }
  | { readonly why: 'future'; readonly column: string; readonly text: string }
  | { readonly why: 'currency'; readonly text: string }
  /** The amount names another currency than the row's own column. */
  | { readonly why: 'twoCurrencies'; readonly currency: string; readonly column: string; readonly text: string }
  | { readonly why: 'duplicate'; readonly id: string; readonly line: number }
  /** It is closed, and no column says when. */
  | { readonly why: 'closedWithoutDate' };

export type BadDealRow = { readonly line: number; readonly problem: DealRowProblem };

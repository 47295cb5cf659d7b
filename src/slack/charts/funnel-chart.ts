/** One stage of a funnel chart. Every text is ready for the reader: the chart knows no words, no money and no language. */
export type FunnelRow = {
  readonly name: string;
  /** What the shape's width follows: a number of deals, or an amount in whole currency units. Finite, >= 0. */
  readonly size: number;
  /** `size` as the reader writes it; large, on the shape or beside it. */
  readonly sizeLabel: string;
  /** Bold, on the right: the other measure of the stage. May be empty. */
  readonly valueLabel: string;
  /** Small, under the value. On a thin stage it must say so in words, because colour alone does not reach every reader. */
  readonly note: string;
  readonly kind: 'open' | 'won';
  /** Its size a week before, drawn as an outline where it differs. Finite, >= 0. */
  readonly before?: number;
  /** The stage lacks deals: its note is set in the accent colour, and its shape in a tint of it. */
  readonly thin?: boolean;
  /** Of the stages that lack deals, the one to begin with: its shape is in the accent colour itself. */
  readonly lead?: boolean;
};

/** What a funnel picture or Slack's native chart shows, from the first stage to the last. */
export type FunnelChartData = {
  readonly title: string;
  readonly subtitle: string;
  readonly footer: string;
  /** What `size` measures, for the native chart's legend: "Deals", "tys. zł". At most 20 characters. */
  readonly sizeName: string;
  readonly rows: readonly FunnelRow[];
};

/**
 * The rows' sizes, checked.
 *
 * @throws RangeError on a size that is negative, NaN or infinite: that is a bug of the caller, not user input.
 */
export function checkedSizes(rows: readonly FunnelRow[]): readonly number[] {
  return rows.map(({ name, size, before = size }) => {
    const wrong = [size, before].find((each) => !Number.isFinite(each) || each < 0);
    if (wrong !== undefined) throw new RangeError(`Stage "${name}" has size ${wrong}; a size is 0 or more.`);
    return size;
  });
}

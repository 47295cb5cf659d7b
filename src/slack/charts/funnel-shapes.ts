/** Widths in pixels of one stage's trapezoid, which is centred. `bottom` <= `top`. */
export type FunnelShape = { readonly top: number; readonly bottom: number };

const WIDEST = 290;
/** A stage with something in it is visibly more than an empty one. */
const NARROWEST = 10;
const SLIVER = 4;
/** Of the whole width, so 15 a side: a steeper side would make the area lie about the number. */
const STEEPEST = 30;
const LAST_TAPER = 0.92;
/** Below this a taper of 8 % is a broken edge rather than a slope. */
const TAPERS_FROM = 30;

/**
 * One trapezoid for each stage. The top is proportional to the stage's size, `largest` being 290 px; the bottom leans towards
 * the next stage, but never by more than 15 px a side and never outwards, so a stage that is wider than the one before simply
 * starts wider. A stage under 30 px has straight sides. An empty stage is a 4 px sliver, any other at least 10 px.
 *
 * @param sizes finite, >= 0, in one unit. All zeros give slivers only; an empty list gives no shape.
 * @param largest of those that are drawn to one scale.
 */
export function funnelShapes(sizes: readonly number[], largest = Math.max(0, ...sizes)): readonly FunnelShape[] {
  const tops = sizes.map((size) => (size === 0 ? SLIVER : Math.max(NARROWEST, (size / largest) * WIDEST)));
  return tops.map((top, i) => {
    const next = tops[i + 1];
    const leaning = next !== undefined && next < top ? (top + next) / 2 : top * LAST_TAPER;
    return { top, bottom: top < TAPERS_FROM ? top : Math.max(leaning, top - STEEPEST) };
  });
}

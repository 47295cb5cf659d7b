/** A deal that was won. The value is in the pipeline's currency. */
export type Win = { readonly ownerId: string; readonly at: number; readonly valueMinor: number };

/** Who owns the deals of a bench, in turn. */
export const OWNERS = Array.from({ length: 20 }, (_, index) => `U${String(index).padStart(8, '0')}`);

/** Every criterion of the seven stages that a person confirms: such a deal goes from Lead to Negotiation with nothing missing. */
export const CONFIRMED_CRITERIA = ['need', 'known-needs', 'rough-cost', 'accepted', 'offer-sent', 'answered'];

/** Moves that a deal of a bench can make before it would be won. */
export const MAX_MOVES = 5;

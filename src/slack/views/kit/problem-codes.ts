/** The problem of a channel that another company reads along in, as a subscription and a waiting post keep it. Stored. */
export const SHARED_EXTERNALLY = 'shared_externally';

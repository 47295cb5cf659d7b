/** Builds the simulator's page where it is not up to date. */
export function buildPage(): Promise<void>;

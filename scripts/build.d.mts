/** Builds what runs from dist, where a source is newer; says so on stderr. */
export function build(): void;

/** See require-node.mjs. */
export function nodeProblem(version: string, range: string): string | undefined;

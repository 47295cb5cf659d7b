import { randomBytes } from 'node:crypto';

/** Makes ids: 96 random bits, safe in addresses. A parameter, so that tests can number them. */
export type NewId = () => string;

export const newId: NewId = () => randomBytes(12).toString('base64url');

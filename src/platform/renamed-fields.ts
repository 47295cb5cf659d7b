import { z } from 'zod';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema that also reads payloads stored before some of their fields got other names.
 *
 * @param names today's name by the stored one. A payload that has both keeps what stands under today's.
 */
export const withRenamedFields = <Shape extends z.ZodType>(names: Readonly<Record<string, string>>, schema: Shape) =>
  z.preprocess((stored) => {
    if (!isRecord(stored)) return stored;
    const renamed = Object.entries(stored).map(([name, value]) => [names[name] ?? name, value] as const);
    return { ...Object.fromEntries(renamed), ...stored };
  }, schema);

import { z } from 'zod';
import type { AnyTool } from '../tools/tool.ts';

/** A schema of JSON, draft 2020-12, as OpenAPI 3.1 and the Model Context Protocol take it. */
export type JsonSchema = Readonly<Record<string, unknown>> & { readonly type: 'object' };

const toObjectSchema = (schema: z.ZodObject, io: 'input' | 'output'): JsonSchema => {
  // A day is checked by our own calendar, which no JSON Schema knows: its meta data say what it looks like.
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { ...rest, type: 'object' };
};

export const inputSchema = ({ input }: Pick<AnyTool, 'input'>): JsonSchema => toObjectSchema(input, 'input');
export const outputSchema = ({ output }: Pick<AnyTool, 'output'>): JsonSchema => toObjectSchema(output, 'output');

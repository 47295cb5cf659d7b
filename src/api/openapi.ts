import { TOOLS } from '../tools/all-tools.ts';
import type { AnyTool } from '../tools/tool.ts';
import { inputSchema, outputSchema } from './schemas.ts';

export const API_PATH = '/api/v1';

const json = (schema: object) => ({ 'application/json': { schema } });

const REFUSAL = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', description: 'Why nothing was done, for programs: notAllowed, missing, noSuchDeal …' },
    message: { type: 'string', description: 'The sentence that a person reads in Slack, in the language of the token’s owner' },
    deals: { type: 'array', items: { type: 'object' }, description: 'Deals that were meant, or the one that stands in the way' },
    missing: {
      type: 'array',
      description: 'What the stage still asks for',
      items: {
        type: 'object',
        properties: { id: { type: 'string' }, text: { type: 'string' }, field: { type: ['string', 'null'] } },
      },
    },
    mayMoveAnyway: { type: 'boolean' },
  },
};

const REFUSED = { description: 'Nothing was changed', content: json({ $ref: '#/components/schemas/Refusal' }) };

function operation(tool: AnyTool): object {
  const { name, title, description, writes } = tool;
  return {
    operationId: name,
    summary: title,
    description,
    ...(writes
      ? {
          parameters: [
            {
              ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } },
              description: 'The same key a second time within two days changes nothing; as idempotencyKey in the body',
            },
          ],
        }
      : {}),
    requestBody: { required: false, content: json(inputSchema(tool)) },
    responses: {
      200: { description: 'Done', content: json(outputSchema(tool)) },
      429: { ...REFUSED, headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } } },
      default: REFUSED,
    },
  };
}

/** The description of the API, made of the tools' own schemas. */
export const openApi = (): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Lejek',
    version: '1',
    description:
      'What a person may do in Lejek, for scripts: with their rights, refusals and language. Tokens: `/funnel token` in Slack.',
  },
  servers: [{ url: API_PATH }],
  security: [{ token: [] }],
  paths: Object.fromEntries(TOOLS.map((tool) => [`/${tool.name}`, { post: operation(tool) }])),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A personal token, lejek_pat_…' } },
    schemas: { Refusal: REFUSAL },
  },
});

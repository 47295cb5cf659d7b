import { z } from 'zod';
import type { IncomingLead } from '../slack/steps/take-in-lead.ts';

/** Characters of a message, and of the other fields. */
const MESSAGE_LIMIT = 4000;
const FIELD_LIMIT = 300;

/** No control characters but tabs and ends of lines, which a message has. */
const withoutControls = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, '').trim();

const field = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform(withoutControls)
    .nullish()
    .transform((text) => text || null);
const line = field(FIELD_LIMIT).transform((text) => text?.replace(/\s+/g, ' ') ?? null);

/** The body of a lead, as docs/leads.md tells it; strict, so that a field that is not known is told and not lost. */
const leadSchema = z
  .strictObject({
    id: z.string().min(1).max(200).optional(),
    name: line,
    company: line,
    contact: z.strictObject({ name: line, email: line, phone: line }).partial().nullish(),
    message: field(MESSAGE_LIMIT),
    source: line,
  })
  .transform(({ contact, ...lead }) => ({
    ...lead,
    contact: { name: contact?.name ?? null, email: contact?.email ?? null, phone: contact?.phone ?? null },
  }));

/**
 * Reads a lead. It is named after what it is about, else the company, else the person.
 *
 * @param id from the headers, before that of the body. @returns names of the fields that cannot be read.
 */
export function readLead(
  body: unknown,
  id: string | undefined,
): { readonly lead: IncomingLead } | { readonly fields: readonly string[] } {
  const read = leadSchema.safeParse(body);
  if (!read.success) {
    const fields = read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((each) => [...issue.path, each].join('.'))
        : [issue.path.join('.') || 'body'],
    );
    return { fields: [...new Set(fields)] };
  }
  const lead = read.data;
  const name = lead.name ?? lead.company ?? lead.contact.name ?? lead.contact.email ?? lead.contact.phone;
  return name === null ? { fields: ['name'] } : { lead: { ...lead, name, id: id ?? lead.id ?? null } };
}

import type { z } from 'zod';
import type { Refusal } from '../core/deal/refusal.ts';
import type { Permission } from '../core/people/rights.ts';
import type { RequestContext } from '../slack/request/flow.ts';
import type { DealOutput } from './deal-output.ts';

/** Why nothing was done, for programs; the sentence beside it is for people. */
export type RefusalCode =
  | Refusal['why']
  | 'badInput'
  | 'noSuchDeal'
  | 'severalFit'
  | 'changedMeanwhile'
  | 'noSuchPipeline'
  | 'noSuchPerson'
  | 'noAccess'
  | 'busy'
  | 'fault';

/** What a stage still asks for: `id` is what `confirm` takes, `field` the field of the deal that it is bound to. */
export type MissingCriterion = { readonly id: string; readonly text: string; readonly field: string | null };

export type ToolRefusal = {
  readonly ok: false;
  readonly code: RefusalCode;
  /** The sentence that a person reads in Slack, in the language of whoever asks. */
  readonly message: string;
  /** Deals that were meant, or the one that stands in the way. */
  readonly deals?: readonly DealOutput[];
  readonly missing?: readonly MissingCriterion[];
  readonly mayMoveAnyway?: boolean;
};

export type ToolResult<Output> = { readonly ok: true; readonly output: Output } | ToolRefusal;

/** Something that a person may do through a program, with the rights and the words of Slack. */
export type Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> = {
  readonly name: string;
  /** For developers and assistants, in English. */
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** Always with `message`: what the person would read in Slack. */
  readonly output: Output;
  /** The right that it needs, of the one table of rights; the decision asks for it. */
  readonly right: Permission;
  /** It changes something: it takes a key by which it counts once. */
  readonly writes: boolean;
  readonly run: (context: RequestContext, input: z.output<Input>) => Promise<ToolResult<z.output<Output>>>;
};

/** A tool as the table holds it: its input is read by its own schema, so that no caller can hand in another tool's. */
export type AnyTool = Omit<Tool, 'run'> & {
  /** @param input as it came. Undefined: it does not fit the schema, whose issues say where. */
  readonly run: (
    context: RequestContext,
    input: unknown,
  ) => Promise<ToolResult<Readonly<Record<string, unknown>>>> | { readonly issues: readonly z.core.$ZodIssue[] };
};

/** Joins a tool's schema and what it does. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(tool: Tool<Input, Output>): AnyTool => ({
  ...tool,
  run: (context, input) => {
    const read = tool.input.safeParse(input);
    return read.success ? tool.run(context, read.data) : { issues: read.error.issues };
  },
});

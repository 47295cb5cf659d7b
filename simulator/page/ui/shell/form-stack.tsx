import { usePage } from '../state/page-context.ts';
import { Form } from './form.tsx';

/** The modal on top of the person's stack; the ones below wait. */
export function FormStack() {
  const { views } = usePage().world;
  const top = views.at(-1);
  return top === undefined ? null : <Form key={top.shown.id} filled={top} depth={views.length} />;
}

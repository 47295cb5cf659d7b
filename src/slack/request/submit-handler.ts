import { textMessage } from '../views/kit/blocks.ts';
import type { FormDataCodec } from '../views/kit/form-data.ts';
import type { Reply, RequestContext, SubmitHandler } from './flow.ts';
import type { Form } from './form.ts';

/** A form's listener that gets what the form holds as a value; a form that holds something else is of another version. */
export const submitHandler =
  <Data>(codec: FormDataCodec<Data>, run: (context: RequestContext, form: Form, data: Data) => Promise<Reply>): SubmitHandler =>
  async (context, form, text) => {
    const data = codec.decode(text);
    return data === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : run(context, form, data);
  };

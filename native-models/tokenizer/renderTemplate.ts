import { AppError } from '../../app/contract/AppError.ts';
import { quoted } from '../formats/quoted.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { BoundedInterpreter } from './BoundedInterpreter.ts';
import { chatTemplateLimits } from './chatTemplateLimits.ts';
import { jinjaLibrary } from './jinjaLibrary.ts';
import { TemplateLimitError } from './TemplateLimitError.ts';
import { withTimeLimit } from './withTimeLimit.ts';

/** What the template itself raised (`raise_exception`). */
class TemplateRefusal extends Error {}

export interface TemplateVariables {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly add_generation_prompt: boolean;
  readonly bos_token: string;
  readonly eos_token: string;
}

/**
 * Renders a Jinja chat template within `chatTemplateLimits`. Blocks are trimmed as transformers does.
 * Errors: `bad-file` for a template that cannot be parsed, fails or goes beyond a limit; `unsupported` with the
 * template's own words when it refuses the conversation.
 */
export function renderTemplate(source: string, variables: TemplateVariables): string {
  if (source.length > chatTemplateLimits.sourceLength) throw refused('it is too long');
  const { steps, amount } = chatTemplateLimits;
  const messages = variables.messages.length;
  const bounds = {
    steps: steps.base + messages * steps.perMessage,
    amount: amount.base + messages * amount.perMessage,
  };
  const render = (): string => {
    const program = jinjaLibrary.parse(jinjaLibrary.tokenize(source, { lstrip_blocks: true, trim_blocks: true }));
    const environment = new jinjaLibrary.Environment();
    for (const [name, value] of Object.entries({ ...globals, ...variables })) environment.set(name, value);
    return String(new BoundedInterpreter(environment, bounds).run(program).value);
  };
  try {
    return withTimeLimit(chatTemplateLimits.milliseconds, render, () => new TemplateLimitError('it takes too long'));
  } catch (error) {
    if (error instanceof TemplateRefusal) {
      const reason = quoted(error.message);
      const message = `The model's chat template does not take this conversation: ${reason}. Nothing was sent.`;
      throw new AppError('unsupported', message, { reason }, { cause: error });
    }
    if (error instanceof TemplateLimitError) throw refused(error.message);
    throw refused(`it fails (${quoted(error instanceof Error ? error.message : String(error))})`);
  }
}

const refused = (reason: string): AppError => refusedFile('bad-file', 'chat_template.jinja', reason);

const globals: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  range: boundedRange,
  strftime_now: (format: string) => new jinjaLibrary.Template('{{ strftime_now(format) }}').render({ format }),
  raise_exception(reason: unknown): never {
    throw new TemplateRefusal(String(reason));
  },
};

/** Python's `range`, as a list of bounded length. */
function boundedRange(first: number, end?: number, step = 1): number[] {
  const [start, stop] = end === undefined ? [0, first] : [first, end];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= chatTemplateLimits.rangeLength)) throw new TemplateLimitError('it makes too long a list');
  return Array.from({ length }, (_, i) => start + i * step);
}

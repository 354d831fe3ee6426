import { randomInt } from 'node:crypto';
import { AppError } from '../../app/contract/AppError.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { chatTemplateLimits } from './chatTemplateLimits.ts';
import { renderTemplate } from './renderTemplate.ts';

/**
 * A piece of a rendered conversation, in order. `template` text is the model's own and may hold control tokens;
 * `content` is the text of message `index`, as it was written, and must never be read as control tokens.
 */
export type ChatPart =
  | { readonly kind: 'template'; readonly text: string }
  | { readonly kind: 'content'; readonly index: number; readonly text: string };

export interface ChatInput {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** end with the beginning of an answer */
  readonly addGenerationPrompt: boolean;
  /** texts of the tokens that begin and end a sequence, for templates that write them; empty when there are none */
  readonly tokens: { readonly bos: string; readonly eos: string };
}

const ROLE = /^[a-z_]{1,32}$/u;
/** Private-use characters around a placeholder: nothing that a template writes by itself. */
const OPEN = '\uF8F0';
const CLOSE = '\uF8F1';
/** Spaces of unusual width, one of which stands on either side of a placeholder to show whether it is trimmed. */
const PROBES = ['\u2003', '\u2002', '\u2004', '\u2005', '\u2006'];

/**
 * Renders a conversation with the model's chat template. The template never sees what people wrote: it gets a
 * placeholder with a fresh random number for each message, and the text is put in afterwards. So the text cannot become
 * template or control tokens, and the template cannot depend on it, which is the price: what templates do to messages
 * other than placing and trimming them (cutting thoughts out, say) is the caller's to do before.
 * Trimming is seen by the white space around a placeholder, and done to the text alike.
 * Errors: those of `renderTemplate`; `unsupported` when the template changes messages in other ways; `bad-request`.
 */
export function renderChat(template: string, { messages, addGenerationPrompt, tokens }: ChatInput): ChatPart[] {
  if (messages.length > chatTemplateLimits.messages || !messages.every(({ role }) => ROLE.test(role))) {
    throw new AppError('bad-request', 'A conversation with unknown roles or too many messages was to be rendered.');
  }
  const probe = PROBES.find((space) => !template.includes(space));
  if (probe === undefined) throw refusedFile('bad-file', 'chat_template.jinja', 'it uses all kinds of spaces');
  const nonce = freshNumber(template, messages);
  const placeholder = (index: number): string => `${probe}${OPEN}hW${nonce}.${index}${CLOSE}${probe}`;
  const variables = {
    // An empty message stays empty: templates ask for that.
    messages: messages.map(({ role, content }, index) => ({ role, content: content === '' ? '' : placeholder(index) })),
    add_generation_prompt: addGenerationPrompt,
    bos_token: tokens.bos,
    eos_token: tokens.eos,
  };
  const rendered = renderTemplate(template, variables);
  const found = new RegExp(`(${probe}?)${OPEN}hW${nonce}\\.(\\d+)${CLOSE}(${probe}?)`, 'gu');
  return putTextIn(rendered, found, messages, [nonce, OPEN, CLOSE, probe]);
}

/** Replaces the placeholders; `marks` must not be left over anywhere. */
function putTextIn(rendered: string, found: RegExp, messages: ChatInput['messages'], marks: string[]): ChatPart[] {
  const parts: ChatPart[] = [];
  let end = 0;
  const pushTemplate = (text: string): void => {
    if (marks.some((mark) => text.includes(mark))) {
      throw refusedFile(
        'unsupported',
        'chat_template.jinja',
        'it changes the text of messages in ways that are not followed',
      );
    }
    if (text !== '') parts.push({ kind: 'template', text });
  };
  for (const match of rendered.matchAll(found)) {
    pushTemplate(rendered.slice(end, match.index));
    end = match.index + match[0].length;
    const index = Number(match[2]);
    let text = messages[index]?.content ?? '';
    if (match[1] === '') text = text.trimStart();
    if (match[3] === '') text = text.trimEnd();
    if (text !== '') parts.push({ kind: 'content', index, text });
  }
  pushTemplate(rendered.slice(end));
  return parts;
}

/** Digits that occur neither in the template nor in a message. */
function freshNumber(template: string, messages: ChatInput['messages']): string {
  for (;;) {
    const digits = Array.from({ length: 24 }, () => randomInt(10)).join('');
    if (!template.includes(digits) && !messages.some(({ content }) => content.includes(digits))) return digits;
  }
}

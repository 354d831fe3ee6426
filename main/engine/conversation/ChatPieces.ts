import { AppError } from '../../../app/contract/AppError.ts';
import type { TurnRole } from '../../../app/conversation/Turn.ts';
import { type ChatPart, renderChat } from '../../../native-models/tokenizer/renderChat.ts';

type Role = TurnRole | 'system';

/**
 * A chat template taken apart into the texts between the contents of messages, so that appending a turn costs that turn
 * and not another rendering of thousands.
 */
export interface ChatPieces {
  /** before and after the system prompt */
  readonly system: readonly [before: string, after: string];
  /** what stands before a turn's content; `answering` when the model is to write it */
  lead(previous: Role, role: TurnRole, answering: boolean): string;
  /** the text of a message as the template shows it: some cut white space off its ends */
  trim(role: Role, text: string): string;
}

/**
 * Learns the pieces of a template by rendering short conversations. The conversation always begins with a system
 * message. Roles that repeat are kept apart by an empty message of the other: many templates insist on alternation.
 *
 * @throws AppError `unsupported` when the template changes the order of messages or leaves one out
 */
export function readChatPieces(template: string, special: { bos: string; eos: string }): ChatPieces {
  const render: Render = (roles, addGenerationPrompt) => {
    const messages = roles.map((role, i) => ({ role, content: ` ${role} ${i} ` }));
    return takeApart(renderChat(template, { messages, addGenerationPrompt, tokens: special }), roles.length);
  };
  const short = renderWithSystem(render, ['user']);
  const long = renderWithSystem(render, ['user', 'assistant', 'user']);
  const [open, toUser, toAnswer] = short.texts;
  const [, , toAssistant, toNextUser] = long.texts;
  const close = closingOfSystem(render, open!, toUser!);

  const firstUser = toUser!.slice(close.length);
  const between = (previous: Role, role: TurnRole, answering: boolean): string => {
    if (role === 'assistant') {
      if (previous === 'user') return answering ? toAnswer! : toAssistant!;
      return between(previous, 'user', false) + between('user', 'assistant', answering);
    }
    if (previous === 'user') return toAssistant! + toNextUser!;
    return previous === 'system' ? firstUser : toNextUser!;
  };
  const [prompt, question, reply] = long.contents;
  const shown: Record<Role, string> = { system: prompt!, user: question!, assistant: reply! };
  const trim = (role: Role, text: string) => {
    const cut = shown[role].startsWith(' ') ? text : text.trimStart();
    return shown[role].endsWith(' ') ? cut : cut.trimEnd();
  };
  return { system: [open!, close], lead: between, trim };
}

type Render = (roles: readonly Role[], addGenerationPrompt: boolean) => Rendered;

/** A rendered conversation: the template's own text before, between and after the contents, and those as shown. */
interface Rendered {
  readonly texts: readonly string[];
  readonly contents: readonly string[];
}

/** Renders with a system message first; where the template knows none, the prompt stands before the first message. */
function renderWithSystem(render: Render, roles: readonly TurnRole[]): Rendered {
  try {
    return render(['system', ...roles], true);
  } catch (error) {
    const { texts, contents } = attempt(() => render(roles, true), error);
    const [open, ...rest] = texts;
    return { texts: [open!, '\n\n', ...rest], contents: [' system ', ...contents] };
  }
}

function attempt<T>(action: () => T, earlier: unknown): T {
  try {
    return action();
  } catch {
    throw earlier;
  }
}

/** The part between system prompt and first message that closes the system prompt and is pinned with it. */
function closingOfSystem(render: Render, open: string, toUser: string): string {
  try {
    const [before, after] = render(['system'], false).texts;
    return before === open && toUser.startsWith(after!) ? after! : '';
  } catch {
    // A template that needs a message after the system prompt: nothing can be told apart.
    return '';
  }
}

function takeApart(parts: readonly ChatPart[], count: number): Rendered {
  const texts = [''];
  const contents: string[] = [];
  for (const part of parts) {
    if (part.kind === 'template') {
      texts[texts.length - 1] += part.text;
    } else {
      if (part.index !== contents.length) break;
      contents.push(part.text);
      texts.push('');
    }
  }
  if (contents.length === count) return { texts, contents };
  throw new AppError(
    'unsupported',
    'The chat template of this model changes the order of messages, which cannot be followed. Choose another model.',
  );
}

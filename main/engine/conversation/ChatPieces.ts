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
}

/**
 * Learns the pieces of a template by rendering short conversations. The conversation always begins with a system
 * message. Roles that repeat are kept apart by an empty message of the other role: many templates insist on alternation.
 *
 * @throws AppError `unsupported` when the template changes the order of messages or leaves one out
 */
export function readChatPieces(template: string, special: { bos: string; eos: string }): ChatPieces {
  const render = (roles: readonly Role[], addGenerationPrompt: boolean): string[] => {
    const messages = roles.map((role, i) => ({ role, content: `message ${i}` }));
    return textsBetween(renderChat(template, { messages, addGenerationPrompt, tokens: special }), roles.length);
  };
  const [open, toUser, toAnswer] = renderWithSystem(render, ['user']);
  const [, , toAssistant, toNextUser] = renderWithSystem(render, ['user', 'assistant', 'user']);
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
  return { system: [open!, close], lead: between };
}

/** Renders with a system message first; where the template knows none, the prompt stands before the first message. */
function renderWithSystem(
  render: (roles: readonly Role[], addGenerationPrompt: boolean) => string[],
  roles: readonly TurnRole[],
): string[] {
  try {
    return render(['system', ...roles], true);
  } catch (error) {
    const [open, ...rest] = attempt(() => render(roles, true), error);
    return [open!, '\n\n', ...rest];
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
function closingOfSystem(
  render: (roles: readonly Role[], addGenerationPrompt: boolean) => string[],
  open: string,
  toUser: string,
): string {
  try {
    const [before, after] = render(['system'], false);
    return before === open && toUser.startsWith(after!) ? after! : '';
  } catch {
    // A template that needs a message after the system prompt: nothing can be told apart.
    return '';
  }
}

/** The template's own text before, between and after `count` contents. */
function textsBetween(parts: readonly ChatPart[], count: number): string[] {
  const texts = [''];
  for (const part of parts) {
    if (part.kind === 'template') {
      texts[texts.length - 1] += part.text;
    } else {
      if (part.index !== texts.length - 1) break;
      texts.push('');
    }
  }
  if (texts.length === count + 1) return texts;
  throw new AppError(
    'unsupported',
    'The chat template of this model changes the order of messages, which Headwater cannot follow. Choose another model.',
  );
}

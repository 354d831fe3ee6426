import type { FamilyModel } from '../families/FamilyModel.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { checkTokenIds } from '../tokenizer/checkTokenIds.ts';
import { loadTokenizer } from '../tokenizer/loadTokenizer.ts';
import { refusedTokenizer } from '../tokenizer/refusedTokenizer.ts';
import { type ChatPart, renderChat } from '../tokenizer/renderChat.ts';

/** Letters, digits, spaces, an accent, a character beyond the basic plane: each kind of pattern is tried once. */
const SAMPLE = 'Hello  there, 12 é\n😀';

/**
 * Makes sure that tokenizer and chat template are what the engine can hold a conversation with: loaded and run by the
 * same code, every id below the model's vocabulary size (`decoder.sizes.vocabSize` embedding rows).
 * Errors: `bad-file`; those of `loadTokenizer` and `renderChat`.
 */
export function checkConversation({ tokenizer: json, chatTemplate, decoder }: FamilyModel): void {
  const tokenizer = loadTokenizer(json);
  checkTokenIds(tokenizer, decoder.sizes.vocabSize);
  const parts = renderSample(chatTemplate);
  if (!parts.some(({ kind }) => kind === 'content')) {
    throw refusedFile('bad-file', 'chat_template.jinja', 'it leaves out what a person writes');
  }
  const { length } = tokenizer.encode(SAMPLE);
  if (length === 0) throw refusedTokenizer('bad-file', 'it makes no tokens of a text');
}

/** One question as the template shows it; a template may insist on a system message, or refuse one. */
function renderSample(template: string): ChatPart[] {
  const render = (roles: readonly string[]): ChatPart[] =>
    renderChat(template, {
      messages: roles.map((role) => ({ role, content: SAMPLE })),
      addGenerationPrompt: true,
      tokens: { bos: '', eos: '' },
    });
  try {
    return render(['user']);
  } catch (error) {
    try {
      return render(['system', 'user']);
    } catch {
      throw error;
    }
  }
}

import { expect, it } from 'vitest';
import { seededRandom } from '../../app/testing/seededRandom.test-helper.ts';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { parseUntrustedJson } from '../formats/parseUntrustedJson.ts';
import { byteAlphabet } from './byteAlphabet.ts';
import { loadTokenizer } from './loadTokenizer.ts';
import { renderChat } from './renderChat.ts';
import { tokenizerJsonFromGguf } from './tokenizerJsonFromGguf.ts';

const sound = {
  version: '1.0',
  added_tokens: [{ id: 260, content: '<|im_end|>', special: true, lstrip: false, rstrip: false, normalized: false }],
  normalizer: {
    type: 'Sequence',
    normalizers: [{ type: 'NFC' }, { type: 'Replace', pattern: { String: 'x' }, content: 'y' }],
  },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'Split', pattern: { Regex: String.raw`\p{N}{1,3}| ?\p{L}+|\s+` }, behavior: 'Isolated', invert: false },
      { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
    ],
  },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...byteAlphabet, 'hi', 'Ġhi'].map((token, id) => [token, id])),
    merges: [
      ['h', 'i'],
      ['Ġ', 'hi'],
    ],
  },
};
const texts = ['', 'hi hi 1234 ä😀 <|im_end|>\n\n', '\u0000\uFEFF\uD800'];

function use(json: unknown): void {
  const tokenizer = loadTokenizer(json);
  for (const text of texts) {
    for (const ids of [tokenizer.encode(text), tokenizer.encodeTemplate(text)]) {
      for (const id of ids) expect(tokenizer.tokenBytes(id)).toBeInstanceOf(Uint8Array);
    }
  }
}

/** Every place in a JSON value, as the keys that lead there. */
function places(value: unknown, path: string[] = []): string[][] {
  const children = typeof value === 'object' && value !== null ? Object.entries(value).slice(0, 5) : [];
  return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], junk: unknown): unknown {
  if (key === undefined) return junk;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  Reflect.set(copy, key, replaced(Reflect.get(value as object, key), rest, junk));
  return copy;
}

it('refuses damaged tokenizer.json texts with a sentence, within bounded memory', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(sound));
  use(JSON.parse(JSON.stringify(sound)));
  const cases = damage(bytes, { cuts: 100, flips: 250, numbers: 50, reach: bytes.length });
  const refused = await expectRefusals(cases, 200, (damaged) => {
    use(parseUntrustedJson(new TextDecoder().decode(damaged.bytes), 'tokenizer.json', 'it'));
  });
  expect(refused).toBeGreaterThan(250);
});

it('refuses tokenizers with junk in any place with a sentence', async () => {
  const junk = [
    null,
    true,
    -1,
    0.5,
    1e300,
    '',
    'Unigram',
    '(((',
    '\uD800',
    [],
    [[]],
    {},
    { type: 'Sequence' },
    { Regex: '[' },
  ];
  const cases = places(sound).flatMap((path) =>
    junk.map((value) => ({
      name: `${JSON.stringify(value)} at ${path.join('.')}`,
      json: replaced(sound, path, value),
    })),
  );
  expect(cases.length).toBeGreaterThan(400);
  const refused = await expectRefusals(cases, 200, ({ json }) => use(json));
  expect(refused).toBeGreaterThan(250);
});

it("refuses junk in GGUF's tokenizer lists with a sentence", async () => {
  const lists: Record<string, unknown> = {
    model: 'gpt2',
    pre: 'smollm',
    tokens: [...byteAlphabet, 'hi', '<|im_end|>'],
    token_type: Int32Array.from({ length: 258 }, (_, id) => (id === 257 ? 3 : 1)),
    scores: new Float32Array(258),
    merges: ['h i'],
    eos_token_id: 257,
    bos_token_id: 257,
    unknown_token_id: 0,
    add_space_prefix: true,
  };
  const junk = [
    undefined,
    'llama',
    -1,
    2 ** 40,
    7n,
    true,
    [],
    ['a', 'a'],
    ['a '],
    ['  '],
    [''],
    new Int32Array(258),
    new Float32Array(3),
  ];
  const cases = ['gpt2', 'llama'].flatMap((model) =>
    Object.keys(lists).flatMap((key) =>
      junk.map((value) => ({
        name: `${String(value)} as ${key} (${model})`,
        lists: { ...lists, model, [key]: value },
      })),
    ),
  );
  const refused = await expectRefusals(cases, 200, (damaged) => {
    const entries = Object.entries(damaged.lists).filter(([, value]) => value !== undefined);
    use(tokenizerJsonFromGguf(new Map(entries.map(([key, value]) => [`tokenizer.ggml.${key}`, value as string]))));
  });
  expect(refused).toBeGreaterThan(100);
});

it('renders or refuses damaged chat templates with a sentence', async () => {
  const template =
    "{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% else %}{% set rest = messages %}" +
    '{% endif %}' +
    "{%- for m in rest -%}{{ '<|' + m.role + '|>\\n' ~ m['content'] | trim + eos_token }}{% endfor %}" +
    "{% if add_generation_prompt and not false %}{{ '<|assistant|>' }}{% endif %}";
  const pieces = template.split(/(?<=[\s%{}()[\]'|.+~=])/u);
  const random = seededRandom(7);
  const below = (limit: number): number => Math.floor(random() * limit);
  const cases = Array.from({ length: 400 }, (_, i) => {
    const copy = [...pieces];
    for (let n = 0; n <= i % 3; n++)
      copy.splice(below(copy.length), below(3), ...pieces.slice(below(copy.length)).slice(0, below(4)));
    return { name: copy.join(''), template: copy.join('') };
  });
  const messages = ['system', 'user', 'assistant'].map((role) => ({ role, content: `${role} {{ text }}` }));
  const refused = await expectRefusals(cases, 200, (damaged) => {
    const tokens = { bos: '<s>', eos: '</s>' };
    for (const part of renderChat(damaged.template, { messages, addGenerationPrompt: true, tokens })) {
      if (part.kind === 'template') expect(part.text).not.toContain('{{ text }}');
      else expect(messages[part.index]!.content).toContain(part.text);
    }
  });
  expect(refused).toBeGreaterThan(100);
});

import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { compileModel } from './compileModel.ts';

const SOUND = path.join(import.meta.dirname, '../golden/tiny/groupedDefault');
const tokenizer = JSON.parse(await readFile(path.join(SOUND, 'tokenizer.json'), 'utf8')) as {
  added_tokens: object[];
  model: { vocab: Record<string, number> };
};
const added = (id: number): object => ({ id, content: '<pad>', special: true, lstrip: false, rstrip: false, normalized: false });

/** Compiles the tiny model with a file of its folder replaced; gives what is in the folder for models then. */
async function compileWith(name: string, content: string): Promise<string[]> {
  await using home = await temporaryFolder();
  const source = path.join(home.folder, 'source');
  const models = path.join(home.folder, 'models');
  await cp(SOUND, source, { recursive: true });
  await writeFile(path.join(source, name), content);
  const compiling = compileModel(source, models, { precision: 'fast' });
  await compiling.catch(() => undefined);
  const made = await readdir(models).catch(() => []);
  await compiling.catch((error: unknown) => {
    expect(made).toEqual([]);
    throw error;
  });
  return made;
}

it.each([
  ['has an id beyond the embedding', { ...tokenizer, added_tokens: [...tokenizer.added_tokens, added(288)] }, 'bad-file', /highest token id is 288, .*ids below 288/],
  ['is no tokenizer', { version: '1.0' }, 'bad-file', /"model" is malformed/],
  ['has merges that are no pairs', { ...tokenizer, model: { ...tokenizer.model, merges: ['a'] } }, 'bad-file', /merges is not a pair/],
  ['is of a kind that is not built', { ...tokenizer, model: { ...tokenizer.model, type: 'Unigram' } }, 'unsupported', /"Unigram"/],
])('a model whose tokenizer %s is refused before anything is made', async (_, json, code, message) => {
  await expect(compileWith('tokenizer.json', JSON.stringify(json))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    details: { file: 'tokenizer.json' },
  });
});

it.each([
  ['cannot be parsed', '{% for m in messages %}{{ m.content }}', /fails/],
  ['leaves the messages out', 'Hello', /leaves out what a person writes/],
])('a model whose chat template %s is refused before anything is made', async (_, template, message) => {
  await expect(compileWith('chat_template.jinja', template)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(message) });
});

it.each([
  ['wants a system message', "{% if messages[0].role != 'system' %}{{ raise_exception('system first') }}{% endif %}{% for m in messages %}{{ m.content }}{% endfor %}"],
  ['refuses a system message', "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}{% for m in messages %}{{ m.content }}{% endfor %}"],
])('a template that %s is taken', async (_, template) => {
  expect(await compileWith('chat_template.jinja', template)).toHaveLength(1);
});

it('a tokenizer that has every id of the embedding is taken', async () => {
  const used = new Set(Object.values(tokenizer.model.vocab));
  const last = used.has(287) ? tokenizer : { ...tokenizer, added_tokens: [...tokenizer.added_tokens, added(287)] };
  expect(await compileWith('tokenizer.json', JSON.stringify(last))).toHaveLength(1);
});

import type { z } from '../../app/contract/zod.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** The content of a JSON file as it has to be. Errors: `bad-file`, with the place. */
export function checked<S extends z.ZodType>(schema: S, value: unknown, file: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw refusedFile('bad-file', file, `"${issue.path.join('.').slice(0, 100)}": ${issue.message}`);
}

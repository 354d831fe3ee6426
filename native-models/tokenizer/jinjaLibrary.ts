import * as jinja from '@huggingface/jinja';

/** The library's declarations name files without extensions, so it arrives untyped. This is what is used of it. */
export interface JinjaInterpreter {
  run(program: unknown): { value: unknown };
  evaluate(node: unknown, environment: unknown): { value?: unknown } | undefined;
}

interface JinjaLibrary {
  tokenize(source: string, options: { lstrip_blocks: boolean; trim_blocks: boolean }): unknown;
  parse(tokens: unknown): unknown;
  Environment: new () => { set(name: string, value: unknown): void };
  Interpreter: new (environment: unknown) => JinjaInterpreter;
  Template: typeof jinja.Template;
}

export const jinjaLibrary: JinjaLibrary = jinja;

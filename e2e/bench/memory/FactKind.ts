import type { ValuePool } from './valuePools.ts';

/** One kind of thing that is told about somebody. `{o}` stands for the person, `{v}` for the value. */
export interface FactKind {
  readonly name: string;
  readonly values: ValuePool;
  /** as it is told first */
  readonly statements: readonly string[];
  /** as a later change is told */
  readonly updates: readonly string[];
  /** what it is about, for corrections in other words; its own words, not those of the questions */
  readonly topic: string;
  /** share no word of content with any of the above but the person's */
  readonly questions: readonly [string, string, string];
}

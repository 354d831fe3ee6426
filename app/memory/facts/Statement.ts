export interface Stated {
  readonly subject: string;
  readonly value: string;
  /** the value must begin with a number, a date or a name */
  readonly definite?: boolean;
  readonly corrects?: boolean;
  readonly insteadOf?: string | null;
}

/** A form of sentence that states a fact. `make` may still say that it does not. */
export interface Statement {
  readonly pattern: RegExp;
  readonly make: (groups: Readonly<Record<string, string>>) => Stated | null;
}

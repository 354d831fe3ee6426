/** A durable value that a person stated. */
export interface ExtractedFact {
  /** what it is about, told from outside: "user's dog's name" */
  readonly subject: string;
  readonly value: string;
  /** the sentence in which it was said */
  readonly sentence: string;
  /** it says that something known is otherwise: "no, it is Max" may name no subject of its own */
  readonly corrects: boolean;
  /** the value that it says is wrong; null when it names none */
  readonly insteadOf: string | null;
}

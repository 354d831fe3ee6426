import { type JinjaInterpreter, jinjaLibrary } from './jinjaLibrary.ts';
import { TemplateLimitError } from './TemplateLimitError.ts';
import { ValueMeter } from './ValueMeter.ts';

/** The library's interpreter with an end: every node of a template passes through `evaluate`, and is counted there. */
export class BoundedInterpreter extends jinjaLibrary.Interpreter {
  #stepsLeft: number;
  readonly #meter: ValueMeter;

  /** `steps`: nodes that may be evaluated; `amount`: characters and list items that may be made. */
  constructor(environment: unknown, { steps, amount }: { steps: number; amount: number }) {
    super(environment);
    this.#stepsLeft = steps;
    this.#meter = new ValueMeter(amount);
  }

  override evaluate(...node: Parameters<JinjaInterpreter['evaluate']>): ReturnType<JinjaInterpreter['evaluate']> {
    if (this.#stepsLeft-- <= 0) throw new TemplateLimitError('it does not come to an end');
    const result = super.evaluate(...node);
    this.#meter.inspect(result);
    return result;
  }
}

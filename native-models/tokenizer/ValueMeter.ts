import { chatTemplateLimits } from './chatTemplateLimits.ts';
import { TemplateLimitError } from './TemplateLimitError.ts';

/** A value of the template language: a wrapper with the JavaScript value inside. */
type TemplateValue = { readonly value?: unknown } | undefined;

/**
 * Looks at every value a template makes. Two things are bounded: how large one value is when written out (a list of two
 * lists of two lists... is small in memory and endless in print), and how much is made altogether.
 */
export class ValueMeter {
  #left: number;
  /** size when written out, by wrapper; `items` tells whether a list has grown since */
  readonly #sizes = new WeakMap<object, { readonly size: number; readonly items: number }>();

  constructor(amount: number) {
    this.#left = amount;
  }

  /** Errors: `TemplateLimitError`. */
  inspect(wrapper: TemplateValue): void {
    if (wrapper === undefined) return;
    const { value } = wrapper;
    const items = lengthOf(value);
    const known = this.#sizes.get(wrapper);
    // Records may change in place without growing; they are few and small, so they are looked at again.
    if (known?.items === items && !(value instanceof Map)) return;
    let size = items;
    if (Array.isArray(value) || value instanceof Map) {
      for (const child of value.values() as Iterable<TemplateValue>) size += this.#sizeOf(child);
    }
    this.#sizes.set(wrapper, { size, items });
    this.#left -= items - (known?.items ?? 0);
    if (size > chatTemplateLimits.valueSize) throw new TemplateLimitError('it makes too large a value');
    if (this.#left < 0) throw new TemplateLimitError('it makes too much');
  }

  #sizeOf(child: TemplateValue): number {
    return (child && this.#sizes.get(child)?.size) ?? lengthOf(child?.value);
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 1;
}

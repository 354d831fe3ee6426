import { vi } from 'vitest';

type Voice = Pick<SpeechSynthesisVoice, 'voiceURI' | 'name' | 'lang' | 'localService'>;

class Utterance extends EventTarget {
  voice: Voice | null = null;
  lang = '';
  rate = 1;
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** A browser's speech whose voices and events a test decides. */
export class TestSynthesis extends EventTarget {
  readonly spoken: Utterance[] = [];
  #voices: readonly Voice[] = [];
  #current: Utterance | null = null;

  install(): void {
    vi.stubGlobal('speechSynthesis', this);
    vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  }

  getVoices = (): readonly Voice[] => this.#voices;

  tell(voices: readonly Voice[]): void {
    this.#voices = voices;
    this.dispatchEvent(new Event('voiceschanged'));
  }

  speak(utterance: Utterance): void {
    this.spoken.push(utterance);
    this.#current = utterance;
  }

  cancel(): void {
    this.#finish('error', { error: 'canceled' });
  }

  boundary(charIndex: number): void {
    this.#current?.dispatchEvent(Object.assign(new Event('boundary'), { charIndex }));
  }

  async end(): Promise<void> {
    this.#finish('end', {});
    await new Promise((resolve) => setTimeout(resolve));
  }

  async fail(error: string): Promise<void> {
    this.#finish('error', { error });
    await new Promise((resolve) => setTimeout(resolve));
  }

  #finish(type: string, fields: object): void {
    const utterance = this.#current;
    this.#current = null;
    utterance?.dispatchEvent(Object.assign(new Event(type), fields));
  }
}

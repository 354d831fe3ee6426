/** A voice that the system has on this computer. */
export interface LocalVoice {
  /** tells it from the others, in this browser */
  readonly id: string;
  readonly name: string;
  /** such as `en-GB` */
  readonly language: string;
}

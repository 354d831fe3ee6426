import { Mailbox } from '../../app/contract/Mailbox.ts';

type State = { readonly busy: boolean };

/** Whether a model runs, told to all who follow it. */
export class BusySignal {
  readonly #followers = new Set<Mailbox<State>>();
  #busy = false;

  /** Tells a change. Who then blocks the thread lets messages out first. */
  tell(busy: boolean): void {
    if (this.#busy === busy) return;
    this.#busy = busy;
    for (const follower of this.#followers) follower.push({ busy });
  }

  /** Every change from now on, the present state first where it is busy; only the newest waits for a slow reader. */
  follow(): Mailbox<State> {
    const states = new Mailbox<State>((_, next) => next);
    this.#followers.add(states);
    void states.closed.then(() => this.#followers.delete(states));
    if (this.#busy) states.push({ busy: true });
    return states;
  }
}

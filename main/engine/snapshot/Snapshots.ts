import { utimes } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../app/contract/AppError.ts';
import type { MemoryFolder } from '../../../app/contract/services/engine.ts';
import { fileError } from '../../store/fileError.ts';
import type { ChatCodec } from '../conversation/ChatCodec.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { usePolicy } from '../conversation/usePolicy.ts';
import { conversationFile } from './conversationFile.ts';
import { describeConversation } from './describeConversation.ts';
import { loadSnapshot } from './loadSnapshot.ts';
import { makeRoom } from './makeRoom.ts';
import { removeConversationFiles } from './removeConversationFiles.ts';
import type { SnapshotFile } from './SnapshotFile.ts';
import { snapshotIdentity, type SnapshotSetting } from './snapshotIdentity.ts';
import { writeSnapshot } from './writeSnapshot.ts';

/** A conversation that was used since the program began. */
interface Known {
  /** counts its answers: who saves the state after one stops when the next begins */
  answers: number;
  forgotten: boolean;
  file: SnapshotFile | null;
  /** fulfilled when nobody writes */
  saving: Promise<void>;
}

/**
 * Keeps the caches of conversations on disk, so that opening one costs a read instead of reading its text again. What
 * goes wrong with a file is never the conversation's trouble: without one it is built from the text.
 */
export class Snapshots {
  readonly #place: MemoryFolder;
  readonly #codec: ChatCodec;
  readonly #onTrouble: (error: AppError) => void;
  readonly #known = new Map<string, Known>();
  #cleaned: Promise<void>;
  #told = false;

  /** @param onTrouble hears once that nothing can be written: the disk is full, or writing is not allowed */
  constructor(place: MemoryFolder, codec: ChatCodec, onTrouble: (error: AppError) => void) {
    this.#place = place;
    this.#codec = codec;
    this.#onTrouble = onTrouble;
    this.#cleaned = makeRoom(place.directory, place.maxBytes).catch(() => undefined);
  }

  /**
   * Runs an answer of a conversation that nobody else uses meanwhile: takes up a fresh one from its snapshot before,
   * and saves it after, without waiting for that.
   *
   * @param setting.keep false: the disk is neither read nor written
   * @param setting.draft true: it is not saved, for what was read may never have been said
   */
  async around<T>(
    id: string,
    conversation: LiveConversation,
    setting: SnapshotSetting & { readonly keep: boolean; readonly draft?: boolean | undefined },
    answer: () => Promise<T>,
  ): Promise<T> {
    const known = this.#take(id);
    known.answers++;
    if (!setting.keep || this.#place.maxBytes <= 0) return answer();
    // A cache is made for one policy, and so is what it is filled with.
    usePolicy(conversation, conversation.cache.decoder, setting.policy);
    if (conversation.system === null) await this.#restore(id, known, conversation, setting);
    try {
      const result = await answer();
      if (!setting.draft) this.#saveSoon(id, known, conversation);
      return result;
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled' && !setting.draft) this.#saveSoon(id, known, conversation);
      throw error;
    }
  }

  /**
   * Deletes what is on disk of a conversation; an answer that is being written is not saved.
   *
   * @throws AppError `no-permission` or `internal` when it could not be deleted
   */
  async forget(id: string): Promise<void> {
    const known = this.#known.get(id);
    this.#known.delete(id);
    if (known !== undefined) {
      known.forgotten = true;
      known.answers++;
      await known.saving;
    }
    const { directory } = this.#place;
    await removeConversationFiles(directory, id).catch((error: unknown) => {
      throw fileError(error, 'What was kept of this conversation for quick reopening could not be deleted', directory);
    });
  }

  /** Fulfilled when everything that was to be saved is. */
  async settled(): Promise<void> {
    await this.#cleaned;
    await Promise.all([...this.#known.values()].map(({ saving }) => saving));
  }

  #take(id: string): Known {
    const known = this.#known.get(id) ?? {
      answers: 0,
      forgotten: false,
      file: null,
      saving: Promise.resolve(),
    };
    this.#known.set(id, known);
    return known;
  }

  async #restore(id: string, known: Known, conversation: LiveConversation, setting: SnapshotSetting): Promise<void> {
    await known.saving;
    await this.#cleaned;
    const file = conversationFile(this.#place.directory, id);
    const identity = snapshotIdentity(conversation.cache, setting);
    known.file = null;
    try {
      known.file = await loadSnapshot(file, identity, conversation, this.#codec);
      const now = new Date();
      await utimes(file, now, now);
    } catch {
      // Missing, outdated or damaged: the text is read again, and what is written after that replaces it.
    }
  }

  #saveSoon(id: string, known: Known, conversation: LiveConversation): void {
    if (known.forgotten) return;
    const { answers, saving } = known;
    const isOver = () => known.answers !== answers;
    const save = async () => {
      await saving;
      // What the answer still has to tell goes first.
      await setImmediate();
      if (!isOver()) await this.#save(id, known, conversation, isOver);
    };
    known.saving = save();
  }

  async #save(id: string, known: Known, conversation: LiveConversation, isOver: () => boolean): Promise<void> {
    const { cache, system, policy } = conversation;
    const state = describeConversation(conversation);
    if (system === null || state === null) return;
    const { directory, maxBytes } = this.#place;
    const identity = snapshotIdentity(cache, { system: system.text, policy });
    const target = { path: conversationFile(directory, id), identity, maxBytes };
    try {
      known.file = await writeSnapshot(known.file, target, cache, state, isOver);
    } catch (error) {
      if (this.#told) return;
      this.#told = true;
      this.#onTrouble(fileError(error, 'This conversation cannot be kept ready for quick reopening', directory));
    }
  }
}
